"""Lexicons: readable, alike in their parts, and their patterns compile."""

import pytest

from scoring.folding import fold, sentences, spans_of
from scoring.languages import languages, lexicon
from scoring.languages.patterns import every_language, patterns

LISTS = ("sure", "short", "always", "hint", "topic", "call", "other", "whole", "over")


def test_there_are_two_languages():
    assert languages() == ("en", "ru")
    with pytest.raises(KeyError, match="no lexicon of language 'xx'; there are en, ru"):
        lexicon("xx")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("name", LISTS)
def test_patterns_compile_and_never_match_nothing(lang, name):
    found = patterns(lang, "job_seeking", name)
    assert found
    assert not [pattern.pattern for pattern in found if pattern.fullmatch("")]


@pytest.mark.parametrize("name", ["buyer", "self", "cliches", "write", "jobs"])
def test_profile_words_exist_in_both_languages(name):
    assert len(every_language("profile", name)) > len(patterns("en", "profile", name)) > 0


def test_folding_keeps_places():
    folded = fold("Ё\u0301 𝗔b\u200bc  и\u0306")
    assert folded.text == "е abc й"
    assert folded.original(0, 1) == (0, 2)
    assert folded.original(2, 5) == (3, 7)
    assert folded.original(6, 7) == (9, 11)


def test_sentences_end_at_bars_and_lines_but_not_inside_words():
    text = "see brellon.example | now. 2.5 days\nend"
    assert [text[a:b].strip() for a, b in sentences(text)] == ["see brellon.example |", "now.", "2.5 days", "end"]


def test_spans_of_are_joined():
    assert spans_of("You and your", every_language("profile", "buyer")) == ((0, 3), (8, 12))
