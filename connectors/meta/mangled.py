"""Garbled text of Meta's exports: every byte of UTF-8 written as a character of its own ("Ð\x90Ð½Ð½Ð°" for "Анна").

Whether a file is garbled is decided for the file as a whole, so that a clean file may quote garbled text; in a garbled
file only what comes out as UTF-8 is changed, so that a clean "café" stays.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

_SAMPLE = 2_000
"""Texts with letters beyond ASCII that are enough to judge a file."""
_DEEP = 40


def unmangled(text: str) -> str:
    """Return the text that was meant; the text as it is when it does not decode."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def is_mangled(texts: Iterable[str]) -> bool:
    """Tell whether a file with these texts is garbled: most of its different texts beyond ASCII decode."""
    seen = set(islice((text for text in texts if not text.isascii()), _SAMPLE))
    decoding = sum(unmangled(text) != text for text in seen)
    return decoding > 0 and 2 * decoding >= len(seen)


def texts_of(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield every text in a JSON value, names of fields included."""
    if isinstance(value, str):
        yield value
    elif depth < _DEEP and isinstance(value, list):
        for one in value:
            yield from texts_of(one, depth + 1)
    elif depth < _DEEP and isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from texts_of(one, depth + 1)


def mended(value: Any, depth: int = 0) -> Any:
    """Return a JSON value of a garbled file with its texts as they were meant."""
    if isinstance(value, str):
        return unmangled(value)
    if depth < _DEEP and isinstance(value, list):
        return [mended(one, depth + 1) for one in value]
    if depth < _DEEP and isinstance(value, dict):
        return {unmangled(name): mended(one, depth + 1) for name, one in value.items()}
    return value
