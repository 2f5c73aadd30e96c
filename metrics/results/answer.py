"""The page's sentence: where leads and sales come from, what a lead costs, and where most are lost."""

import sqlite3
from collections.abc import Mapping, Sequence

from data.scope import Scope
from data.words import N_
from metrics.measure import measure_many
from metrics.metric import Measurement
from metrics.models import Figure
from metrics.results.cards import total
from metrics.words import Money, Said

UNKNOWN = "(unknown)"


def answer(
    conn: sqlite3.Connection, scope: Scope, as_of: str, cards: Sequence[Figure], currency: str
) -> tuple[Said, ...]:
    """Return the sentence of the page: where leads and sales come from, and where most are lost."""
    by_id = {card.metric: card.measurement for card in cards}
    return (*_sources(conn, scope, as_of, by_id, currency), *_leak(by_id))


def _sources(
    conn: sqlite3.Connection, scope: Scope, as_of: str, cards: Mapping[str, Measurement], currency: str
) -> tuple[Said, ...]:
    """Say how much of leads and sales the CRM puts down to social networks, and what a lead cost there."""
    found = measure_many(conn, ("new_leads", "deals_won", "cpl"), scope, ("channel",), as_of)
    social = {name: one for (name, key), one in found.items() if dict(key)["channel"] == "social"}
    leads, won = int(cards["new_leads"].k or 0), int(total(conn, "deals_won", scope, as_of).k or 0)
    if not leads and not won:
        return (Said(N_("No leads and no sales in this period.")),)
    told = {"k": _k(social, "new_leads"), "n": leads, "won": _k(social, "deals_won"), "all": won}
    if all(dict(key)["channel"] == UNKNOWN for (_, key), one in found.items() if one.k):
        return (Said(N_("{n} new leads and {all} deals won; no source of theirs is mapped to a channel yet."), told),)
    if not leads:
        return (Said(N_("Social networks are the source of {won} of {all} deals won."), told),)
    said = Said(N_("Social networks are the source of {k} of {n} new leads and {won} of {all} deals won."), told)
    cost = social.get("cpl")
    if cost is None or cost.value is None:
        return (said,)
    return said, Said(N_("A lead cost {sum} there."), {"sum": Money(cost.value, currency)})


def _k(found: Mapping[str, Measurement], name: str) -> int:
    return int(found[name].k or 0) if name in found else 0


def _leak(cards: Mapping[str, Measurement]) -> tuple[Said, ...]:
    """Say where more is lost: between lead and opportunity, or between work and sale, if the ranges tell it."""
    first, last = cards["lead_to_opp"], cards["worked_to_won"]
    if any(one.low is None or one.high is None or one.thin for one in (first, last)):
        return (Said(N_("It is too early to say where most are lost.")),)
    told = {"a": first.k, "b": first.n, "c": last.k, "d": last.n}
    if first.high < last.low:
        return (Said(N_("More is lost before the opportunity ({a} of {b} go on) than after it ({c} of {d})."), told),)
    if last.high < first.low:
        return (
            Said(N_("More is lost after the work began ({c} of {d} are won) than before it ({a} of {b} go on)."), told),
        )
    return (Said(N_("{a} of {b} leads became opportunities, {c} of {d} of those worked on were won."), told),)
