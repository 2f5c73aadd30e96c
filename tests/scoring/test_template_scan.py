"""Folding and hashing: what makes no difference, and that compiled and plain code give the same numbers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.templates import compiler, fold, scan
from tests.benchmarks.corpora import habits

BASE = "Всё готово: счёт на оплату отправлен, we don't ship on Sundays, order 12 of 40."


def words(text):
    return fold.words(text)


@pytest.mark.parametrize(
    "text",
    [
        BASE.upper(),
        BASE.replace("ё", "е"),
        BASE.replace(" ", "\u00a0"),
        BASE.replace("о", "o").replace("с", "c").replace("а", "a"),
        BASE.replace("отправлен", "отпра\u200bвлен").replace("ship", "s\u00adhip"),
        BASE.replace("'", "’"),
        BASE.replace(",", " 🚀🚀,") + " 👍",
        BASE.replace("12", "77"),
        BASE.replace("ship", "𝘀𝗵𝗶𝗽"),
        BASE.replace("й", "и\u0306").replace("ё", "е\u0308"),
        "> an earlier line\n" + BASE,
        BASE + "\n\nOn Mon, 3 Mar 2025 at 10:11, Ann Lee wrote:\n> please send it\nold text below",
        BASE + "\nИванов Иван пишет:\nпрежний текст",
        BASE + "\n-----Original Message-----\nFrom: Ann",
        BASE + "\n--\nIna Holm\n+45 55 010 222",
    ],
)
def test_spelling_and_quoting_make_no_difference(text):
    assert words(text) == words(BASE)


def test_links_are_one_word_whatever_they_lead_to():
    one = scan(["See https://a.example/x?utm_source=li&id=17 for the whole price list, please"])
    two = scan(["See http://b.example for the whole price list, please"])
    assert np.array_equal(one.hashes, two.hashes)


def test_short_texts_have_no_shingles():
    found = scan(["Thanks, will do that", "", "one two three four five"])
    assert np.diff(found.off).tolist() == [0, 0, 3]
    assert found.words.tolist() == [4, 0, 5]


def same(texts):
    plain, fast = scan(texts, compiled=False), scan(texts, compiled=True)
    for name in ("off", "hashes", "words", "digests"):
        assert np.array_equal(getattr(plain, name), getattr(fast, name)), name


needs_compiler = pytest.mark.skipif(not compiler.available(), reason="the compiler is not installed")


@needs_compiler
def test_compiled_and_plain_scan_agree_on_outreach():
    same([row["text"] for row in habits.build(600, 5)])


CHARS = st.one_of(
    st.sampled_from(list("ab zё'’:/.>-\n\t\r\u00a0\u200b\u0301й1½ﬁ𝗮🙂漢")),
    st.characters(codec="utf-8"),
)
LINES = st.sampled_from(
    ["https://x.y/z?q ", "Ann wrote:", "> quoted", "--", "-- original text", "пишет :", "a://", "://b"]
)


@needs_compiler
@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(st.text(CHARS, max_size=12), LINES), max_size=14).map("".join))
def test_compiled_and_plain_scan_agree_on_anything(text):
    same([text, text.replace(" ", "\n"), "x " + text])


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(CHARS, max_size=12), LINES), max_size=14).map("".join))
def test_places_of_words_are_those_of_their_hashes(text):
    placed = fold.placed(text)
    assert [hashed for _, _, hashed in placed] == fold.text_hashes(text).tolist()
    assert all(0 <= start < end <= len(text) for start, end, _ in placed)
    assert all(one[1] <= two[0] for one, two in pairwise(placed))


def test_halves_of_characters_do_no_harm():
    broken = "Hello \ud83d there my good old friend"
    assert scan([broken], compiled=False).words.tolist() == [6]
    if compiler.available():
        same([broken.encode("utf-8", "replace").decode(), "plain words only here now"])
        assert scan([broken, None], compiled=True).words.tolist()[1] == 0
