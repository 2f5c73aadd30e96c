"""The Templates page as values: which texts were sent to many, how alike the copies are, and what came back."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from data import queries, workspace
from data.derive import newest_day
from data.scope import Scope
from metrics.metric import Measurement, share
from metrics.templates.judged import ORDER, Judged, Kind, Limits, Use, judge, limits_with
from metrics.templates.words import answer, chart_title
from metrics.words import Said

LEAST = 3
"""People who got a text before it is listed."""
MATURE_DAYS = 14
"""Days after which a message that was not answered counts as such."""
SIZE = 25
PLACED_N = 10
"""Old enough copies that a text needs for a place in the chart."""
Sort = Literal["harm", "people", "answered", "fixed", "newest"]
SORTS: tuple[Sort, ...] = ("harm", "people", "answered", "fixed", "newest")


@dataclass(frozen=True)
class TemplateRow:
    """One text and its use in a scope; its words stand elsewhere.

    `answered` is k of n of what it mostly is (`use`): first messages within 14 days, follow-ups by their next message;
    a part of talks has none. `fixed` is the mean share of a copy's words that all copies have. `said_no` counts
    refusals and complaints among those answers. `agreed`: the reps who declared it an agreed campaign, by id.
    """

    id: str
    use: Use
    sent: int
    people: int
    reps: tuple[tuple[str, str], ...]  # (id, name)
    networks: tuple[str, ...]
    first_day: str
    last_day: str
    fixed: float
    answered: Measurement
    said_no: int
    judged: Judged
    agreed: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        """Which cases `answered` counts: k of first messages, or woken of follow-ups."""
        return "woken" if self.use == "follow_up" else "k"


@dataclass(frozen=True)
class Dot:
    """A text in the chart of two axes: how alike its copies are and how many stay unanswered (0..1)."""

    id: str
    alike: float
    unanswered: float
    people: int
    kind: Kind


@dataclass(frozen=True)
class TemplatesModel:
    """The list. `total` rows of which one page is in `rows`; `by_kind` counts all of them by verdict."""

    answer: tuple[Said, ...]
    rows: tuple[TemplateRow, ...]
    total: int
    by_kind: Mapping[Kind, int]
    dots: tuple[Dot, ...]
    chart: Said

    @property
    def every(self) -> int:
        """How many texts there are in these days, whatever the list is narrowed to."""
        return sum(self.by_kind.values())


def templates(
    conn: sqlite3.Connection, scope: Scope, kind: str = "", sort: Sort = "harm", page: int = 0, size: int = SIZE
) -> TemplatesModel:
    """Return one page (from 0) of the texts that went to several people of a scope, perhaps of one verdict only."""
    rows = used(conn, scope)
    chosen = [row for row in rows if not kind or row.judged.kind == kind]
    chosen.sort(key=_ORDERS[sort])
    return TemplatesModel(
        answer=answer(rows),
        rows=tuple(chosen[page * size : (page + 1) * size]),
        total=len(chosen),
        by_kind=Counter(row.judged.kind for row in rows),
        dots=tuple(_dot(row) for row in rows if row.use == "opener" and (row.answered.n or 0) >= PLACED_N),
        chart=chart_title(rows),
    )


def used(
    conn: sqlite3.Connection,
    scope: Scope,
    template_id: str | None = None,
    least: int = LEAST,
    as_of: str | None = None,
) -> list[TemplateRow]:
    """Return the texts that went to `least` people and more of a scope, or the one asked for; judged at `as_of`."""
    as_of = (as_of or newest_day(conn) or "")[:10]
    if not as_of:
        return []
    found = queries.rows(conn, "templates_used", scope, id=template_id, least=least, mature=mature_until(as_of))
    names = {row["rep_id"]: row["name"] for row in queries.rows(conn, "reps_state", scope.during("", as_of))}
    agreed = _agreed(conn, scope)
    limits = limits_of(conn)
    return [_row(row, names, agreed.get(row["id"], ()), limits) for row in found]


def limits_of(conn: sqlite3.Connection) -> Limits:
    """Return what verdicts on texts ask for in this workspace."""
    return limits_with((workspace.load(conn).weights or {}).get("outreach", {}).get("thresholds", {}))


def mature_until(as_of: str) -> str:
    """Return the last day on which a message is old enough for its silence to count."""
    return (date.fromisoformat(as_of) - timedelta(days=MATURE_DAYS)).isoformat()


def _agreed(conn: sqlite3.Connection, scope: Scope) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in queries.rows(conn, "templates_findings", scope, id=None):
        known = found.get(row["template_id"], ())
        if row["answer"] == "agreed_campaign" and row["rep_id"] not in known:
            found[row["template_id"]] = (*known, row["rep_id"])
    return found


def _row(row: sqlite3.Row, names: Mapping[str, str], agreed: tuple[str, ...], limits: Limits) -> TemplateRow:
    use = _use(row)
    counted = {"opener": (row["k"], row["n"]), "follow_up": (row["woken"], row["bumps"]), "talk": (0, 0)}[use]
    answered = share(*counted, immature=_young(row, use, counted[1]))
    fixed = 1 - (row["personal_share"] or 0.0)
    reps = sorted(((rep, names.get(rep, rep)) for rep in json.loads(row["reps"])), key=lambda pair: pair[1].casefold())
    return TemplateRow(
        id=row["id"],
        use=use,
        sent=row["sent"],
        people=row["people"],
        reps=tuple(reps),
        networks=tuple(sorted(json.loads(row["networks"]))),
        first_day=row["first_day"],
        last_day=row["last_day"],
        fixed=fixed,
        answered=replace(answered, metric="reply_rate"),
        said_no=row["negative"],
        judged=judge(use, row["people"], fixed, answered, row["negative"], limits),
        agreed=agreed,
    )


def _use(row: sqlite3.Row) -> Use:
    rest = row["sent"] - row["openers"] - row["follow_ups"]
    if rest > max(row["openers"], row["follow_ups"]):
        return "talk"
    return "opener" if row["openers"] >= row["follow_ups"] else "follow_up"


def _young(row: sqlite3.Row, use: Use, n: int) -> int:
    sent = {"opener": row["openers"], "follow_up": row["follow_ups"], "talk": 0}[use]
    return max(0, sent - n)


def _harm(row: TemplateRow) -> tuple:
    return ORDER.index(row.judged.kind), -row.people, row.id


_ORDERS: Mapping[str, Callable[[TemplateRow], tuple]] = {
    "harm": _harm,
    "people": lambda row: (-row.people, row.id),
    "answered": lambda row: (row.answered.value is None, -(row.answered.value or 0), *_harm(row)),
    "fixed": lambda row: (-row.fixed, *_harm(row)),
    "newest": lambda row: (*(-int(part) for part in row.last_day.split("-")), *_harm(row)),
}


def _dot(row: TemplateRow) -> Dot:
    return Dot(row.id, row.fixed, 1 - (row.answered.value or 0.0), row.people, row.judged.kind)


def worst_texts(conn: sqlite3.Connection, scope: Scope) -> dict[str, str]:
    """Return the text that does most harm by rep: of those that rules object to, used in these days."""
    worst: dict[str, str] = {}
    for row in queries.rows(conn, "templates_findings", scope, id=None):
        if row["rule"] == "opener.copied" and scope.since <= (row["day"] or "") <= (scope.until or "9"):
            worst.setdefault(row["rep_id"], row["template_id"])
    return worst
