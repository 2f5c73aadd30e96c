"""The report's words in the reader's language, without the web's machinery."""

import functools
import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.settings import ROOT


def _words(lang: str) -> Path:
    return ROOT / "pages" / "locale" / lang / "LC_MESSAGES" / "metrics.po"


@functools.cache
def translations(lang: str) -> gettext.NullTranslations:
    """Return the words of figures and reports in a language; English for one that there are no words in."""
    if lang == "en" or not lang.isalpha() or not _words(lang).exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with _words(lang).open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
