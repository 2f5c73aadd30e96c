"""From a path to stored facts: open, recognise, ask whose it is, read, store file by file."""

import contextlib
import functools
import gc
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from connectors import asking, changing, plans, reading, tabling
from connectors.connector import Connector, Context, Part, Upload
from connectors.mapper import Mapping as Mapped
from connectors.reports import FileReport, ImportReport, Located, Report, Stop
from connectors.sources import CONNECTORS
from connectors.spool import Numbered, mended, whole
from data import facts, imports, questions, reps, store, workspace
from data.job_runner import CancelledError
from data.names import slug
from data.seen import Seen

IngestError = plans.IngestError
Progress = Callable[[str, int, int], None]
"""Told the file being read, bytes done and bytes in all; CancelledError from it takes back the import at work."""


def preview(db: Path, source: Path | Sequence[Upload], rep: str = "", **options: Any) -> Report:
    """Read everything and store nothing: what each file is, whose it is, what is new.

    Options and errors are those of `ingest`.
    """
    return _run(db, source, rep, dry_run=True, **options)


def ingest(db: Path, source: Path | Sequence[Upload], rep: str = "", **options: Any) -> Report:
    """Store what an export tells; every file of it wholly or not at all, each in a transaction of its own.

    An upload that only a person can place is left alone and told in the report; the same bytes imported before
    change nothing; an interrupted import goes on where it ended.

    Args:
        db: the workspace, prepared.
        source: a path, or uploads that are open already.
        rep: whose it is, as a person answered; "" to find out. Of several uploads it is for those that can't tell.
        options: `who` imports (an e-mail), `progress`, `answers` of a person to what the export leaves open (question
            -> value), the `mapping` of a table as a person gave it, and `connectors` instead of all that there are.

    Raises:
        IngestError: the path can't be opened, or holds nothing that a connector knows.
    """
    return _run(db, source, rep, dry_run=False, **options)


@contextlib.contextmanager
def _no_garbage_runs() -> Iterator[None]:
    """Records make no cycles; looking for some among millions of them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_garbage_runs()
def _run(
    db: Path,
    source: Path | Sequence[Upload],
    rep: str,
    *,
    dry_run: bool,
    who: str = "",
    progress: Progress | None = None,
    answers: Mapping[str, str] | None = None,
    connectors: Sequence[Connector] = CONNECTORS,
    mapping: Mapped | None = None,
    seen: Seen | None = None,
) -> Report:
    done = []
    uploads, seen = plans.uploads(source), Seen() if seen is None else seen
    for upload in uploads:
        for plan in _plans(
            upload, connectors, len(uploads) == 1, functools.partial(tabling.plans_of, db=db, given=mapping)
        ):
            if isinstance(plan, Stop):
                done.append(ImportReport(whole(upload.name), stop=plan))
                continue
            placed = plans.place(db, plan, rep if len(uploads) == 1 else "")
            if placed.stop and rep:  # of many uploads the answer is for those that ask
                placed = plans.place(db, plan, rep)
            work = _Work(db, placed, progress or (lambda *_: None), answers or {}, seen)
            looking = dry_run or work.plan.stop
            done.append(work.look() if looking else work.store(who, rep))
    return Report(tuple(done), dry_run)


def _plans(
    upload: Upload, connectors: Sequence[Connector], alone: bool, plans_of: Callable[..., Iterator[plans.Plan]]
) -> Iterator[plans.Plan | Stop]:
    """Yield the plans of an upload; of several uploads, one that can't be read is told and the others go on."""
    try:
        yield from plans_of(upload, connectors)
    except IngestError as error:
        if alone:
            raise
        yield error.stop


def ingest_all(db: Path, sources: Sequence[tuple[Path, str]], *, dry_run: bool = False, **options: Any) -> Report:
    """Import, or preview, several (path, rep) one after another; one that can't be read is told in the report."""
    report, seen = Report(dry_run=dry_run), Seen()
    for path, rep in sources:
        try:
            report = report.plus(_run(db, path, rep, dry_run=dry_run, seen=seen, **options))
        except IngestError as error:
            report = report.plus(Report((ImportReport(whole(path.name), stop=error.stop),)))
    return report


class _Work:
    """One plan at work."""

    def __init__(self, db: Path, plan: plans.Plan, progress: Progress, given: Mapping[str, str], seen: Seen) -> None:
        self.db, self.plan, self.progress, self.seen = db, plan, progress, seen
        with store.reading(db) as conn:
            zone = workspace.load(conn).time_zone
            known = questions.remembered(conn, plan.rep_id, plan.connector.network)
        names = {plan.owner.name, plan.rep_name} - {""} if plan.owner.confidence == "confirmed" else ()
        self.asked = asking.ask(plan.connector, plan.parts, given, known, names)
        self.settled = asking.settled(self.asked, zone)
        answers = self.settled.answers if plan.connector.team else self.settled.for_source
        self.context = Context(plan.rep_id, plan.owner, plan.taken_on, zone, answers)
        self.figures = reading.Figures()
        self.total = sum(part.member.size for part in plan.parts if not part.ignored)
        self.done = 0

    def look(self) -> ImportReport:
        """Read without storing."""
        with store.reading(self.db) as conn:
            same = imports.same(conn, self._source(), "done")
        files = [self._file(no, part) for no, part in enumerate(self.plan.parts)]
        return self._report(files, already=bool(same), import_id=same or "")

    def store(self, who: str, named: str) -> ImportReport:
        """Read and store, file by file."""
        source = self._source(who, named)
        with store.writing(self.db) as conn:
            same = imports.same(conn, source, "done")
            if same and changing.needs_file(conn, same, self._said(), team=self.plan.connector.team):
                imports.undo(conn, same)
                same = None
            begun = None if same else imports.begin(conn, source)
            self._keep_answers(conn, same or begun.import_id, who, new=not same)
        if begun is None:
            return self.look()
        try:
            files = [self._file(no, part, begun) for no, part in enumerate(self.plan.parts)]
        except CancelledError:
            undo(self.db, begun.import_id)
            raise
        with store.writing(self.db) as conn:
            for no, file in enumerate(files):
                if not imports.holds(conn, begun.import_id, no):
                    imports.add_file(conn, begun.import_id, _row(no, file))
            imports.finish(conn, begun.import_id)
        return self._report(files, import_id=begun.import_id)

    def _keep_answers(self, conn: sqlite3.Connection, import_id: str, who: str, *, new: bool) -> None:
        """Write what is asked into the book, and remember what a person answered."""
        said = self._said()
        if not new:
            changing.change_import(conn, import_id, said, who, [self.plan.connector])
            return
        questions.keep(conn, import_id, [one.as_stored() for one in self.asked])
        questions.remember(conn, self.plan.rep_id, self.plan.connector.network, said, who)
        if said:
            reps.settle(conn, self.plan.rep_id)

    def _said(self) -> dict[str, str]:
        return {one.question.id: one.answer for one in self.asked if one.by == "person"}

    def _source(self, who: str = "", named: str = "") -> imports.Source:
        plan = self.plan
        given = named if named != plan.rep_id and slug(named) == plan.rep_id else ""
        return imports.Source(
            rep_id=plan.rep_id,
            rep_name=plan.rep_name,
            network=plan.connector.network,
            connector=plan.connector.id,
            name=whole(plan.upload.name),
            sha256=plan.upload.sha256 or sha256(plan.upload),
            taken_on=plan.taken_on,
            owner={**asdict(plan.owner), "named": given},
            who=who,
        )

    def _report(self, files: list[FileReport], import_id: str, *, already: bool = False) -> ImportReport:
        plan = self.plan
        return ImportReport(
            name=whole(plan.upload.name),
            connector=plan.connector.id,
            network=plan.connector.network,
            import_id=import_id,
            rep_id="" if plan.stop else plan.rep_id,
            rep_name=plan.rep_name,
            owner=plan.owner,
            taken_on=plan.taken_on,
            files=tuple(files),
            already=already,
            stop=plan.stop,
            asked=self.asked,
            team=plan.connector.team,
            **self.figures.as_dict(),
        )

    def _file(self, no: int, part: Part, begun: imports.Begun | None = None) -> FileReport:
        path, connector = part.member.path, self.plan.connector
        report = FileReport(whole(path), connector.id, part.kind, ignored=part.ignored)
        if part.ignored:
            return report
        self._at(path, 0)
        with reading.FileRead(report.name) as file:
            try:
                at = functools.partial(self._at, path)
                reading.read(file, connector, part, self.context, self.figures, at, self.settled)
            except reading.BrokenFileError as error:
                broken = Located(report.name, 0, "broken", {"why": str(error)})
                return replace(report, problems=(broken,), ignored="broken")
            self._at(path, part.member.size)
            self.done += part.member.size
            report = replace(report, counts=dict(file.counts), problems=file.problems)
            if begun is None or no in begun.done:
                return self._compare(report, file)
            try:
                return self._keep(begun, no, report, file.spool.chunks())
            except UnicodeEncodeError:  # halves of characters: rare, so looked for only now
                return self._keep(begun, no, report, map(mended, file.spool.chunks()))

    def _at(self, path: str, count: int) -> None:
        self.progress(whole(path), self.done + count, self.total)

    def _compare(self, report: FileReport, file: reading.FileRead) -> FileReport:
        """Count new and known records of a file without storing it."""
        with store.reading(self.db) as conn:
            new, known = facts.known(conn, file.spool.chunks(), self.seen)
        return replace(report, new=new, unchanged=known)

    def _keep(self, begun: imports.Begun, no: int, report: FileReport, chunks: Iterable[list[Numbered]]) -> FileReport:
        """Store a file in one transaction."""
        with store.writing(self.db) as conn:
            if not imports.alive(conn, begun.import_id):
                raise IngestError(Stop("taken-back", {"name": self.plan.upload.name}))
            if imports.holds(conn, begun.import_id, no):  # by another process, a moment ago
                return replace(report, unchanged=sum(report.counts.values()))
            saved = facts.Saved()
            for chunk in chunks:
                saved = saved.plus(facts.save(conn, begun.no, no, chunk))
            report = replace(report, new=saved.new, unchanged=saved.unchanged + saved.renewed)
            imports.add_file(conn, begun.import_id, _row(no, report))
        return report


def _row(no: int, file: FileReport) -> imports.FileRow:
    problems = [(one.line, one.code, one.detail) for one in file.problems]
    return imports.FileRow(
        no, file.name, file.kind, file.counts, file.new, file.unchanged, problems, file.ignored or None
    )


def sha256(upload: Upload) -> str:
    """Return a hash of an upload's files and their paths."""
    digest = hashlib.sha256()
    for member in sorted(upload.members, key=lambda one: one.path):
        digest.update(f"\0{member.path}\0{member.size}\0".encode("utf-8", "surrogatepass"))
        with member.open() as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def undo(db: Path, import_id: str) -> dict[str, int]:
    """Take an import back; return the rows that went, by table.

    Raises:
        imports.NoSuchImportError: nothing to take back.
    """
    with store.writing(db) as conn:
        return imports.undo(conn, import_id)
