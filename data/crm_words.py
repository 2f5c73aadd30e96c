"""Words of CRMs that mean something to everybody: channels and stages, in English and Russian. Proposals, no more."""

import re
import tomllib
import unicodedata
from pathlib import Path

CHANNELS = ("social", "email", "ads", "search", "website", "referral", "partner", "event", "phone", "existing", "other")
UNKNOWN = "unknown"
"""The channel of rows whose source nobody told or mapped."""
STAGE_MEANINGS = ("new", "worked", "won", "lost")

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PATTERNS = {
    table: {name: re.compile(rf"\b(?:{'|'.join(words)})\b") for name, words in names.items()}
    for table, names in _TABLES.items()
}


def folded(text: str) -> str:
    """Return a name for comparing: no case, no marks, single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def channel(source: str) -> str:
    """Return the channel that a source's name speaks of; UNKNOWN for an empty or unknown word."""
    return _first("channel", source) or UNKNOWN


def stage_meaning(stage: str, first: object = False) -> str:
    """Return what a stage's name speaks of; a pipeline's first stage is new, others are worked."""
    return _first("stage", stage) or ("new" if first else "worked")


def _first(table: str, text: str) -> str:
    words = folded(text)
    return next((name for name, pattern in _PATTERNS[table].items() if pattern.search(words)), "")
