"""Records on their way from a file to the store: read first, written in one short transaction, memory bounded."""

import json
import marshal
import tempfile
from collections.abc import Iterator, Sequence

from data.records import TABLES, Record

_IN_MEMORY = 32 << 20
_KINDS = tuple(TABLES)
_NO_OF = {kind: no for no, kind in enumerate(_KINDS)}
Numbered = tuple[int, Record]


class Spool:
    """Chunks of (line, record) pairs, kept in memory up to 32 MB and then in an unnamed temporary file."""

    def __init__(self) -> None:
        """Begin empty."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._chunks = 0

    def add(self, pairs: Sequence[Numbered]) -> None:
        """Append a chunk."""
        marshal.dump([(line, _NO_OF[type(record)], *record) for line, record in pairs], self._file)
        self._chunks += 1

    def chunks(self) -> Iterator[list[Numbered]]:
        """Yield the chunks as they were added."""
        self._file.seek(0)
        for _ in range(self._chunks):
            rows = marshal.load(self._file)  # noqa: S302 (bytes written above, in an unnamed file)
            yield [(row[0], _KINDS[row[1]]._make(row[2:])) for row in rows]

    def close(self) -> None:
        """Forget everything."""
        self._file.close()


def storable(pairs: list[Numbered]) -> list[Numbered]:
    """Return the pairs with halves of characters, which no database takes, replaced by the replacement sign."""
    try:
        json.dumps(pairs, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return [(line, record._make(_whole(value) for value in record)) for line, record in pairs]
    return pairs


def _whole(value: str | int | None) -> str | int | None:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
