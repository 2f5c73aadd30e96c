"""Records on their way from a file to the store: read first, written in one short transaction, memory bounded."""

import marshal
import tempfile
from collections.abc import Iterator, Sequence

from data.records import TABLES, Record

_UNPACKED = 10
_IN_MEMORY = 32 << 20
_KINDS = tuple(TABLES)
_NO_OF = {kind: no for no, kind in enumerate(_KINDS)}
Numbered = tuple[int, Record]


class Spool:
    """Chunks of (line, record) pairs: the first ones as they are, then packed, then in an unnamed temporary file."""

    def __init__(self) -> None:
        """Begin empty."""
        self._first: list[Sequence[Numbered]] = []
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._sizes: list[int] = []

    def add(self, pairs: Sequence[Numbered]) -> None:
        """Append a chunk."""
        if len(self._first) < _UNPACKED:
            self._first.append(pairs)
            return
        body = marshal.dumps([(line, _NO_OF[type(record)], *record) for line, record in pairs])
        self._sizes.append(len(body))
        self._file.write(body)

    def chunks(self) -> Iterator[Sequence[Numbered]]:
        """Yield the chunks as they were added."""
        yield from self._first
        self._file.seek(0)
        for size in self._sizes:
            rows = marshal.loads(self._file.read(size))  # noqa: S302 (bytes written above, in an unnamed file)
            yield [(row[0], _KINDS[row[1]]._make(row[2:])) for row in rows]

    def close(self) -> None:
        """Forget everything."""
        self._first.clear()
        self._file.close()


def mended(pairs: list[Numbered]) -> list[Numbered]:
    """Return the pairs with halves of characters, which no database takes, replaced by question marks."""
    return [(line, record._make(map(whole, record))) for line, record in pairs]


def whole(value: str | int | None) -> str | int | None:
    """Return a text that can be stored and printed."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
