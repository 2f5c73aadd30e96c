"""Records of a CSV file that somebody else wrote: numbered by line, quotes that never close survived."""

import contextlib
import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import Any

from connectors.connector import Line, Member, Problem
from connectors.decoding import MAX_LINE, Lines, open_text

csv.field_size_limit(MAX_LINE)
Row = tuple[int, list[str]]
_RESYNCS = 20


def tolerant(records: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield records up to the first that can't be parsed."""
    try:
        yield from records
    except csv.Error:
        return


class Records:
    """The records of a member, each with the number of its first line; `problems` is filled on the way.

    A clean file (see `decoding.needs_mending`) goes straight to the parser; from the first bad quote on, and in any
    other file, lines are looked at one by one.
    """

    def __init__(self, member: Member, encoding: str, dialect: dict[str, Any], width: int, clean: bool) -> None:
        self.member, self.encoding, self.dialect, self.width, self.clean = member, encoding, dialect, width, clean
        self.problems: list[Line] = []

    def __iter__(self) -> Iterator[Row]:
        read = 0
        if self.clean:
            ended: list[bool] = []
            with open_text(self.member, self.encoding) as text:
                reader = csv.reader(chain(text, _at_end(ended)), **self.dialect)
                with contextlib.suppress(csv.Error):
                    for row in reader:
                        if ended:
                            break  # the parser wanted more inside this row: a quote is open
                        yield read + 1, row
                        read = reader.line_num
            if ended and read == reader.line_num:
                return
        yield from self._careful(read)

    def _careful(self, before: int) -> Iterator[Row]:
        """Yield records below line `before`. An open quote would swallow the rest: begin again after its row."""
        lines = Lines(open_text(self.member, self.encoding), before)
        mended = lines.mended
        for attempt in range(_RESYNCS + 1):
            swallowed = 0
            for line, row in self._numbered(lines, before):
                if not lines.ended:
                    lines.record.clear()
                    yield line, row
                    continue
                swallowed = self._next_whole(lines.record) if attempt < _RESYNCS else 0
                self.problems.append((line, Problem("open-quote" if swallowed else "cut-off")))
                if swallowed:
                    yield line, next(csv.reader(lines.record[:swallowed], **self.dialect))
                before = line - 1 + swallowed
            if not swallowed:
                break
            lines = Lines(io.StringIO("".join(lines.record[swallowed:]), newline=""))
        self._report(mended)

    def _numbered(self, lines: Lines, before: int) -> Iterator[Row]:
        reader = csv.reader(lines, **self.dialect)
        end = 0
        while True:
            try:
                for row in reader:
                    yield before + end + 1, row
                    end = reader.line_num
                return
            except csv.Error:
                self.problems.append((before + end + 1, Problem("too-long", {"limit": MAX_LINE})))
                lines.record.clear()
                end = reader.line_num

    def ends_open(self) -> bool:
        """Tell whether the last line has no end, as in half a download."""
        end = ""
        with open_text(self.member, self.encoding) as text:
            while chunk := text.read(1 << 16):
                end = chunk[-1]
        return end not in ("\n", "\r")

    def _next_whole(self, record: list[str]) -> int:
        """Return the index of the first line after the open quote that is a whole row by itself, 0 if there is none."""
        for no, line in enumerate(record[1:], 1):
            if self.width > 3 and len(next(tolerant(csv.reader([line], **self.dialect)), ())) == self.width:
                return no
        return 0

    def _report(self, mended: dict[str, int]) -> None:
        if not self.encoding.startswith("utf-8"):
            self.problems.append((0, Problem("encoding", {"encoding": self.encoding})))
        for code, count in sorted(mended.items()):
            told = {"encoding": "cp1252"} if code == "encoding" else {}
            self.problems.append((0, Problem(code, {**told, "lines": count})))


def _at_end(ended: list[bool]) -> Iterator[str]:
    """An iterator without items that notes when it is asked for one."""
    ended.append(True)
    yield from ()
