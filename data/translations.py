"""Catalogues of words: every `*.po` of a language below `pages/locale`, merged in memory; nothing of the web here."""

import functools
import gettext
import io

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.settings import ROOT

WORDS = ROOT / "pages" / "locale"
LANGUAGES = ("en", "ru")
"""English is the language of the source; the others have a folder of `.po` files each."""


def catalog(lang: str) -> Catalog:
    """Return all words of a language; the same word in two files must be said the same way.

    Raises:
        ValueError: two files translate one string differently.
    """
    merged = Catalog(locale=lang)
    for path in sorted((WORDS / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                _add(merged, message, path.name)
    return merged


def _add(merged: Catalog, message, name: str) -> None:
    if not message.id or message.fuzzy:
        return
    known = merged.get(message.id)
    if known is not None and known.string != message.string:
        raise ValueError(f"{name} translates {message.id!r} otherwise than another file.")
    merged.add(message.id, message.string)


@functools.cache
def translator(lang: str) -> gettext.NullTranslations:
    """Return the translations of a language; English and anything unknown stay as they are in the source."""
    if lang not in LANGUAGES or lang == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog(lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
