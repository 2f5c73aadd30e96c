"""The judge of texts: labels it must get right on its own labelled rows, spans, odd input."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.intents import INBOUND_LABELS, OUTBOUND_LABELS, judge_inbound, judge_outbound, language

ROWS = [
    row
    for name in ("messages", "messages_en_2", "messages_ru_2")
    for row in csv.DictReader(io.StringIO((Path(__file__).parent / "labels" / f"{name}.csv").read_text("utf-8")))
]


def f1(lang, label):
    """Over the rows it was fitted on: this guards against breaking, it is no accuracy (see fit_intents)."""
    rows = [row for row in ROWS if row["lang"] == lang and row["direction"] == "out"]
    pairs = [(row[label] == "1", getattr(judge_outbound(row["text"]), label) >= 0.5) for row in rows]
    right = sum(real and said for real, said in pairs)
    return 2 * right / sum(real + said for real, said in pairs)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("label", "least"), [("is_pitch", 0.9), ("has_question", 0.92), ("asks_meeting", 0.8)])
def test_outbound(lang, label, least):
    assert f1(lang, label) >= least


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_opt_out_is_seldom_a_false_alarm(lang):
    rows = [row for row in ROWS if row["lang"] == lang and row["direction"] == "in"]
    said = [row["inbound_class"] for row in rows if judge_inbound(row["text"]).label == "opt_out"]
    assert len(said) >= 20
    assert said.count("opt_out") / len(said) >= 0.95


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Please stop writing to me.", "opt_out"),
        ("Не пишите мне больше", "opt_out"),
        ("Not interested, thanks.", "refusal"),
        ("Нет, спасибо, не актуально", "refusal"),
        ("Send me the price list please", "interested"),
        ("Интересно, пришлите прайс", "interested"),
        ("How much is it per seat?", "question"),
        ("Сколько стоит на одного сотрудника?", "question"),
        ("Not now, write me in September", "later"),
        ("Не сейчас, напишите в сентябре", "later"),
        ("Thanks!", "neutral"),
        ("Спасибо", "neutral"),
    ],
)
def test_inbound(text, label):
    assert judge_inbound(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        "I'm out of office until 14 August with limited access to email.",
        "Automatic reply: thank you for your message",
        "В отпуске до 14 августа, доступ к почте ограничен.",
        "Автоответ: ваше сообщение получено",
    ],
)
def test_auto_replies(text):
    found = judge_inbound(text)
    assert (found.auto_reply, found.label) == (True, "neutral")


@pytest.mark.parametrize("text", ["Thanks!", "👍", "Спасибо)", "ok, got it"])
def test_closing(text):
    assert judge_inbound(text).closing


def test_a_question_is_no_closing():
    assert not judge_inbound("Thanks! And the price?").closing


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hello, how are you?", "en"),
        ("Привет, как дела?", "ru"),
        ("Смотрите наш CRM на www.example.org/very-long-path", "ru"),
        ("Hallo, wie geht es Ihnen und der Firma? Ich bin nicht sicher, danke.", "other"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_language(text, lang):
    assert language(text) == lang


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_judged(text):
    out, inbound = judge_outbound(text), judge_inbound(text)
    assert all(0 <= getattr(out, label) <= 1 for label in OUTBOUND_LABELS)
    assert inbound.label in INBOUND_LABELS
    for spans in (*out.spans.values(), *inbound.spans.values()):
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_very_long_text_is_judged():
    assert judge_outbound("We sell boxes from $2. " * 5_000).is_pitch > 0.5


def test_spans_quote_the_words():
    text = "Hi Eva! We help logistics firms like yours save up to 20%, from $4 per box."
    quoted = [text[start:end] for start, end in judge_outbound(text).spans["is_pitch"]]
    assert any("We help" in words for words in quoted)
    assert any("20%" in words for words in quoted)
