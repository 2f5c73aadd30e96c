"""Reading one file of an upload: records onto a spool, problems into a list, figures for the report."""

import csv
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, BinaryIO, Self

from connectors.connector import Connector, Context, Line, Part, Problem
from connectors.refusal import RefusedUpload
from connectors.reports import Located
from connectors.settle import Settled, settle
from connectors.spool import Numbered, Spool
from data.facts import CHUNK
from data.records import (
    IN,
    OUT,
    OUTREACH_KINDS,
    TABLES,
    UNKNOWN,
    Activity,
    AudienceFigure,
    Connection,
    Invitation,
    Message,
)

DAMAGED = (RefusedUpload, OSError, EOFError, zipfile.BadZipFile, zlib.error, csv.Error, UnicodeError)
MOST_PROBLEMS = 1_000
_PLURAL = {
    "activity": "activities",
    "identity": "identities",
    "crm_activity": "crm_activities",
    "crm_company": "crm_companies",
    "crm_person": "crm_people",
}
COUNTED = {kind: _PLURAL.get(table, table + "s") for kind, table in TABLES.items()}
"""Record type -> its name in the counts of a report: messages, invitations, connections ..."""


_DAYS: dict[type, Callable[[Any], str | None]] = {
    **dict.fromkeys((Message, Invitation, Activity, AudienceFigure), attrgetter("day")),
    Connection: attrgetter("connected_on"),
}
_LATE = ("~", "", "")


class BrokenFileError(Exception):
    """A file can't be read to its end, so nothing of it is used; the message says why."""


class Figures:
    """What a report says of an upload as a whole, gathered from its records as they pass."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._days: dict[type, tuple[str, str]] = {}
        self._people: set[str | None] = set()
        self._talks: dict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
        self._sent: Counter[str] = Counter()
        self._aside: Counter[str] = Counter()

    def add(self, pairs: list[Numbered]) -> None:
        """Look at a chunk."""
        by_kind: dict[type, list[Any]] = defaultdict(list)
        for _, record in pairs:
            by_kind[type(record)].append(record)
        for kind, records in by_kind.items():
            if kind in (Message, Invitation, Connection):
                self._people.update([record.person_key for record in records])
            if kind in _DAYS:
                days = list(filter(None, map(_DAYS[kind], records)))
                known = self._days.get(kind, ())
                if days:
                    self._days[kind] = min([*days, *known]), max([*days, *known])
            if kind is Message:
                self._messages([record for record in records if record.kind in OUTREACH_KINDS])
                self._aside.update([record.kind for record in records if record.kind not in OUTREACH_KINDS])

    def _messages(self, records: list[Message]) -> None:
        self._sent.update([record.direction for record in records])
        for record in records:
            if record.sent_at and record.direction != UNKNOWN:
                talk = self._talks[record.conversation_id]
                said = (record.sent_at, record.direction, record.person_name)
                if said < talk.get(record.direction, _LATE):
                    talk[record.direction] = said

    def as_dict(self) -> dict[str, Any]:
        """Return the fields of an `ImportReport` that tell of the whole."""
        days = [span for kind, span in self._days.items() if kind is not Connection] or list(self._days.values())
        both = [(talk[OUT], talk[IN]) for talk in self._talks.values() if len(talk) == 2]
        first = min((theirs for ours, theirs in both if ours < theirs), default=None)
        return {
            "period": (min(a for a, _ in days), max(b for _, b in days)) if days else None,
            "sent": self._sent[OUT],
            "received": self._sent[IN],
            "undecided": self._sent[UNKNOWN],
            "aside": dict(self._aside.most_common()),
            "contacts": len(self._people - {None}),
            "first_answer": (first[2], first[0][:10]) if first else None,
        }


class FileRead:
    """One file, read: its records wait on `spool`."""

    def __init__(self, path: str) -> None:
        """Begin empty."""
        self.path = path
        self.spool = Spool()
        self.counts: Counter[str] = Counter()
        self.entries = False
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
        for kind, count in Counter([type(record) for _, record in pairs]).items():
            self.counts[COUNTED[kind]] += count
        self.spool.add(pairs)

    def note(self, line: int, problem: Problem) -> None:
        """Take a problem."""
        if len(self._problems) < MOST_PROBLEMS:
            place = {"place": "entry"} if self.entries and line else {}
            self._problems.append(Located(self.path, line, problem.code, {**problem.detail, **place}))
        else:
            self._more += 1


def read(
    file: FileRead,
    connector: Connector,
    part: Part,
    context: Context,
    figures: Figures,
    at: Callable[[int], None],
    settled: Settled,
) -> None:
    """Read a part to its end into `file`, as the answers have it. `at` is told the bytes read so far, at every chunk.

    Raises:
        BrokenFileError: the file is damaged or goes beyond the limits.
    """
    file.entries = connector.entries(part)
    chunk, meter = [], _Meter(part)
    for line, item in _lines(connector, meter.part, context):
        if type(item) is Problem:
            file.note(line, item)
            continue
        chunk.append((line, settle(item, connector, settled) if settled.by else item))
        if len(chunk) == CHUNK:
            _pass_on(chunk, file, figures)
            chunk = []
            at(min(meter.bytes, part.member.size))
    _pass_on(chunk, file, figures)


def _pass_on(chunk: list[Numbered], file: FileRead, figures: Figures) -> None:
    if chunk:
        figures.add(chunk)
        file.add(chunk)


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
