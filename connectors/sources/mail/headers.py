"""Headers as they come: folded, encoded twice, in bytes that no standard allows; none of it raises."""

import base64
import binascii
import csv
import quopri
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from connectors.decoding import encoding_of

_FOLD = re.compile(r"\r?\n[ \t]+")
_WORD = re.compile(r"=\?([\w.*'-]{2,40})\?([bqBQ])\?([^?\s]*(?: [^?]*)?)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_ADDRESS = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+\.[^\s@<>\"',;:()]+")
_IDS = re.compile(r"<([^<>\s]{3,250})>")
_LONGEST = 20_000


class Address(NamedTuple):
    """Somebody in a header."""

    name: str
    email: str  # lower case


class Headers(Mapping):
    """The headers of one message by name in lower case; of repeated ones all, joined by a comma."""

    def __init__(self, raw: bytes) -> None:
        """Split raw headers."""
        text = raw.decode(encoding_of(raw[:_LONGEST]) if not raw.isascii() else "ascii", "replace")
        self._told: dict[str, str] = {}
        for line in _FOLD.sub(" ", text).splitlines():
            name, colon, value = line.partition(":")
            if colon:
                key = name.strip().lower()
                value = value.strip()[:_LONGEST]
                self._told[key] = f"{self._told[key]}, {value}" if key in _SEVERAL and key in self._told else value

    def __getitem__(self, name: str) -> str:
        """Return a header as written."""
        return self._told[name]

    def __iter__(self):
        """Iterate over names."""
        return iter(self._told)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._told)

    def text(self, name: str) -> str:
        """Return a header decoded, "" when there is none."""
        return decoded(self._told.get(name, ""))

    def addresses(self, *names: str) -> list[Address]:
        """Return everybody in some headers, each address once."""
        return addresses([self._told[name] for name in names if name in self._told])

    def ids(self, name: str) -> list[str]:
        """Return the message ids in a header."""
        return _IDS.findall(self._told.get(name, ""))


_SEVERAL = frozenset({"to", "cc", "bcc"})


def decoded(value: str) -> str:
    """Return a header's value with its encoded words decoded; what can't be stays as it is."""
    if "=?" not in value:
        return value
    return _WORD.sub(_word, _BETWEEN.sub(r"\1\2", value)).replace("\0", "")


def _word(found: re.Match[str]) -> str:
    charset, way, body = found[1].partition("*")[0], found[2].lower(), found[3]
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4)) if way == "b" else quopri.decodestring(body, header=True)
        return raw.decode(charset, "replace")
    except (LookupError, ValueError, binascii.Error, UnicodeError):
        return found[0]


def addresses(values: Iterable[str]) -> list[Address]:
    """Return everybody in header values, each address once."""
    found: dict[str, Address] = {}
    for name, email in _pairs(list(values)):
        plain = _ADDRESS.fullmatch(email.strip()) or _ADDRESS.search(email)
        if plain:
            key = plain[0].lower()
            told = " ".join(decoded(name).strip("\"' ").split())
            found.setdefault(key, Address("" if told.lower() == key else told, key))
    return list(found.values())


def _pairs(values: list[str]) -> list[tuple[str, str]]:
    try:
        pairs = getaddresses(values)
    except (ValueError, IndexError, TypeError, AttributeError):  # known of odd headers
        pairs = []
    if any("@" in email for _, email in pairs):
        return pairs
    return [("", email) for value in values for email in _ADDRESS.findall(value)]


def labels(value: str) -> list[str]:
    """Return Gmail's labels: encoded as a whole, with commas between and perhaps inside them; lower case."""
    try:
        (row,) = csv.reader([decoded(value).replace("\n", " ")], skipinitialspace=True)
    except (csv.Error, ValueError):
        return []
    return [label.strip().casefold() for label in row if label.strip()]


def date(value: str) -> datetime | None:
    """Return a moment with or without an offset; None when it is no date of the age of mail."""
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if 1990 <= when.year < 2100 else None
