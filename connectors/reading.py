"""Reading one file of an upload: records onto a spool, problems into a list, figures for the report."""

import csv
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Self

from connectors.connector import Connector, Context, Line, Part, Problem
from connectors.refusal import RefusedUpload
from connectors.reports import Located
from connectors.spool import Numbered, Spool, storable
from data.facts import CHUNK
from data.records import OUT, OUTREACH_KINDS, TABLES, Activity, AudienceFigure, Connection, Invitation, Message

DAMAGED = (RefusedUpload, OSError, EOFError, zipfile.BadZipFile, zlib.error, csv.Error, UnicodeError)
MOST_PROBLEMS = 1_000
_PLURAL = {"activity": "activities"}
COUNTED = {kind: _PLURAL.get(table, table + "s") for kind, table in TABLES.items()}
"""Record type -> its name in the counts of a report: messages, invitations, connections ..."""


class BrokenFileError(Exception):
    """A file can't be read to its end, so nothing of it is used; the message says why."""


class Figures:
    """What a report says of an upload as a whole, gathered from its records as they pass."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._days: dict[type, tuple[str, str]] = {}
        self._people: set[str] = set()
        self._talks: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._sent: Counter[str] = Counter()

    def add(self, pairs: list[Numbered]) -> None:
        """Look at a chunk."""
        for _, record in pairs:
            kind = type(record)
            if kind is Message:
                self._message(record)
            if kind in (Message, Invitation, Connection) and record.person_key:
                self._people.add(record.person_key)
            day = _day(record)
            if day:
                first, last = self._days.get(kind, (day, day))
                self._days[kind] = min(first, day), max(last, day)

    def _message(self, record: Message) -> None:
        if record.kind not in OUTREACH_KINDS:
            return
        self._sent[record.direction] += 1
        if record.sent_at:
            said = (record.sent_at, record.direction, record.person_name)
            known = self._talks[record.conversation_id]
            known.append(said)
            if len(known) > 2:  # the first of ours and the first of theirs are enough
                ours = [one for one in known if one[1] == OUT]
                theirs = [one for one in known if one[1] != OUT]
                self._talks[record.conversation_id] = [min(some) for some in (ours, theirs) if some]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields of an `ImportReport` that tell of the whole."""
        days = [span for kind, span in self._days.items() if kind is not Connection] or list(self._days.values())
        opened = [sorted(talk) for talk in self._talks.values() if len(talk) == 2]
        answers = [theirs for ours, theirs in opened if ours[1] == OUT and theirs[1] == "in"]
        first = min(answers, default=None)
        return {
            "period": (min(a for a, _ in days), max(b for _, b in days)) if days else None,
            "sent": self._sent["out"],
            "received": self._sent["in"],
            "contacts": len(self._people),
            "first_answer": (first[2], first[0][:10]) if first else None,
        }


def _day(record: Any) -> str | None:
    if isinstance(record, Message | Invitation | Activity | AudienceFigure):
        return record.day
    return record.connected_on if isinstance(record, Connection) else None


class FileRead:
    """One file, read: its records wait on `spool`."""

    def __init__(self, path: str) -> None:
        """Begin empty."""
        self.path = path
        self.spool = Spool()
        self.counts: Counter[str] = Counter()
        self._problems: list[Located] = []
        self._more = 0

    def __enter__(self) -> Self:
        """Be of use until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget the records."""
        self.spool.close()

    @property
    def problems(self) -> tuple[Located, ...]:
        """The first thousand problems, and how many more there are."""
        more = [Located(self.path, 0, "more-problems", {"count": self._more})] if self._more else []
        return (*self._problems, *more)

    def add(self, pairs: list[Numbered]) -> None:
        """Take a chunk of records."""
        self.counts.update(COUNTED[type(record)] for _, record in pairs)
        self.spool.add(pairs)

    def note(self, line: int, problem: Problem) -> None:
        """Take a problem."""
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Located(self.path, line, problem.code, dict(problem.detail)))
        else:
            self._more += 1


def read(
    file: FileRead, connector: Connector, part: Part, context: Context, figures: Figures, at: Callable[[int], None]
) -> None:
    """Read a part to its end into `file`. `at` is told the bytes read so far, at every chunk.

    Raises:
        BrokenFileError: the file is damaged or goes beyond the limits.
    """
    chunk, meter = [], _Meter(part)
    for line, item in _lines(connector, meter.part, context):
        if type(item) is Problem:
            file.note(line, item)
            continue
        chunk.append((line, item))
        if len(chunk) == CHUNK:
            _pass_on(chunk, file, figures)
            chunk = []
            at(min(meter.bytes, part.member.size))
    _pass_on(chunk, file, figures)


def _pass_on(chunk: list[Numbered], file: FileRead, figures: Figures) -> None:
    if chunk:
        pairs = storable(chunk)
        figures.add(pairs)
        file.add(pairs)


def _lines(connector: Connector, part: Part, context: Context) -> Iterator[Line]:
    try:
        yield from connector.read(part, context)
    except DAMAGED as error:
        raise BrokenFileError(str(error) or type(error).__name__) from error


class _Meter:
    """A part that tells how far its newest opening was read."""

    def __init__(self, part: Part) -> None:
        self.part = replace(part, member=replace(part.member, opener=lambda: self._open(part)))
        self._file: BinaryIO | None = None

    def _open(self, part: Part) -> BinaryIO:
        self._file = part.member.open()
        return self._file

    @property
    def bytes(self) -> int:
        try:
            return self._file.tell() if self._file else 0
        except (OSError, ValueError):  # closed, or not to be asked
            return 0
