"""The deals behind a figure of the Attribution page, and the evidence of one: who was there, in order of time."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_
from metrics.attributed import rows as attribution_rows
from metrics.attributed.deal_talks import read
from metrics.attributed.rows import Rows
from metrics.attribution.eligible import REASONS, Judged, judged
from metrics.attribution.models import MODELS, NO_TOUCH, weights
from metrics.attribution.touch import Case, Moment, Touch, moment
from metrics.measure import until

PAGE = 50
TOUCHED = "touched"
COLUMNS = {"rep": "rep_id", "network": "network", "template": "template_id"}
BY = ("class", "channel", *COLUMNS)
STEPS = {
    "message": N_("First message"),
    "wrote": N_("They wrote first"),
    "answer": N_("Answer"),
    "again": N_("Also on {network}"),
    "lead": N_("Lead"),
    "deal": N_("Deal opened"),
    "won": N_("Won"),
}


@dataclass(frozen=True)
class DealRow:
    """A won deal. money: all of it, credited: what the linear model gives to whom the list is about, minor units."""

    id: str
    name: str
    customer: str
    rep_id: str
    channel: str
    closed_day: str
    money: int
    credited: int
    counted: bool
    kind: str
    touches: int
    reps: tuple[str, ...]
    networks: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A page of deals, newest first; total, money and credited are of all of them."""

    rows: tuple[DealRow, ...]
    total: int
    money: int
    credited: int
    quantity: str


def listed(
    conn: sqlite3.Connection, scope: Scope, window: int, by: str = "", value: str = "", page: int = 0, size: int = PAGE
) -> Listed | None:
    """Return the won deals that a figure counts: of a class, a channel, a rep, a network or a template.

    No `by`: every won deal; the class "touched": all with a talk. None for what there is not.
    """
    as_of = newest_day(conn)
    if as_of is None or (by and by not in BY):
        return None
    found = attribution_rows.rows(conn, until(scope, as_of), window)
    deals = _chosen(found, by, value)
    shares = _shares(found, by, value)
    credited = deals["id"].map(shares).fillna(0).astype("int64") if by in COLUMNS else deals["money"]
    deals = deals.assign(credited=credited)
    deals = deals.sort_values(["closed_day", "id"], ascending=[False, True])
    shown = deals.iloc[page * size : (page + 1) * size]
    there = found.credit[found.credit["deal_id"].isin(shown["id"])]
    rows = tuple(_row(row, there) for row in shown.to_dict("records"))
    return Listed(rows, len(deals), int(deals["money"].sum()), int(deals["credited"].sum()), found.quantity)


def _chosen(found: Rows, by: str, value: str) -> pd.DataFrame:
    deals = found.deals
    if not by:
        return deals
    if by in COLUMNS and value != NO_TOUCH:
        return deals[deals["id"].isin(found.touching(**{COLUMNS[by]: value}))]
    if by in COLUMNS:
        return deals[~deals["id"].isin(found.credit["deal_id"])]
    if value == TOUCHED:
        return deals[deals["class"] != "untouched"]
    return deals[deals[by] == value]


def _shares(found: Rows, by: str, value: str) -> pd.Series:
    if by not in COLUMNS:
        return pd.Series(dtype="int64")
    own = found.parts[found.parts[COLUMNS[by]] == value]
    return own.groupby("deal_id")["linear_cents"].sum()


def _row(row: dict, credit: pd.DataFrame) -> DealRow:
    own = credit[credit["deal_id"] == row["id"]]
    return DealRow(
        row["id"],
        row["name"],
        row["customer"],
        row["rep_id"],
        row["channel"],
        row["closed_day"],
        int(row["money"]),
        int(row["credited"]),
        bool(row["counted"]),
        row["class"],
        int(row["touches"]),
        tuple(sorted(set(own["rep_id"]))),
        tuple(sorted(set(own["network"]))),
    )


# --- one deal -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Step:
    """A piece of the chain. `conversation`: the talk it opens; `days`: since the piece before; `tier`: of the link."""

    kind: str
    when: Moment
    rep_id: str = ""
    network: str = ""
    person: str = ""
    conversation: str = ""
    tier: str = ""
    days: int = 0


@dataclass(frozen=True)
class Line:
    """One line of the time line: a touch with its shares by model or the reason why it has none, or the CRM's word."""

    when: Moment
    kind: str  # touch, lead, deal, stage, won
    text: str = ""
    rep_id: str = ""
    network: str = ""
    person: str = ""
    conversation: str = ""
    messages: int = 0
    direction: str = ""
    reason: str = ""
    shares: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Chain:
    """The evidence of one deal."""

    id: str
    name: str
    customer: str
    rep_id: str
    channel: str
    source: str
    kind: str
    money: int | None
    quantity: str
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    touches: int
    spread: tuple[tuple[str, float, float], ...]  # network, least and most that any model gives
    days: int | None


def chain(conn: sqlite3.Connection, scope: Scope, window: int, deal_id: str) -> Chain | None:
    """Return the evidence of a won deal of a scope's reps, whatever its day; None where there is no such deal."""
    wide = scope.during("", "")
    told = next(iter(queries.rows(conn, "attribution_deal", wide, deal=deal_id)), None)
    if told is None:
        return None
    known = read(conn, [deal_id])
    case = known.cases[0]
    found = judged(case, known.of(case), window, case.closed)
    good = [one.touch for one in found if not one.reason]
    names = _people(conn, wide, found)
    kept = queries.rows(conn, "attribution_deals", wide.during(told["closed_day"], told["closed_day"]), lookback=window)
    stored = next(row for row in kept if row["id"] == deal_id)
    quantity = "profit" if told["base_cost"] is not None else "revenue"
    return Chain(
        deal_id,
        told["name"],
        told["customer"],
        told["rep_id"],
        told["channel"],
        told["lead_source"] or "",
        stored["class"],
        None if told["base_amount"] is None else told["base_amount"] - (told["base_cost"] or 0),
        quantity,
        _steps(case, told, good, names),
        _lines(conn, wide, case, told, found, good, names),
        len(good),
        _spread(case, good),
        (date.fromisoformat(told["closed_day"]) - date.fromisoformat(good[0].when.day)).days if good else None,
    )


def _people(conn: sqlite3.Connection, scope: Scope, found: Sequence[Judged]) -> dict[str, tuple[str, str]]:
    """Return with whom each conversation is and what the link rests on; only those that the viewer may open."""
    talks = sorted({one.touch.conversation_id for one in found if one.touch.conversation_id})
    told = queries.rows(conn, "attribution_people", scope, talks=json.dumps(talks))
    return {row["id"]: (row["name"], row["tier"]) for row in told}


def _steps(case: Case, told: sqlite3.Row, good: Sequence[Touch], names: dict[str, tuple[str, str]]) -> tuple[Step, ...]:
    """Return the pieces of the chain in order of time: the first talk, its answer, other networks, lead, deal, won."""
    found = [Step("won", case.closed or Moment(told["closed_day"], told["closed_day"]), told["rep_id"])]
    lead = moment(told["lead_at"], told["lead_day"])
    if lead:
        found.append(Step("lead", lead, told["rep_id"]))
    if case.opened and case.opened != lead:
        found.append(Step("deal", case.opened, told["rep_id"]))
    seen: set[str] = set()
    for touch in good:
        if touch.network in seen:
            continue
        kind = "again" if seen else "wrote" if touch.direction == "in" else "message"
        seen.add(touch.network)
        found.append(_step(kind, touch.when, touch, names))
        if kind == "message" and touch.two_way:
            found.append(_step("answer", touch.two_way, touch, names))
    order = {name: no for no, name in enumerate(STEPS)}
    found.sort(key=lambda one: (one.when.day, one.when.at if one.when.timed else "", order[one.kind]))
    days = [date.fromisoformat(one.when.day) for one in found]
    gaps = [timedelta(0), *(later - day for day, later in pairwise(days))]
    return tuple(replace(one, days=gap.days) for one, gap in zip(found, gaps, strict=True))


def _step(kind: str, when: Moment, touch: Touch, names: dict[str, tuple[str, str]]) -> Step:
    name, tier = names.get(touch.conversation_id, ("", ""))
    talk = touch.conversation_id if touch.conversation_id in names else ""
    return Step(kind, when, touch.rep_id, touch.network, name, talk, tier)


def _lines(
    conn: sqlite3.Connection,
    scope: Scope,
    case: Case,
    told: sqlite3.Row,
    found: Sequence[Judged],
    good: Sequence[Touch],
    names: dict[str, tuple[str, str]],
) -> tuple[Line, ...]:
    shares = {model.id: weights(model.id, case, good) for model in MODELS} if good else {}
    lines = [_line(one, shares, names) for one in found]
    if lead := moment(told["lead_at"], told["lead_day"]):
        lines.append(Line(lead, "lead", told["lead_source"] or "", told["rep_id"]))
    if case.opened:
        lines.append(Line(case.opened, "deal", "", told["rep_id"]))
    lines += [
        Line(Moment(row["at"], row["at"][:10]), "stage", row["stage"])
        for row in queries.rows(conn, "attribution_stages", scope, deal=case.id)
    ]
    if case.closed:
        lines.append(Line(case.closed, "won", "", told["rep_id"]))
    order = ("touch", "lead", "deal", "stage", "won")
    return tuple(sorted(lines, key=lambda one: (one.when.day, one.when.at, order.index(one.kind))))


def _line(one: Judged, shares: dict[str, dict[str, float]], names: dict[str, tuple[str, str]]) -> Line:
    touch = one.touch
    return Line(
        touch.when,
        "touch",
        touch.kind,
        touch.rep_id,
        touch.network,
        names.get(touch.conversation_id, ("", ""))[0],
        touch.conversation_id if touch.conversation_id in names else "",
        touch.messages,
        touch.direction,
        REASONS.get(one.reason, ""),
        () if one.reason else tuple((model, own[touch.id]) for model, own in shares.items()),
    )


def _spread(case: Case, good: Sequence[Touch]) -> tuple[tuple[str, float, float], ...]:
    if not good:
        return ()
    told = [weights(model.id, case, good) for model in MODELS]
    found = []
    for network in sorted({one.network for one in good}):
        ids = [one.id for one in good if one.network == network]
        sums = [sum(own[name] for name in ids) for own in told]
        found.append((network, min(sums), max(sums)))
    return tuple(found)
