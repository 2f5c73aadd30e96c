"""Every word of the interface is said in Russian, with the same places for values."""

import pytest

from metrics.words import Said, say
from pages.locale import LANGUAGES, catalog, translator
from pages.locale.extract import missing, slots, source_words

OTHERS = [lang for lang in LANGUAGES if lang != "en"]


@pytest.fixture(scope="module")
def words():
    found = source_words()
    assert len(found) > 100, "the extraction finds nothing"
    return found


@pytest.mark.parametrize("lang", OTHERS)
def test_every_word_is_translated(words, lang):
    assert missing(words, catalog(lang)) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_translations_have_the_same_places(lang):
    for message in catalog(lang):
        if not message.id:
            continue
        source = {slot for form in _forms(message.id) for slot in slots(form)}
        for form in _forms(message.string):
            assert slots(form) <= source, message.id
            assert source - slots(form) <= {"n"}, message.id


def _forms(text) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text,)


def test_russian_plurals():
    said = [translator("ru").ngettext("{n} day", "{n} days", n) for n in (1, 2, 5, 11, 21, 22)]
    assert said == ["{n} день", "{n} дня", "{n} дней", "{n} дней", "{n} день", "{n} дня"]


def test_unknown_language_speaks_english():
    assert translator("xx").gettext("Import") == "Import"


@pytest.mark.parametrize("lang", OTHERS)
def test_no_words_stay_no_words(lang):
    """The translation of nothing is the head of the catalogue; it once stood on a slide."""
    found = translator(lang)
    assert say(Said(""), lang, found.gettext, found.ngettext) == ""
