"""The Scorecard of one rep as values: how do I come across, and what are my next three steps?"""

import sqlite3
from collections.abc import Mapping, Sequence

from data import queries
from data.derive import newest_day
from data.scope import Scope
from data.words import N_
from metrics import people
from metrics.associations import associations
from metrics.figures import figure, middles, norms_of, totals
from metrics.findings import best_talks, findings
from metrics.habit import habit, kinds
from metrics.measure import context
from metrics.models import Figure, FindingsPage, Habit, Kinds, Period, ScorecardModel
from metrics.people import Judged, Known
from metrics.periods import period_of, scope_before
from metrics.reasons import habit_of, words
from metrics.series import series
from metrics.standing import standings
from metrics.steps import steps
from metrics.trend import trend, worst
from metrics.words import Day, Said, Share

OUTREACH = (
    "pitch_after_reply",
    "pitch_in_opener",
    "copies",
    "personal",
    "question_in_opener",
    "follow_up_pressure",
    "short_opener",
    "give_ask",
    "prospecting_weeks",
)
COMES_BACK = (
    "reply_rate",
    "positive_of_replies",
    "negative_of_replies",
    "our_response",
    "answered_in_day",
    "burned",
    "meeting_agreed",
    "meaningful_week",
)
_KINDS = ("reply_to_help", "reply_to_question", "reply_to_offer")


def scorecard(
    conn: sqlite3.Connection, scope: Scope, rep_id: str, period: str = "15w", page: int = 0, rule: str | None = None
) -> ScorecardModel:
    """Return the Scorecard of a rep; `page` and `rule` choose which findings are listed.

    A rep outside the scope has an empty scorecard, whatever is known of them. It says "you" to its own rep only.
    """
    as_of = newest_day(conn)
    days = period_of(scope, period, as_of)
    seen = scope.of(rep_id).during(days.since, days.until)
    rep = next(iter(people.known(conn, seen, days.as_of)), None)
    if rep is None or as_of is None:
        return _empty(days, rep_id, rep)
    judged = standings(conn, seen, days, [rep], as_of)[rep_id]
    profiles = people.profiles(conn, seen, days.as_of).get(rep_id, [])
    rows, own = _figures(conn, seen, as_of, rep_id), scope.viewer_rep == rep_id
    helping = habit(conn, seen.of(rep_id), context(conn, as_of), rep.until if rep.stale else None)
    compared = kinds(totals(conn, _KINDS, seen, as_of))
    measured = [rows[name] for name in (*OUTREACH, *COMES_BACK)]
    return ScorecardModel(
        period=days,
        rep_id=rep_id,
        name=rep.name,
        role_title=rep.role_title,
        networks=_networks(conn, seen),
        verdict=judged.verdict,
        answer=_answer(rep, judged, rows, compared, own),
        reasons=_reasons(judged),
        turns=_turns(judged, rows),
        steps=steps(conn, seen, rep, as_of, judged.reasons, profiles, helping),
        profiles=tuple(profiles),
        outreach=tuple(rows[name] for name in OUTREACH),
        conversations=tuple(rows[name] for name in COMES_BACK),
        habit=helping,
        trend=trend(conn, seen, rep_id, worst(measured), as_of),
        kinds=compared,
        findings=findings(conn, seen, page, rule=rule),
        best=best_talks(conn, seen),
        ways=associations(conn, seen, as_of),
        own=own,
        empty=all(one.measurement.value is None for one in measured),
    )


def _networks(conn: sqlite3.Connection, scope: Scope) -> tuple[str, ...]:
    return tuple(row["network"] for row in queries.rows(conn, "networks_in_use", scope))


def _figures(conn: sqlite3.Connection, scope: Scope, as_of: str, rep_id: str) -> dict[str, Figure]:
    names = (*OUTREACH, *COMES_BACK)
    now, before = totals(conn, names, scope, as_of), scope_before(scope)
    earlier = totals(conn, names, before, as_of) if before else {}
    weekly = series(conn, names, scope, as_of=as_of)
    bands, norms = middles(conn, names, scope, as_of), norms_of(conn)
    return {
        name: figure(
            name, now[name], earlier.get(name), weekly.get((name, ""), ()), bands.get(name), rep_id=rep_id, norms=norms
        )
        for name in names
    }


def _empty(days: Period, rep_id: str, rep: Known | None) -> ScorecardModel:
    nothing = Said(N_("Nothing is known of this rep yet."))
    return ScorecardModel(
        period=days,
        rep_id=rep_id,
        name=rep.name if rep else "",
        role_title=rep.role_title if rep else "",
        networks=(),
        verdict="no_data",
        answer=(nothing,),
        reasons=(),
        turns=None,
        steps=(),
        profiles=(),
        outreach=(),
        conversations=(),
        habit=Habit(10, (), 0, None, None, 0, 0, 0, nothing, nothing),
        trend=None,
        kinds=Kinds(nothing, (), nothing),
        findings=FindingsPage((), 0, 0, 10, {}),
        best=(),
        empty=True,
    )


_VERDICTS = {
    "stop": N_("Stop and fix first:"),
    "watch": N_("Worth a look:"),
    "ok": N_("You come across well."),
    "early": N_("Too early to say: fewer than ten conversations begun."),
    "no_data": N_("Nothing was imported for these days."),
}


_WELL = N_("Comes across well.")


def _answer(rep: Known, judged: Judged, rows: Mapping[str, Figure], compared: Kinds, own: bool) -> tuple[Said, ...]:
    """Say the verdict with its first reason, how many answered, and what already works."""
    told = [*_verdict(rep, judged, own), *_came_back(rows["reply_rate"])]
    helps = next((bar for name, bar, _ in compared.bars if name == "help, no offer"), None)
    offers = next((bar for name, bar, _ in compared.bars if name == "an offer"), None)
    if _works_better(helps, offers):
        numbers = {"share": Share(helps.value), "k": helps.k, "n": helps.n}
        told.append(Said(N_("Help messages already work: {share} answered ({k} of {n})."), numbers))
    return tuple(told)


def _verdict(rep: Known, judged: Judged, own: bool) -> list[Said]:
    """Say the verdict and its first reason, to the rep or of the rep; and since when nothing is known."""
    if judged.verdict == "no_data" and rep.until:
        return [Said(N_("Nothing was imported after {day}."), {"day": Day(rep.until)})]
    told = [Said(_WELL if judged.verdict == "ok" and not own else _VERDICTS[judged.verdict])]
    habit_words = habit_of(judged.reasons[0]) if judged.reasons else None
    if habit_words and judged.verdict in ("stop", "watch"):
        said = words(habit_words.own if own else habit_words.clause, judged.reasons[0], rep=rep.name)
        told.append(Said(N_("{reason}."), {"reason": said}))
    silent = rep.stale and rep.until
    return [*told, Said(N_("Nothing is known after {day}."), {"day": Day(rep.until)})] if silent else told


def _works_better(helps: object, offers: object) -> bool:
    if helps is None or offers is None or helps.thin or offers.too_few:
        return False
    return helps.low is not None and offers.value is not None and helps.low > offers.value


def _came_back(one: Figure) -> Sequence[Said]:
    found = one.measurement
    if not found.n:
        return ()
    told = {"k": found.k, "n": found.n}
    if found.too_few or found.value is None:
        return (Said(N_("{k} of {n} people answered."), told),)
    told["share"] = Share(found.value)
    if one.middle is None or found.thin:
        return (Said(N_("{share} answered ({k} of {n})."), told),)
    low, high = one.middle
    if found.low is not None and found.low > high:
        return (Said(N_("{share} answered ({k} of {n}), more than in most of the team."), told),)
    if found.high is not None and found.high < low:
        return (Said(N_("{share} answered ({k} of {n}), fewer than in most of the team."), told),)
    return (Said(N_("{share} answered ({k} of {n}), near the team’s middle."), told),)


def _reasons(judged: Judged) -> tuple[Said, ...]:
    told = []
    for reason in judged.reasons:
        habit_words = habit_of(reason)
        if habit_words:
            told.append(words(habit_words.fact, reason))
    return tuple(told)


def _turns(judged: Judged, rows: Mapping[str, Figure]) -> Said | None:
    """Say which target the first reason misses."""
    one = rows.get(judged.reasons[0]["figure"]) if judged.reasons else None
    if one is None or one.target is None:
        return None
    told = {"title": Said(one.title), "target": Share(one.target)}
    if one.better == "up":
        return Said(N_("The target for “{title}” is over {target}."), told)
    return Said(N_("The target for “{title}” is under {target}."), told)
