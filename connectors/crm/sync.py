"""Synchronising with a CRM: parts in order, page by page, each page stored with the place where the walk goes on.

A walk may end at any moment (the process killed, the server gone, a limit used up): the next run goes on at the
place that stands beside the last stored row. Rows told twice are one row, so places may lie a little before.
"""

import contextlib
import fcntl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from connectors.connector import Problem
from connectors.crm.ahead import ahead
from connectors.crm.config import Connection
from connectors.crm.errors import ApiError
from connectors.crm.http import Api
from connectors.crm.model import Crm, Gone, Page, Part, Run
from connectors.crm_errors import FATAL
from connectors.reports import FileReport, ImportReport, Located, Report
from data import facts, imports, store, syncs
from data.crm_records import CRM_TABLES

Progress = Callable[[str, int, int], None]
SWEEP_DAYS = 7
"""Days after which everything is read again, to find what was deleted and what was missed."""
FEW_PAGES = 10
"""A part of no more pages is read whole by every run that can't learn otherwise what was deleted."""
BATCH = 3_000
"""Records stored in one transaction at most, when they wait."""
MOST_PROBLEMS = 100
_OPTIONAL = ("forbidden", "missing", "plan")


class BusyError(Exception):
    """Another process synchronises with the same CRM right now."""


@dataclass
class _Tally:
    """What became of a part in this run."""

    counts: Counter[str] = field(default_factory=Counter)
    fresh: Counter[str] = field(default_factory=Counter)
    saved: facts.Saved = field(default_factory=facts.Saved)
    read: int = 0
    problems: Counter[tuple[str, tuple]] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        detail = dict(problem.detail)
        count = detail.pop("count", 1)
        self.problems[(problem.code, tuple(sorted(detail.items())))] += int(count)

    def located(self, where: str) -> tuple[Located, ...]:
        found = list(self.problems.items())[:MOST_PROBLEMS]
        return tuple(Located(where, 0, code, {**dict(detail), "count": count}) for (code, detail), count in found)


@contextlib.contextmanager
def _alone(db: Path, crm: str) -> Iterator[None]:
    """Let one process at a time synchronise with a CRM."""
    with db.with_name(f"{db.name}.sync-{crm}").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BusyError(f"{crm} is being synchronised already; wait until that is done.") from None
        yield


def sync(
    db: Path,
    crm: Crm,
    connection: Connection,
    *,
    full: bool = False,
    who: str = "",
    progress: Progress | None = None,
    **options: Any,
) -> Report:
    """Take in what a CRM has, or what changed there since the last time; report it part by part, as an import.

    Args:
        db: the workspace, prepared.
        crm: how it is asked.
        connection: where it is and what proves who asks.
        full: read everything anew; what is not there any more is marked as deleted.
        who: who asked for it.
        progress: told the part, and how many rows of how many (0: not known); CancelledError from it ends the run.
        options: of the `Api`, for tests.

    Raises:
        BusyError: another process is at it.
        CancelledError: from `progress`; what was stored stays, and the next run goes on from there.
    """
    run = Run(connection, _api(crm, connection, options), full)
    run.waiting = lambda part: _waiting(db, crm.name, part)
    with _alone(db, crm.name):
        with store.writing(db) as conn:
            begun = syncs.begin(conn, crm.name, crm.title, who)
        run.told = lambda kind, ids: _told(db, begun, kind, ids)
        return _Sync(db, crm, run, begun, progress or (lambda *_: None)).all()


def status(report: Report) -> int:
    """Return the exit status: 0 done, 1 done with problems, 2 nothing could be had."""
    had = any(file.counts for one in report.imports for file in one.files)
    return report.status if had or not report.status else 2


def lines(report: Report) -> Iterator[str]:
    """Yield a synchronisation in words for a terminal: what came, then what was wrong."""
    for one in report.imports:
        counts: Counter[str] = Counter()
        for file in one.files:
            counts.update(file.counts)
        told = ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in sorted(counts.items()))
        yield f"{one.name}: {told or 'nothing'} read, {one.new:,} new."
        shown = {problem.as_json()["message"]: problem for problem in one.problems}
        yield from (f"  {problem.file}: {message}" for message, problem in shown.items())


def test(crm: Crm, connection: Connection, **options: Any) -> str:
    """Ask a CRM one cheap thing; return what it says of the account.

    Raises:
        ApiError: it can't be asked.
    """
    return crm.test(Run(connection, _api(crm, connection, {"whole": 20.0, **options})))


def _api(crm: Crm, connection: Connection, options: Mapping[str, Any]) -> Api:
    api = crm.api(connection)
    for name, value in options.items():
        setattr(api, name, value)
    return api


def _waiting(db: Path, crm: str, part: str) -> Iterator[tuple[str, Any]]:
    with store.reading(db) as conn:
        yield from syncs.waiting(conn, crm, part)


def _told(db: Path, begun: imports.Begun, kind: type, ids: list[str]) -> Mapping[str, Any]:
    with store.reading(db) as conn:
        return syncs.told(conn, begun, kind, ids)


class _Sync:
    """One run over all parts."""

    def __init__(self, db: Path, crm: Crm, run: Run, begun: imports.Begun, progress: Progress) -> None:
        self.db, self.crm, self.run, self.begun, self.progress = db, crm, run, begun, progress
        self.ended: ApiError | None = None
        self.failed = False

    def all(self) -> Report:
        files = [self._part(no, part) for no, part in enumerate(self.crm.parts)]
        if not self.failed:
            with store.writing(self.db) as conn:
                imports.finish(conn, self.begun.import_id)
        one = ImportReport(
            name=self.crm.title,
            connector=syncs.PREFIX + self.crm.name,
            import_id=self.begun.import_id,
            taken_on=store.now()[:10],
            files=tuple(files),
        )
        return Report((one,))

    def _part(self, no: int, part: Part) -> FileReport:
        tally, where = _Tally(), f"{self.crm.title}, {part.name}"
        ignored = ""
        if self.ended:
            tally.add(Problem("crm-not-asked", {"crm": self.crm.title}))
        else:
            ignored = self._walk_or_tell(_PartWork(self, no, part, tally))
        report = FileReport(
            name=part.name,
            connector=syncs.PREFIX + self.crm.name,
            kind=part.name,
            counts=dict(tally.counts),
            new=tally.saved.new,
            unchanged=tally.saved.unchanged + tally.saved.renewed,
            problems=tally.located(where),
            ignored=ignored,
        )
        self._enter(no, report, tally)
        return report

    def _walk_or_tell(self, work: "_PartWork") -> str:
        """Walk a part; an error becomes a problem. Return why nothing was read, "" otherwise."""
        try:
            work.walk()
        except ApiError as error:
            self.ended = error if error.code in FATAL else None
            optional = work.part.optional and error.code in _OPTIONAL
            code = "crm-optional" if optional else f"crm-{error.code}"
            self.failed |= not optional
            detail = {**error.detail, "what": work.part.name} if optional else error.detail
            work.tally.add(Problem(code, detail))
            return "crm-optional" if optional else ""
        return ""

    def _enter(self, no: int, report: FileReport, tally: _Tally) -> None:
        problems = [(one.line, one.code, one.detail) for one in report.problems]
        row = imports.FileRow(no, report.name, report.kind, {}, 0, report.unchanged, problems, report.ignored or None)
        with store.writing(self.db) as conn:
            if imports.alive(conn, self.begun.import_id):
                syncs.enter(conn, self.begun, row, (report.new, dict(tally.fresh)))


class _PartWork:
    """One part at work. Its state: mode (full, news), place, since, next, full_day, pages."""

    def __init__(self, sync: _Sync, no: int, part: Part, tally: _Tally) -> None:
        self.sync, self.no, self.part, self.tally = sync, no, part, tally
        self.db, self.crm, self.run, self.begun = sync.db, sync.crm.name, sync.run, sync.begun
        with store.reading(self.db) as conn:
            self.state = syncs.state(conn, self.crm, part.name)

    def walk(self) -> None:
        """Walk what waits: the rest of an interrupted walk, then what is new, then everything where that is due."""
        anew = self.run.full or self.part.always
        if self.state.get("mode") and not anew:
            self._one_walk()
        if anew or not self.state.get("since"):
            if not self.state.get("walked") or anew:
                self._begin("full")
                self._one_walk()
        else:
            self._begin("news")
            self._one_walk()
            if self._sweep_is_due():
                self._begin("full")
                self._one_walk()
        self.state.pop("walked", None)

    def _begin(self, mode: str) -> None:
        newest = self.part.newest(self.run) if self.part.newest else ""
        sweeps = mode == "full" and self.part.alive is not None and bool(self.state.get("full_day"))
        with store.writing(self.db) as conn:
            syncs.forget_seen(conn, self.crm, self.part.name)
            self._set(conn, mode=mode, place=None, next=newest, pages=0, sweeps=sweeps)

    def _set(self, conn: Any, **changes: Any) -> None:
        self.state |= changes
        syncs.put_state(conn, self.crm, self.part.name, {k: v for k, v in self.state.items() if k != "walked"})

    def _sweep_is_due(self) -> bool:
        if self.part.alive is None:
            return False
        age, small = _days_since(self.state["full_day"]), self.state.get("full_pages", 0) <= FEW_PAGES
        there = self.part.count(self.run) if self.part.count else None
        if age >= SWEEP_DAYS or there is None:
            return age >= SWEEP_DAYS or small
        return there != self._standing() and (small or age >= 1)

    def _standing(self) -> int:
        kind = self.part.kind
        with store.reading(self.db) as conn:
            return syncs.standing_count(conn, self.begun, kind, self.no)

    def _one_walk(self) -> None:
        since = self.state.get("since", "") if self.state["mode"] == "news" else ""
        self._take(self.part.walk(self.run, since, self.state["place"]), counting=True)
        if self.state.get("sweeps"):
            self._sweep()
        with store.writing(self.db) as conn:
            syncs.forget_seen(conn, self.crm, self.part.name)
            done = {
                "mode": "",
                "place": None,
                "since": self.state["next"] or self.state.get("since", ""),
                "walked": True,
            }
            if self.state["mode"] == "full":
                done |= {"full_day": store.now()[:10], "full_pages": self.state["pages"]}
            self._set(conn, **done)

    def _sweep(self) -> None:
        """Ask for the rows that a whole walk did not come by; those that the CRM does not have are gone."""
        with store.reading(self.db) as conn:
            missed = syncs.unseen(conn, self.begun, self.crm, self.part.name, self.no)
        if not missed:
            return
        ids = list(dict.fromkeys(native for _, _, native in missed))
        self._take(self.part.alive(self.run, ids), counting=False)
        with store.reading(self.db) as conn:
            gone = syncs.unseen(conn, self.begun, self.crm, self.part.name, self.no)
        self._store([Page([], self.state["place"], gone=tuple(Gone(kind, one) for kind, one, _ in gone))], False)

    def _take(self, pages: Iterator[Page], counting: bool) -> None:
        """Store pages as they come; while some are stored, the next ones are asked for."""
        with contextlib.closing(ahead(pages, _weight, BATCH)) as batches:
            for batch in batches:
                self._store(batch, counting)
                self.sync.progress(self.part.name, self.tally.read, 0)

    def _store(self, pages: list[Page], counting: bool) -> None:
        with store.writing(self.db) as conn:
            records = [record for page in pages for record in page.records]
            records += self._gone(conn, records, [one for page in pages for one in page.gone])
            saved = syncs.take(conn, self.begun, self.no, records)
            for page in pages:
                syncs.leave(conn, self.crm, page.todo, page.done)
            if self.state.get("sweeps"):
                syncs.saw(conn, self.crm, self.part.name, (one.id for one in records if hasattr(one, "gone")))
            newest = max((page.newest for page in pages), default="")
            place = pages[-1].place if counting else self.state["place"]
            self._set(
                conn,
                place=place,
                next=max(self.state["next"], newest),
                pages=self.state["pages"] + len(pages) * counting,
            )
        self._count(pages, records, saved)

    def _gone(self, conn: Any, fresh: list, marks: list[Gone]) -> list:
        """Return rows as this connection told them, marked as gone."""
        told: dict[str, Any] = {}
        for kind in {mark.kind for mark in marks}:
            told |= syncs.told(conn, self.begun, kind, [mark.id for mark in marks if mark.kind is kind])
        told |= {one.id: one for one in fresh if one.id in {mark.id for mark in marks}}
        marked = []
        for mark in marks:
            row = told.get(mark.id)
            if row is not None and (row.gone, getattr(row, "merged_into", None)) != (mark.gone, mark.into):
                if row.gone == "merged" and mark.gone == "deleted":
                    continue
                changes = {"gone": mark.gone, "updated_at": max(row.updated_at or "", mark.at or "") or None}
                if hasattr(row, "merged_into"):
                    changes["merged_into"] = mark.into
                marked.append(row._replace(**changes))
        return marked

    def _count(self, pages: list[Page], records: list, saved: facts.Saved) -> None:
        kinds = Counter(CRM_TABLES[type(one)] for one in records)
        self.tally.counts += kinds
        share = saved.new / len(records) if records else 0
        self.tally.fresh += Counter({kind: round(count * share) for kind, count in kinds.items()})
        self.tally.saved = self.tally.saved.plus(saved)
        self.tally.read += sum(page.read for page in pages)
        for problem in (one for page in pages for one in page.problems):
            self.tally.add(problem)


def _days_since(day: str) -> int:
    return (date.fromisoformat(store.now()[:10]) - date.fromisoformat(day)).days


def _weight(page: Page) -> int:
    return len(page.records) + len(page.gone) + 1
