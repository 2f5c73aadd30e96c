"""Coverage as values: which weeks of whom are known, and who has to upload what."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_
from metrics import people
from metrics.models import CoverageCell, CoverageModel, Wanted
from metrics.people import Known
from metrics.periods import period_of, step_of, steps
from metrics.words import Day, Said

Span = tuple[str | None, str | None]


def coverage(conn: sqlite3.Connection, scope: Scope, period: str = "15w") -> CoverageModel:
    """Return what is known of every rep, network and week of a scope."""
    as_of = newest_day(conn)
    days = period_of(scope, period, as_of)
    reps = people.known(conn, scope, days.as_of)
    if as_of is None:
        return CoverageModel(days, (), tuple((rep.rep_id, rep.name) for rep in reps), (), (), ())
    seen = scope.during(days.since, days.until)
    monday = step_of(("week",), days.since)  # the first week is counted whole, or it would look like a quiet one
    rows = queries.rows(conn, "coverage_weeks", seen.during(monday, days.until))
    facts = {(row["rep_id"], row["network"], row["week"]): row["facts"] for row in rows}
    spans = {
        (row["rep_id"], row["network"]): (row["first_day"], row["last_day"])
        for row in queries.rows(conn, "coverage_spans", seen)
    }
    networks = tuple(sorted({network for _, network in spans}))
    weeks = tuple(steps(seen, "week", as_of, [week for _, _, week in facts]))
    cells = tuple(
        CoverageCell(rep.rep_id, network, week, _state(found, spans.get((rep.rep_id, network)), week), found)
        for rep in reps
        for network in networks
        for week in weeks
        for found in (facts.get((rep.rep_id, network, week), 0),)
    )
    return CoverageModel(
        days,
        weeks,
        tuple((rep.rep_id, rep.name) for rep in reps),
        networks,
        cells,
        _wanted(reps, networks, spans, as_of),
    )


def by_network(conn: sqlite3.Connection, scope: Scope) -> tuple[tuple[str, int, str], ...]:
    """Return (network, reps with data there, last day covered) of a scope, the network of most reps first."""
    found: dict[str, list[str]] = {}
    for row in queries.rows(conn, "coverage_spans", scope):
        found.setdefault(row["network"], []).append(row["last_day"] or "")
    told = [(network, len(days), max(days)) for network, days in found.items()]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0])))


def _state(facts: int, span: Span | None, week: str) -> Literal["data", "none", "unknown"]:
    """Tell a week without a fact from one that no export covers."""
    if facts:
        return "data"
    first, last = span or (None, None)
    end = (date.fromisoformat(week) + timedelta(days=6)).isoformat()
    return "none" if first and last and first <= end and week <= last else "unknown"


def _wanted(
    reps: Sequence[Known], networks: Sequence[str], spans: Mapping[tuple[str, str], Span], as_of: str
) -> tuple[Wanted, ...]:
    latest = (date.fromisoformat(as_of) - timedelta(days=people.STALE_DAYS)).isoformat()
    wanted = []
    for rep in reps:
        own = [network for network in networks if (rep.rep_id, network) in spans]
        if not own:
            wanted.append(Wanted(rep.rep_id, rep.name, "", None, Said(N_("No export yet"))))
        for network in own:
            last = spans[rep.rep_id, network][1]
            if last and last < latest:
                said = Said(N_("A new export is needed: the last one ends on {day}"), {"day": Day(last)})
                wanted.append(Wanted(rep.rep_id, rep.name, network, last, said))
    return tuple(wanted)
