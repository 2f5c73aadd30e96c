"""Words of a language: everything a rule looks for in a text, read from the TOML files beside this module.

`en.toml` and any `en_<area>.toml` make up the lexicon of English; a section stands in exactly one of them. A new
language is a new set of files.
"""

import functools
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a lexicon."""
    return tuple(sorted({path.stem.partition("_")[0] for path in FOLDER.glob("*.toml")}))


@functools.cache
def lexicon(lang: str) -> dict[str, Any]:
    """Return the sections of one language as nested dictionaries; treat them as read-only, they are shared.

    Raises:
        KeyError: there is no lexicon of this language.
        ValueError: two files of one language have the same section.
    """
    merged: dict[str, Any] = {}
    paths = sorted((*FOLDER.glob(f"{lang}.toml"), *FOLDER.glob(f"{lang}_*.toml")))
    if not paths:
        raise KeyError(f"no lexicon of language {lang!r}; there are {', '.join(languages())}")
    for path in paths:
        for section, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if section in merged:
                raise ValueError(f"{path.name}: section [{section}] stands in another file of {lang!r} already")
            merged[section] = words
    return merged
