"""The Team page as values: the answer, six figures, what to look at first, the table, the quadrant."""

import sqlite3
from collections.abc import Mapping

from data.derive import newest_day
from data.scope import Scope
from data.words import N_, NN_
from metrics import people
from metrics.change import NOTICED
from metrics.figures import by_rep, figure, norms_of, totals
from metrics.first import first_items, harm
from metrics.metric import Measurement
from metrics.models import Coverage, Figure, Point, ProfileStrip, TeamModel, TeamRow
from metrics.people import Judged, Known
from metrics.periods import period_of, scope_before
from metrics.quadrant import quadrant
from metrics.reasons import first_of_all, habit_of, listed, words
from metrics.results import social
from metrics.series import series
from metrics.standing import standings
from metrics.targets import Norms
from metrics.words import Said, Share, counted

CARDS = ("started", "reply_rate", "pitch_after_reply", "copies", "burned", "answered_in_day")
COLUMNS = ("reply_rate", "copies", "pitch_after_reply", "started")


def team(conn: sqlite3.Connection, scope: Scope, period: str = "15w") -> TeamModel:
    """Return the Team page of a scope: its own days, or those of a standard period ending at the newest fact."""
    as_of = newest_day(conn)
    days = period_of(scope, period, as_of)
    seen = scope.during(days.since, days.until)
    reps = people.known(conn, scope, days.as_of)
    rates = by_rep(conn, COLUMNS, seen, as_of)
    with_data = {rep_id for _, rep_id in rates}
    covered = people.coverage(reps, with_data, as_of)
    judged = standings(conn, seen, days, reps, as_of)
    profiles = people.profiles(conn, scope, days.as_of)
    sold = social.by_rep(conn, seen, as_of)
    cards = _cards(conn, seen, as_of, covered)
    return TeamModel(
        period=days,
        answer=_answer(reps, judged, cards),
        cards=cards,
        first=first_items(conn, seen, days, reps, judged),
        rows=_rows(conn, seen, as_of, reps, judged, profiles, rates, sold),
        quadrant=quadrant(conn, seen, reps, judged, _leads(sold)),
        coverage=covered,
        empty=as_of is None or not reps,
    )


def _cards(conn: sqlite3.Connection, scope: Scope, as_of: str | None, covered: Coverage) -> tuple[Figure, ...]:
    now = totals(conn, CARDS, scope, as_of)
    before = scope_before(scope)
    earlier = totals(conn, CARDS, before, as_of) if before else {}
    weekly = series(conn, CARDS, scope, as_of=as_of)
    norms = norms_of(conn)
    notes = (
        counted(NN_("{n} of {reps} rep has data", "{n} of {reps} reps have data"), covered.fresh, reps=covered.reps),
    )
    sold = social.cards(conn, scope, as_of)
    return (
        tuple(
            figure(
                name,
                now[name],
                earlier.get(name),
                weekly.get((name, ""), ()),
                notes=(*_a_week(name, now[name], weekly.get((name, ""), ())), *notes),
                norms=norms,
            )
            for name in (CARDS[:-2] if sold else CARDS)
        )
        + sold
    )


def _leads(sold: Mapping[str, Mapping[str, Figure]]) -> dict[str, int]:
    """Return how many leads from social networks each rep has; {} without CRM data."""
    return {rep: int(one["new_leads"].measurement.k or 0) for rep, one in sold.items() if "new_leads" in one}


def _a_week(name: str, measured: Measurement, weekly: tuple[Point, ...]) -> tuple[Said, ...]:
    if name != "started" or not measured.value or not weekly:
        return ()
    return (Said(N_("{n} a week"), {"n": round(measured.value / len(weekly))}),)


def _rows(
    conn: sqlite3.Connection,
    scope: Scope,
    as_of: str | None,
    reps: list[Known],
    judged: Mapping[str, Judged],
    profiles: Mapping[str, list[ProfileStrip]],
    rates: Mapping[tuple[str, str], Measurement],
    sold: Mapping[str, Mapping[str, Figure]],
) -> tuple[TeamRow, ...]:
    weekly, norms = series(conn, ("started",), scope, per_rep=True, as_of=as_of), norms_of(conn)
    none = {name: social.none_of(name) for name in social.TITLES} if sold else {}
    return tuple(
        _row(
            rep,
            judged.get(rep.rep_id, Judged()),
            profiles.get(rep.rep_id, []),
            rates,
            weekly,
            norms,
            {**none, **sold.get(rep.rep_id, {})},
        )
        for rep in reps
    )


def _row(
    rep: Known,
    judged: Judged,
    profiles: list[ProfileStrip],
    rates: Mapping[tuple[str, str], Measurement],
    weekly: Mapping[tuple[str, str], tuple[Point, ...]],
    norms: Norms,
    sold: Mapping[str, Figure],
) -> TeamRow:
    scored = [profile for profile in profiles if profile.score is not None]
    worst = min(scored, key=lambda profile: profile.score or 0, default=None)
    cells = {
        name: figure(
            name, rates[name, rep.rep_id], series=weekly.get((name, rep.rep_id), ()), rep_id=rep.rep_id, norms=norms
        )
        for name in COLUMNS
        if (name, rep.rep_id) in rates
    }
    return TeamRow(
        rep_id=rep.rep_id,
        name=rep.name,
        verdict=judged.verdict,
        profile=worst.score if worst else None,
        profile_capped_by=worst.capped_by if worst else None,
        figures=cells,
        sold=sold,
        silent_since=rep.until if rep.stale else None,
    )


def _answer(reps: list[Known], judged: Mapping[str, Judged], cards: tuple[Figure, ...]) -> tuple[Said, ...]:
    """Say who needs help first and how answers went."""
    if not reps and any(card.metric in social.TITLES for card in cards):
        return (Said(N_("Leads and deals are here; conversations are not yet.")),)
    if not reps:
        return (Said(N_("Nothing has been imported yet.")),)
    names = {rep.rep_id: rep.name for rep in reps}
    stopped = [(rep_id, one) for rep_id, one in judged.items() if one.verdict == "stop" and rep_id in names]
    return (*_who(stopped, names, judged), *_answers(next(card for card in cards if card.metric == "reply_rate")))


def _who(stopped: list[tuple[str, Judged]], names: Mapping[str, str], judged: Mapping[str, Judged]) -> tuple[Said, ...]:
    if not stopped:
        verdicts = [judged[rep_id].verdict for rep_id in names if rep_id in judged]
        watched = verdicts.count("watch")
        if not watched and "ok" not in verdicts:
            return (Said(N_("It is too early to judge anybody.")),)
        fine = Said(N_("Nobody has to stop and fix anything first."))
        watch = counted(NN_("{n} rep is worth a look.", "{n} reps are worth a look."), watched)
        return (fine, watch) if watched else (fine,)
    clauses = []
    for rep_id, one in sorted(stopped, key=lambda pair: harm(pair[1])):
        habit = habit_of(one.reasons[0]) if one.reasons else None
        if habit:
            clauses.append(words(habit.clause, one.reasons[0], rep=names[rep_id]))
    head = first_of_all(len(stopped), len(names))
    return (head, listed(clauses[:3])) if clauses else (head,)


def _answers(card: Figure) -> tuple[Said, ...]:
    found = card.measurement
    if not found.n:
        return ()
    told = {"k": found.k, "n": found.n}
    if found.too_few or found.value is None:
        return (Said(N_("{k} of {n} people answered."), told),)
    told["share"] = Share(found.value)
    if card.change and card.change.proven and card.change.before.value is not None:
        told["before"] = Share(card.change.before.value)
        if (card.change.difference or 0) > 0:
            return (Said(N_("Answers rose from {before} to {share} ({k} of {n})."), told),)
        return (Said(N_("Answers fell from {before} to {share} ({k} of {n})."), told),)
    change = card.change.difference if card.change and not card.change.before.thin else None
    if change is not None and abs(change) < NOTICED and not found.thin:
        return (Said(N_("Answers held at {share} ({k} of {n})."), told),)
    return (Said(N_("Answers are at {share} ({k} of {n})."), told),)
