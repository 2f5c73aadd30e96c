"""What an import did, or would do: frozen values, and their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from connectors.asking import Asked
from connectors.connector import Owner
from connectors.problems import NOTES, WORDS
from connectors.refusal import REFUSALS, printable
from data.words import N_

UNKNOWN_TO_US = ("not-recognised", "unknown-file", "not-needed")
"""Why a file is passed over that need trouble nobody when other files were read."""

STOPS = {
    "not-recognised": N_("{name} is no export that can be read here: {found}."),
    "unknown-file": N_("{name} is no export that can be read here."),
    "no-rows": N_("{name} has column names but no rows ({columns}). Export it again with something in it."),
    "all-empty": N_("{name} is empty: there is nothing to read. Download it again."),
    "something-else": N_(
        "{name} is no table but something else ({looks_like}). Drop the file as it was downloaded; "
        "what a spreadsheet saved anew, save as CSV."
    ),
    "other-columns": N_(
        "{name} is called like a file of the {title}, but has none of its columns. "
        "Drop the file as it was downloaded, or the whole archive."
    ),
    "private": N_("{name} belongs to the {title}, but is private and not needed here. It was not opened."),
    "not-needed": N_("{name} belongs to the {title}, but nothing in it is needed here. Drop the whole archive."),
    "ambiguous": N_("{file} in {name} looks like an export of {first} and of {second}; upload the files one by one."),
    "no-owner": N_("{name} does not tell whose export it is. Say whose it is (--rep NAME)."),
    "who-is-this": N_(
        "{name} is the export of {owner}, but another account than the one {rep} has here. "
        'If both are the same person, say so (--rep "{rep}"); if not, give this one a name of its own.'
    ),
    "which-rep": N_("{name} is the export of {owner}, which may be any of {reps}. Say whose it is (--rep NAME)."),
    "mapping-needed": N_(
        "{name} is a table that is not known here yet. Say which column is what (on the command line: manage.py map)."
    ),
    "bad-mapping": N_("The mapping does not go with {name}: {why}"),
    "not-stored-yet": N_("{name} is a table of {target}. Such tables can be looked at, but are not stored yet."),
    "taken-back": N_("The import of {name} was taken back while it ran."),
    "broken": N_("The file is damaged and was left out as a whole: {why}."),
    "more-problems": N_("{count} more problems of this file are not listed."),
}
"""Why something was not imported: code -> sentence, filled from `detail`."""


ASIDE = {
    "group": N_("in groups"),
    "channel": N_("in channels"),
    "bot": N_("with bots and mailings"),
    "forward": N_("forwarded, in others’ words"),
    "self": N_("notes to oneself"),
    "system": N_("notices of the network"),
    "comment": N_("comments"),
    "sponsored": N_("advertisements"),
    "draft": N_("drafts"),
    "assistant": N_("with an AI assistant"),
}
"""Kind of message that is kept but is no outreach -> words."""


def message(code: str, detail: Mapping[str, Any]) -> str:
    """Return the English sentence of a problem or a stop."""
    text = {**WORDS, **REFUSALS, **STOPS}.get(code, code)
    return printable(text.format_map(_Gaps(detail)))


class _Gaps(dict):
    """Particulars of a sentence; one that is missing shows as three dots instead of breaking the report."""

    def __missing__(self, key: str) -> str:
        return "..."


@dataclass(frozen=True)
class Located:
    """A problem and its place. `line` 0 means the file as a whole."""

    file: str
    line: int
    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return where, code and message, and the particulars for a translation."""
        place = "entry" if self.detail.get("place") == "entry" else "line"
        where = f"{self.file}, {place} {self.line}" if self.line else self.file
        return {"where": where, "code": self.code, "message": message(self.code, self.detail), **self._more()}

    def _more(self) -> dict[str, Any]:
        return {"line": self.line, "detail": dict(self.detail)}


@dataclass(frozen=True)
class FileReport:
    """One file. `counts` are records by kind; `unchanged` records were known already; `ignored` says why not read."""

    name: str
    connector: str
    kind: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    unchanged: int = 0
    problems: tuple[Located, ...] = ()
    ignored: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the file as `manage.py import --json` shows it."""
        return {
            "name": self.name,
            "connector": self.connector,
            "kind": self.kind,
            "counts": dict(self.counts),
            "new": self.new,
            "unchanged": self.unchanged,
            "problems": [problem.as_json() for problem in self.problems],
            "ignored": self.ignored or None,
        }


@dataclass(frozen=True)
class Stop:
    """Why an upload was not imported at all; `code` is stable, `detail` fills its words."""

    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return code, message and particulars."""
        return {"code": self.code, "message": message(self.code, self.detail), "detail": dict(self.detail)}


@dataclass(frozen=True)
class ImportReport:
    """One upload as one connector reads it.

    `period` are the first and the last day of what it tells; `sent` and `received` count outreach, `undecided` that of
    which nobody knows the direction, `aside` other messages by kind; `first_answer` is (name, day) of the first person
    who answered a conversation that the owner opened; `already` means that these very bytes were imported before.
    """

    name: str
    connector: str = ""
    network: str = ""
    import_id: str = ""
    rep_id: str = ""
    rep_name: str = ""
    owner: Owner = field(default_factory=Owner)
    taken_on: str = ""
    period: tuple[str, str] | None = None
    sent: int = 0
    received: int = 0
    undecided: int = 0
    aside: Mapping[str, int] = field(default_factory=dict)
    contacts: int = 0
    first_answer: tuple[str, str] | None = None
    files: tuple[FileReport, ...] = ()
    already: bool = False
    stop: Stop | None = None
    asked: tuple[Asked, ...] = ()
    team: bool = False  # the rows are nobody's but the team's

    @property
    def new(self) -> int:
        """Records the workspace did not have."""
        return sum(file.new for file in self.files)

    @property
    def unchanged(self) -> int:
        """Records the workspace had."""
        return sum(file.unchanged for file in self.files)

    @property
    def hollow(self) -> bool:
        """Whether it was read without trouble and yet tells nothing: an empty chat, a list without rows."""
        told = sum(count for file in self.files for what, count in file.counts.items() if what != "identities")
        return not (self.stop or told or any(file.ignored == "broken" for file in self.files))

    @property
    def problems(self) -> tuple[Located, ...]:
        """Everything that could not be read or was left out, in the order of the files."""
        return tuple(problem for file in self.files for problem in file.problems)

    def as_json(self) -> dict[str, Any]:
        """Return the upload with its owner, evidence and figures; its files stand in the report as a whole."""
        owner = {**owner_json(self.owner), "evidence": list(self.owner.evidence)}
        return {
            "name": self.name,
            "connector": self.connector,
            "network": self.network,
            "import_id": self.import_id,
            "rep": {"id": self.rep_id, "name": self.rep_name},
            "team": self.team,
            "owner": owner,
            "taken_on": self.taken_on,
            "period": list(self.period) if self.period else None,
            "sent": self.sent,
            "received": self.received,
            "undecided": self.undecided,
            "aside": dict(self.aside),
            "contacts": self.contacts,
            "first_answer": list(self.first_answer) if self.first_answer else None,
            "files": [file.as_json() for file in self.files],
            "new": self.new,
            "unchanged": self.unchanged,
            "already": self.already,
            "hollow": self.hollow,
            "questions": [one.as_json() for one in self.asked],
            "stopped": self.stop.as_json() if self.stop else None,
        }


def owner_json(owner: Owner) -> dict[str, str]:
    """Return the owner as the contract of the command line names it."""
    return {"name": owner.name, "profile_url": owner.profile_url, "confidence": owner.confidence}


@dataclass(frozen=True)
class Report:
    """What became of everything at one path. With `dry_run` nothing was stored."""

    imports: tuple[ImportReport, ...] = ()
    dry_run: bool = False

    def plus(self, other: "Report") -> "Report":
        """Return both reports as one."""
        return Report(self.imports + other.imports, self.dry_run)

    @property
    def stops(self) -> tuple[tuple[str, Stop], ...]:
        """Names of uploads that were not imported, and why."""
        return tuple((one.name, one.stop) for one in self.imports if one.stop)

    @property
    def open_questions(self) -> tuple[tuple[str, Asked], ...]:
        """Names of imports that went by a proposal or by nothing, and the questions."""
        done = [one for one in self.imports if not one.stop]
        return tuple((one.name, asked) for one in done for asked in one.asked if asked.open)

    @property
    def status(self) -> int:
        """Exit status: 0 done, 1 done with open questions or problems that are more than notes, 2 nothing done.

        A file that is no export, beside one that is, is only told.
        """
        done = [one for one in self.imports if not one.stop]
        if not done:
            return 2
        worse = (problem.code not in NOTES for one in done for problem in one.problems)
        failed = any(stop.code not in UNKNOWN_TO_US for _, stop in self.stops)
        return int(failed or bool(self.open_questions) or any(worse))

    def as_json(self) -> dict[str, Any]:
        """Return the stable shape: files, owner, period; `imports` has the same by upload."""
        days = [day for one in self.imports if one.period for day in one.period]
        first = next((one for one in self.imports if not one.stop), self.imports[0] if self.imports else None)
        return {
            "files": [file.as_json() for one in self.imports for file in one.files],
            "owner": owner_json(first.owner if first else Owner()),
            "period": [min(days), max(days)] if days else None,
            "questions": [asked.as_json() for one in self.imports for asked in one.asked],
            "dry_run": self.dry_run,
            "imports": [one.as_json() for one in self.imports],
        }
