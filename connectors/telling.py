"""A report of an import in plain words, for the terminal."""

from collections.abc import Iterator

from connectors.asking import Asked
from connectors.connector import Choice
from connectors.reading import COUNTED
from connectors.refusal import printable
from connectors.reports import ASIDE, FileReport, ImportReport, Report
from data.records import TABLES

_SHOWN = 5
_SINGULAR = {many: TABLES[kind] for kind, many in COUNTED.items()}
_WHY = {
    "sensitive": "private, not opened",
    "not-needed": "not needed",
    "unknown": "not known",
    "empty": "empty",
    "duplicate": "there twice",
    "not-a-table": "no table",
    "broken": "damaged",
}


def lines(report: Report) -> Iterator[str]:
    """Yield the report line by line; uploads that were stopped are left to the error output."""
    for one in report.imports:
        if not one.stop:
            yield from map(printable, _import(one, report.dry_run))


def _import(one: ImportReport, dry_run: bool) -> Iterator[str]:
    whose = "the whole team" if one.team else f"{one.rep_name} ({one.owner.confidence})"
    yield f"{one.name}: {whose}, {one.connector}"
    if one.period:
        yield f"  {' to '.join(one.period)}: {one.sent:,} sent, {one.received:,} received, {one.contacts:,} people"
    if one.aside:
        aside = ", ".join(f"{ASIDE[kind]} {count:,}" for kind, count in one.aside.items())
        yield f"  kept apart, neither sent nor received: {aside}"
    if one.undecided:
        yield f"  not known who wrote to whom: {one.undecided:,}"
    if one.first_answer:
        yield f"  first answer from {one.first_answer[0] or 'somebody'} on {one.first_answer[1]}"
    for file in one.files:
        if not file.ignored:
            yield from _file(file)
    left = [f"{file.name} ({_WHY.get(file.ignored, file.ignored)})" for file in one.files if file.ignored]
    if left:
        yield f"  not read: {', '.join(left)}"
    if one.hollow:
        yield "  there is nothing in it: no message, no person, no post"
    yield from map(_question, one.asked)
    verb = "would be new" if dry_run else "new"
    known = "these very bytes are here already: " if one.already else ""
    yield f"  {known}{one.new:,} {verb}, {one.unchanged:,} known"
    if one.import_id and not dry_run:
        yield f"  import {one.import_id}; take it back with: manage.py undo {one.import_id}"


_BY = {
    "file": "the file proves it",
    "person": "as you said",
    "remembered": "as answered before",
    "proposal": "not certain; settle it with --answer {id}=...",
    "nobody": "left open; settle it with --answer {id}=...",
}


def _question(asked: Asked) -> str:
    one = asked.question
    choices = ", ".join(map(_choice, one.choices[:_SHOWN]))
    shown = f" [{choices}]" if asked.open and choices else ""
    example = f", for example {one.example}" if asked.open and one.example else ""
    return f"  {one.id} = {asked.answer or '?'}: {_BY[asked.by].format(id=one.id)}{shown}{example}"


def _choice(one: Choice) -> str:
    label = f"{one.label} = " if one.label != one.value else ""
    return f"{label}{one.value!r}" + (f" ({one.count:,})" if one.count else "")


def _file(file: FileReport) -> Iterator[str]:
    told = ((count, _SINGULAR.get(what, what) if count == 1 else what) for what, count in file.counts.items())
    counts = ", ".join(f"{count:,} {what.replace('_', ' ')}" for count, what in told) or "nothing"
    yield f"  {file.name}: {counts}"
    for problem in file.problems[:_SHOWN]:
        told = problem.as_json()
        yield f"    {told['where']}: {told['message']}"
    if len(file.problems) > _SHOWN:
        yield f"    and {len(file.problems) - _SHOWN:,} more (--json lists them)"
