"""The slide of profiles: what buyers see before they answer."""

import sqlite3
from dataclasses import replace

from data.words import N_, NN_
from metrics.models import Link
from metrics.profiles import JOB_SEEKING, Card, profiles
from metrics.profiles import Line as Check
from metrics.review.sight import Sight
from metrics.review.slide import Line, Slide
from metrics.words import Said, counted

MOST = 4


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide | None:
    """Return the slide of a week's profiles: the checks that most of them fail; None when no profile is known."""
    model = profiles(conn, replace(seen.scope, since="", until=seen.week.as_of))
    if not model.cards:
        return None
    worst = [check for check in model.matrix if check.bad][:MOST]
    return Slide(
        "profiles",
        _title(model.cards),
        lines=tuple(_line(check, model.cards, seen.named) for check in worst),
        notes=(_scores(model.cards),),
    )


def _title(cards: tuple[Card, ...]) -> Said:
    flagged = sum(card.flagged for card in cards)
    if flagged:
        forms = NN_(
            "{n} of {total} profiles tells buyers of a job search",
            "{n} of {total} profiles tell buyers of a job search",
        )
        return counted(forms, flagged, total=len(cards))
    mended = sum(_better(card) for card in cards)
    if mended:
        return counted(NN_("{n} profile became better", "{n} profiles became better"), mended)
    return Said(N_("No profile would put a buyer off"))


def _better(card: Card) -> bool:
    scores = [one.score for one in card.history if one.score is not None]
    return len(scores) > 1 and scores[-1] > scores[-2]


def _line(check: Check, cards: tuple[Card, ...], named: bool) -> Line:
    who = [card.name for card, state in zip(cards, check.states, strict=True) if state in ("failed", "improve")]
    told = {"n": check.bad, "total": check.known}
    sub = Said(N_("{n} of {total}"), told)
    if named:
        sub = Said(N_("{n} of {total}: {names}"), {**told, "names": ", ".join(sorted(set(who)))})
    tag = "stop" if check.rule == JOB_SEEKING else "watch"
    return Line(Said(""), sub, tag, Link("profiles"), check.rule)


def _scores(cards: tuple[Card, ...]) -> Said:
    scores = sorted(card.now.score for card in cards if card.now.score is not None)
    if not scores:
        return Said(N_("The exports tell too little to give scores."))
    return Said(N_("Scores from {low} to {high} of 100."), {"low": scores[0], "high": scores[-1]})
