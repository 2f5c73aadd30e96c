"""The noun of this package: what a connector is, what it is given and what it yields."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Literal

from connectors.refusal import RefusedUpload
from data.records import Record

Confidence = Literal["stated", "likely", "guess", "confirmed", "unknown"]


@dataclass(frozen=True)
class Member:
    """One file of an upload. `path` uses "/" and is relative; `opener` gives its bytes, within `archive`'s limits."""

    path: str
    size: int
    opener: Callable[[], BinaryIO] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def open(self) -> BinaryIO:
        """Open the file for reading bytes."""
        return self.opener()

    def head(self, size: int = 65_536) -> bytes:
        """Return the first bytes."""
        with self.open() as file:
            return file.read(size)


@dataclass(frozen=True)
class Upload:
    """What somebody dropped: an archive, a folder or a single file, as a flat list of members.

    `refused` tells why one of several archives of a folder can't be opened; it has no members then.
    """

    name: str
    members: tuple[Member, ...]
    sha256: str = ""
    refused: RefusedUpload | None = None

    @classmethod
    def of(cls, name: str, files: Mapping[str, bytes]) -> "Upload":
        """Make an upload of bytes in memory (for tests and the demo)."""
        members = (Member(path, len(body), lambda body=body: io.BytesIO(body)) for path, body in sorted(files.items()))
        return cls(name, tuple(members))


@dataclass(frozen=True)
class Problem:
    """Something an import could not read or left out: a value, not an exception.

    `code` is a stable word ("bad-date", "no-header", "too-long"); `where` is "file" or "file, line 12"; `detail`
    holds short harmless particulars (never message text). The words for a code stand in `connectors.problems`.
    """

    code: str
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Owner:
    """Whose export it is, and how sure that is. The evidence is shown before anything is stored."""

    name: str = ""
    profile_url: str = ""
    member_id: str = ""
    email: str = ""
    confidence: Confidence = "unknown"
    evidence: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # further person keys that send under this name; for the user to confirm


@dataclass(frozen=True)
class Choice:
    """One possible answer. `label` is shown; `count` says how much in the file speaks of it ("1,204 messages")."""

    value: str
    label: str
    count: int = 0


@dataclass(frozen=True)
class Question:
    """Something that an export does not state and that a person settles once; nothing is guessed silently.

    `id`: "self" (which of the names in the file is the rep: a value is a name or key exactly as the file writes it),
    "date-order" (values dmy, mdy, ymd), "zone" (an IANA name; the wall clock of the file), "own-channel" (yes, no).
    `proposal` is the choice that the evidence speaks for, "" when there is none; `sure` means that the file itself
    proves it (a day above 12), so nobody needs to be asked. `example` is a harmless piece of the file that shows the
    difference ("03.04.2025"); never message text.
    """

    id: str
    choices: tuple[Choice, ...] = ()
    proposal: str = ""
    sure: bool = False
    example: str = ""


@dataclass(frozen=True)
class Part:
    """One member as a connector understands it. `ignored` says why it is not read, "" when it is.

    Reasons: "sensitive", "not-needed", "unknown", "empty", "duplicate", "not-a-table".
    """

    member: Member
    kind: str  # "messages", "connections", "profile" ...
    ignored: str = ""


@dataclass(frozen=True)
class Context:
    """What reading needs to know beside the file: whose rows these are, the day they were exported, what was answered.

    `answers` hold a person's words where there are any, else the proposals of the questions; but not of those that rows
    follow later as well ("self", "zone", "date-order"): a source reads as if they were open and leaves direction
    "unknown" with all that names the sender and the others; `connectors.settle` does the rest.
    """

    rep_id: str
    owner: Owner
    taken_on: str = ""  # day, "" when the export does not tell
    time_zone: str = "UTC"  # of the workspace: for `day`, and for times without a zone
    answers: Mapping[str, str] = field(default_factory=dict)  # question id -> value

    @property
    def zone(self) -> str:
        """The zone of wall-clock times that the file gives without one."""
        return self.answers.get("zone") or self.time_zone


def no_questions(_: tuple[Part, ...]) -> tuple[Question, ...]:
    """Return nothing to ask: everything is stated in the export."""
    return ()


def no_wall(text: str, order: str) -> datetime | None:  # noqa: ARG001
    """Parse ISO text; what a source writes otherwise it reads itself."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def by_line(_: Part) -> bool:
    """Tell that places are lines of the file."""
    return False


def by_entry(_: Part) -> bool:
    """Tell that places are entries of a list, counted from 1: lines say nothing in JSON and web pages."""
    return True


Line = tuple[int, Record | Problem]
"""A place in the source (a line, or see `Connector.entries`; from 1, 0 where it makes no sense) and what stood."""


@dataclass(frozen=True)
class Connector:
    """A source of facts: one module (or package) in `connectors.sources`, listed in CONNECTORS.

    recognise: say what each member of an upload is; () when the upload is not this source's.
    find_owner: tell whose export it is from the parts.
    taken_on: the day of the export ("YYYY-MM-DD"), "" when it can't be told.
    read: yield records and problems of one part, in the order of the file, without holding all of it. Ids never
        depend on `Context.answers`, so that an answer given later changes the same rows.
    questions: tell what the export leaves open, with choices and evidence.
    wall: parse the `sent_at_text` or `at_text` of a record to a wall-clock moment without a zone, given the order of
        days and months ("dmy", "mdy", "ymd", "" when the file leaves nothing open); None when it can't be. Needed
        by a source that asks for "date-order", or writes those texts otherwise than ISO; see `connectors.settle`.
    """

    id: str
    network: str
    title: str
    how_to_export: str  # plain words, one step a line, marked for translation
    recognise: Callable[[Upload], tuple[Part, ...]]
    find_owner: Callable[[tuple[Part, ...]], Owner]
    taken_on: Callable[[Upload, tuple[Part, ...]], str]
    read: Callable[[Part, Context], Iterator[Line]]
    questions: Callable[[tuple[Part, ...]], tuple[Question, ...]] = no_questions
    wall: Callable[[str, str], datetime | None] = no_wall
    entries: Callable[[Part], bool] = by_line  # whether the numbers are of entries, not of lines
    team: bool = False  # its rows are the team's: nobody is asked whose they are, no rep stands in the import
