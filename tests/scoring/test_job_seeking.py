"""Job-seeking words in profiles: measured on labelled texts, and safe with hostile ones."""

import csv
import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.profile.job_seeking import classify, find

LABELS = Path(__file__).parent / "labels"
FILES = ("profiles.csv", "profiles_holdout.csv", "profiles_unseen.csv", "profiles_last.csv", "profiles_final.csv")
HOSTILE = [
    "",
    " ",
    "\x00",
    "🚚" * 50,
    "\u202eopen to work\u202c",
    "\ud800",
    "a" * 100_000,
    "ищу " * 30_000,
    "((((",
    None,
]


def accuracy(file: str, lang: str) -> tuple[float, float]:
    """Return precision and recall on the labelled texts of one language."""
    with (LABELS / file).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang"] == lang]
    said = [(classify(row["text"], row["field"], lang), row["job_seeking"] == "1") for row in rows]
    hits = sum(guess and truth for guess, truth in said)
    return hits / sum(guess for guess, _ in said), hits / sum(truth for _, truth in said)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("file", FILES)
def test_texts_that_the_words_were_tuned_on(file, lang):
    precision, recall = accuracy(file, lang)
    assert precision >= 0.97
    assert recall >= 0.9


@pytest.mark.parametrize(("lang", "least"), [("en", 0.7), ("ru", 0.8)])
def test_texts_written_beside_the_lists(lang, least):
    precision, recall = accuracy("profiles_held_out.csv", lang)
    assert precision >= 0.95
    assert recall >= least


def test_messages_of_sellers_are_hardly_ever_taken_for_a_job_search():
    texts = []
    for file in ("messages.csv", "messages_en_2.csv", "messages_ru_2.csv"):
        with (LABELS / file).open(encoding="utf-8", newline="") as lines:
            texts += [row["text"] for row in csv.DictReader(lines) if row["direction"] == "out"]
    assert len(texts) > 1000
    assert sum(classify(text, "post") for text in texts) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "Open to w\u200bork | sales",
        "𝐎𝐩𝐞𝐧 𝐭𝐨 𝐰𝐨𝐫𝐤",
        "OPEN   TO\u00a0WORK",
        "Ищу рабо\u0301ту",
        "ищу новую работу!!!",
        "\u202eOpen to work\u202c",
        "🚀 #OpenToWork 🚀",
        "Sales manager\nLooking for a new role",
    ],
)
def test_disguised_words_are_found(text):
    assert classify(text)


@pytest.mark.parametrize(
    "text",
    [
        "Open to working breakfasts with planners",
        "Not looking for a job",
        "Работу не ищу",
        "My work: quiet warehouses",
        "We are looking for a job shop in Brno",
    ],
)
def test_lookalikes_are_left_alone(text):
    assert not classify(text)


def test_a_title_counts_only_where_titles_stand():
    assert classify("Unemployed", "position")
    assert not classify("Candidate experience matters.", "summary")


def test_spans_quote_the_words_as_written():
    text = "🚚 Логист | Ищу\u00a0  работу | Казань"
    assert [text[start:end] for start, end in find(text)] == ["Ищу\u00a0  работу"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["headline", "summary", "position", "post"])
def test_hostile_texts_are_read_in_time(text, field):
    began = time.perf_counter()
    find.__wrapped__(text, field)
    assert time.perf_counter() - began < 5


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["headline", "summary", "position", "post"]))
def test_spans_lie_in_the_text_in_order(text, field):
    spans = find(f"{text} open to work {text}", field)
    assert all(0 <= start < end <= len(text) * 2 + 14 for start, end in spans)
    assert list(spans) == sorted(spans)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))
