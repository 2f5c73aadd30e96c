"""Parts of the Results page: the way to won, how deals end, stages, reasons."""

import sqlite3
from dataclasses import replace

from data.scope import Scope
from data.words import N_, NN_
from metrics.measure import measure_many
from metrics.metric import Measurement, share
from metrics.results.model import Cycle, Stage, StageRow
from metrics.sales import deaths, times
from metrics.sales.funnel import Step
from metrics.sales.funnel import funnel as followed
from metrics.sales.money import TYPES
from metrics.sales_stored.frames import frames, within
from metrics.words import Said, Share, counted

MIN_DEALS = 10
ENDS_ONLY = N_("Deals are told only by their last day, so there is no cycle to show")
MOST_POINTS, MOST_REASONS = 48, 8

_STAGES = {
    "conversation": N_("Two-way talks"),
    "lead": N_("Leads"),
    "opportunity": N_("Opportunities"),
    "won": N_("Won"),
}


def funnel(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[Said, tuple[Stage, ...]]:
    """Return what became of the two-way conversations of a scope; of its leads where nobody is linked."""
    read = frames(conn, scope, ("talk", "lead", "deal"))
    talk = within(read["talk"], "started_day", scope.since, scope.until)
    linked = bool(((talk["two_way"] == 1) & (talk["linked"] == 1)).any())
    lead = read["lead"] if linked else within(read["lead"], "created_day", scope.since, scope.until)
    found = followed(talk, lead, read["deal"], as_of)
    return lost_most(found), tuple(_stage(step) for step in found)


def _stage(step: Step) -> Stage:
    rate = replace(share(step.reached, step.of), metric=step.stage) if step.of is not None else None
    told = [
        (step.lost, NN_("{n} lost", "{n} lost")),
        (step.open_, NN_("{n} still open", "{n} still open")),
        (step.young, NN_("{n} too young to tell", "{n} too young to tell")),
        (step.aside, NN_("{n} with people not linked to the CRM", "{n} with people not linked to the CRM")),
    ]
    return Stage(_STAGES[step.stage], step.reached, rate, tuple(counted(forms, n) for n, forms in told if n))


def lost_most(steps: list[Step]) -> Said:
    """Say at which step most are lost, if it is more than chance and the linked ones can tell."""
    told = [step for step in steps if step.of]
    if steps[0].aside > steps[0].reached:  # the linked ones are hardly a fair picture of the others
        told = [step for step in told if step.stage != "lead"]
    if not told or min(step.of or 0 for step in told) < MIN_DEALS:
        return Said(N_("Too few to say where most are lost"))
    shares = {step.stage: share(step.reached, step.of or 0) for step in told}
    worst = min(told, key=lambda step: shares[step.stage].value or 0.0)
    others = [one.low or 0.0 for stage, one in shares.items() if stage != worst.stage]
    if others and (shares[worst.stage].high or 0.0) >= min(others):
        return Said(N_("No step loses clearly more than the others"))
    return {
        "lead": Said(N_("Most is lost before the lead")),
        "opportunity": Said(N_("Most is lost between lead and opportunity")),
        "won": Said(N_("Most is lost after the opportunity")),
    }[worst.stage]


def profit(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[tuple[str, Measurement], ...]:
    """Return profit by type of business, in the order of types; types without money are left out."""
    found = measure_many(conn, ["profit_by_type"], scope, ("type",), as_of)
    by_type = {dict(key)["type"]: one for (_, key), one in found.items()}
    return tuple((kind, by_type[kind]) for kind in TYPES if kind in by_type and by_type[kind].n)


def cycle(conn: sqlite3.Connection, scope: Scope, as_of: str) -> Cycle:
    """Return by which day which share of a scope's deals is won and lost."""
    deal = within(frames(conn, scope, ["deal"])["deal"], "created_day", scope.since, scope.until)
    sub = Said(N_("deals created in the last two years; those still open are counted"))
    if len(deal) < MIN_DEALS:
        return Cycle(Said(N_("Too few deals to show how they end")), sub, n=len(deal))
    found = times.endings(deal, as_of)
    until = max((at for curve in (found.won, found.lost) for at, _ in curve.steps), default=0.0)
    median = times.cycle(deal, as_of)[0].quantile()
    won, lost = found.won.at(until)[0], found.lost.at(until)[0]
    title = (
        Said(N_("{won} of deals are won within {days} days, {lost} are lost"), {"won": Share(won), "lost": Share(lost)})
        if until
        else Said(N_("No deal has ended yet") if len(found.won.steps) + len(found.lost.steps) == 0 else ENDS_ONLY)
    )
    title = replace(title, params={**title.params, "days": int(until)})
    if median is not None and until:
        sub = Said(N_("{sub} · median to won: {days} days"), {"sub": sub, "days": int(median)})
    points = [_points(curve, until) for curve in (found.won, found.lost)]
    return Cycle(title, sub, *points, open_share=found.open_at(until), until=until, n=found.n)


def _points(curve, until: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return a curve as so many points at most: its own steps, or evenly spread days."""
    days = sorted({0.0, until, *(at for at, _ in curve.steps)})
    if len(days) > MOST_POINTS:
        days = sorted({round(until * no / MOST_POINTS) * 1.0 for no in range(MOST_POINTS + 1)})
    return tuple((day, *curve.at(day)) for day in days)


def stages(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[Said | None, tuple[StageRow, ...]]:
    """Return what became of deals at each stage, in the order of the pipeline."""
    stay = within(frames(conn, scope, ["stay"])["stay"], "entered_day", scope.since, scope.until)
    if stay.empty:
        return None, ()
    found = deaths.by_stage(stay)
    medians = measure_many(conn, ["stage_time"], scope, ("stage",), as_of)
    place = deaths.order(stay)
    rows = [
        StageRow(
            one.stage,
            one.came,
            replace(share(one.lost, one.came), metric="stage_lost"),
            one.here,
            medians["stage_time", (("stage", one.stage),)],
        )
        for one in sorted(found, key=lambda one: place.index(one.stage))
    ]
    return _deadliest(found), tuple(rows)


def _deadliest(found: list[deaths.Death]) -> Said:
    lost = sum(one.lost for one in found)
    if lost < MIN_DEALS:
        return Said(N_("Too few lost deals to say where they die"))
    heads = {one.stage.partition("/")[0] for one in found}
    name = found[0].stage if len(heads) > 1 else found[0].stage.partition("/")[2] or found[0].stage
    return Said(N_("{k} of {n} lost deals died at “{stage}”"), {"k": found[0].lost, "n": lost, "stage": name})


def reasons(conn: sqlite3.Connection, scope: Scope) -> tuple[tuple[tuple[str, int], ...], int]:
    """Return the most frequent reasons of lost deals, as the CRM says, and how many were lost."""
    deal = within(frames(conn, scope, ["deal"])["deal"], "closed_day", scope.since, scope.until)
    found = deaths.reasons(deal)
    return tuple(found[:MOST_REASONS]), sum(count for _reason, count in found)
