"""`python -m pages.locale`: words of the source without a translation, and translations nobody uses any more."""

import sys

from pages.locale import LANGUAGES, catalog
from pages.locale.extract import missing, source_words


def main() -> int:
    """Print what is amiss, language by language; return 1 when words are missing."""
    found, bad = source_words(), 0
    for lang in LANGUAGES:
        if lang == "en":
            continue
        known = catalog(lang)
        for word in missing(found, known):
            bad = 1
            print(f"{lang}: no translation: {word!r}  ({', '.join(sorted(found[word]))})")
        for message in known:
            if message.id and message.id not in found:
                print(f"{lang}: unused: {message.id!r}")
    return bad


sys.exit(main())
