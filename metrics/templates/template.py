"""One text that went to many, as values: its use over reps and weeks, which own words went with answers."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_, NN_
from metrics.periods import step_of, steps
from metrics.templates.listed import TemplateRow, mature_until, used
from metrics.templates.own_words import OwnWords, own_words
from metrics.templates.words import came_back, got_it
from metrics.words import Said, counted

MOST_WEEKS = 20
"""Weeks of a period that are shown one by one; longer ones are shown by month."""


@dataclass(frozen=True)
class Spread:
    """How many people got a text, by rep and week or month (`by`): `rows` are (rep, people at each of `starts`)."""

    by: str
    starts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    title: Said


@dataclass(frozen=True)
class Found:
    """What a rule says of a text: how many findings, of the uses of which reps. Its words stand with the rules."""

    rule: str
    severity: str
    count: int
    reps: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """What became of a text: `said` in words; `other` is the text it was joined with or taken from, "" when gone."""

    said: Said
    other: str


@dataclass(frozen=True)
class Mine:
    """What the viewer may say of a text: the finding it stands in (`finding_id`), and what was said to it."""

    finding_id: str
    answer: str | None
    decided: str | None


@dataclass(frozen=True)
class TemplateModel:
    """One text. `agreed` names the reps who declared it an agreed campaign; `mine` is None for anybody else's."""

    row: TemplateRow
    answer: tuple[Said, ...]
    spread: Spread
    own: OwnWords
    found: tuple[Found, ...] = ()
    history: tuple[Event, ...] = ()
    agreed: tuple[str, ...] = ()
    mine: Mine | None = None


def template(conn: sqlite3.Connection, scope: Scope, template_id: str) -> TemplateModel | None:
    """Return a text as a scope used it in its days; None when it did not."""
    rows = used(conn, scope, template_id, least=1)
    as_of = newest_day(conn)
    if not rows or as_of is None:
        return None
    row = rows[0]
    names = dict(row.reps)
    findings = queries.rows(conn, "templates_findings", scope, id=template_id)
    return TemplateModel(
        row=row,
        answer=(got_it(row), came_back(row)),
        spread=_spread(queries.rows(conn, "templates_days", scope, id=template_id), scope, as_of, names),
        own=own_words(queries.rows(conn, "templates_own_words", scope, id=template_id, mature=mature_until(as_of))),
        agreed=tuple(names.get(rep, rep) for rep in row.agreed),
        found=tuple(_found(findings, names)),
        history=history(conn, scope, template_id),
        mine=_mine(findings, scope),
    )


def elsewhere(conn: sqlite3.Connection, scope: Scope, template_id: str) -> bool:
    """Tell whether a scope used a text on any day: then it is the days that leave it out."""
    return bool(used(conn, scope.during("", "9999-12-31"), template_id, least=1))


def history(conn: sqlite3.Connection, scope: Scope, template_id: str) -> tuple[Event, ...]:
    """Return what became of a text, also of one that is not there any more, oldest first."""
    rows = queries.rows(conn, "templates_history", scope, id=template_id)
    return tuple(_event(row, template_id) for row in rows)


def _event(row: sqlite3.Row, template_id: str) -> Event:
    before = row["was"] == template_id
    other = row["now"] if before else row["was"]
    return Event(Said(_EVENTS[row["kind"], before]), other if row["still"] else "")


_EVENTS = {
    ("merge", True): N_("It became part of another text."),
    ("merge", False): N_("Another text became part of it."),
    ("split", True): N_("Another text was taken out of it."),
    ("split", False): N_("It was taken out of another text."),
}


def _found(rows: Sequence[sqlite3.Row], names: Mapping[str, str]) -> Iterator[Found]:
    """Put the findings of each rule together, the most harmful rule first."""
    by_rule: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        by_rule[row["rule"]].append(row)
    for rule, group in by_rule.items():
        reps = sorted({names[row["rep_id"]] for row in group if row["rep_id"] in names})
        yield Found(rule, group[0]["severity"], len(group), tuple(reps))


def _mine(rows: Sequence[sqlite3.Row], scope: Scope) -> Mine | None:
    """Return the viewer's finding about the text: the one that was called agreed, else the worst about the rep."""
    own = [row for row in rows if row["rep_id"] == scope.viewer_rep and json.loads(row["params"]).get("count")]
    own.sort(key=lambda row: row["answer"] != "agreed_campaign")
    return next((Mine(row["id"], row["answer"], row["decided"]) for row in own), None)


def _spread(rows: Sequence[sqlite3.Row], scope: Scope, as_of: str, names: Mapping[str, str]) -> Spread:
    """Count people by rep and step of time; somebody written to twice in a step counts on both days."""
    days = [row["day"] for row in rows]
    seen = scope.during(scope.since or min(days), scope.until or as_of)
    weeks = steps(seen, "week", as_of, ())
    by = "week" if len(weeks) <= MOST_WEEKS else "month"
    starts = weeks if by == "week" else steps(seen, "month", as_of, ())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["rep_id"]][step_of((by,), row["day"])] += row["people"]
    order = sorted(counts, key=lambda rep: (-counts[rep].total(), names.get(rep, rep)))
    lines = tuple((names.get(rep, rep), tuple(counts[rep][at] for at in starts)) for rep in order)
    return Spread(by, tuple(starts), lines, _spread_title(lines, by))


def _spread_title(lines: Sequence[tuple[str, Sequence[int]]], by: str) -> Said:
    name, counts = lines[0]
    if len(lines) > 1:
        return counted(NN_("{n} rep uses it, {rep} most", "{n} reps use it, {rep} most"), len(lines), rep=name)
    active, every = sum(map(bool, counts)), len(counts)
    if by == "month":
        return counted(NN_("{rep} used it in {n} month", "{rep} used it in {n} months"), active, rep=name)
    if active >= 0.8 * every and every >= 4:
        rising = N_("{rep} sends it every week, more each time")
        return Said(rising if _rising(counts) else N_("{rep} sends it week by week"), {"rep": name})
    forms = NN_("{rep} used it in {n} of {all} weeks", "{rep} used it in {n} of {all} weeks")
    return counted(forms, active, rep=name, all=every)


def _rising(counts: Sequence[int]) -> bool:
    newest = counts[-4:]
    return all(late > early for early, late in pairwise(newest))
