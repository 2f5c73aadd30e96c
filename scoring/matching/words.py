"""Lists of words that names and keys are read with."""

import functools
import tomllib
from pathlib import Path


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a list of `words.toml`."""
    return frozenset(tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[name].split())
