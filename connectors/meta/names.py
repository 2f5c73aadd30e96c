"""Names, folded for comparison; a thread asks for the same few again and again."""

from functools import lru_cache

from data import names

fold = lru_cache(maxsize=65_536)(names.fold)
"""Return a name as names are compared: no case, single spaces."""
