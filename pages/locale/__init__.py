"""The words of every language: `.po` files, one an area; `python -m pages.locale` tells what is missing."""

from data.translations import LANGUAGES, WORDS, catalog, translator

HERE = WORDS

__all__ = ["HERE", "LANGUAGES", "WORDS", "catalog", "translator"]
