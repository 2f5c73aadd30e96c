"""Before and after: what the newest export of a profile says otherwise than the one before."""

from collections.abc import Iterable, Sequence

import streamlit as st

from metrics.profiles import OPEN, Card, Check
from pages.profiles.words import RULES
from pages.ui.marks import pill
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.text import difference
from pages.ui.words import _, day, num


def draw(cards: Sequence[Card]) -> None:
    """Draw what changed in the profiles that were seen more than once; nothing when nothing did."""
    changed = [card for card in cards if len(card.history) > 1 and _changed(card)]
    if not changed:
        return
    heading(_("What changed"), _("The newest export beside the one before it."))
    for card in changed:
        with st.container(border=True, key=f"card_was_{card.rep_id}_{card.network}"):
            put(_one(card))


def _changed(card: Card) -> bool:
    old, now = card.history[-2], card.now
    return old.score != now.score or old.content.get("headline") != now.content.get("headline")


def _one(card: Card) -> str:
    old, now = card.history[-2], card.now
    mended = [check for check in card.checks if check.was in OPEN and check.state == "passed"]
    new = [check for check in card.checks if check.was == "passed" and check.state in OPEN]
    told = [check for check in card.checks if check.was in (None, "unknown") and check.state in OPEN]
    worse = [check for check in card.checks if (check.was, check.state) == ("improve", "failed")]
    pills = (
        _pills("good", "check_circle", _("mended: {what}"), mended)
        + _pills("stop", "flag", _("new: {what}"), new)
        + _pills("stop", "flag", _("worse: {what}"), worse)
        + _pills("watch", "error", _("told for the first time: {what}"), told)
    )
    return (
        f'<div class="rp-ct">{esc(card.name)} <span class="rp-quiet" style="font-weight:450">{esc(_trail(card))}</span>'
        f'</div><div class="rp-pills">{pills}</div>'
        f"{_headlines(old.content.get('headline'), now.content.get('headline'), (old.taken_on, now.taken_on))}"
    )


def _trail(card: Card) -> str:
    seen = [one for one in card.history if one.score is not None][-6:]
    return " → ".join(f"{num(one.score or 0)} ({day(one.taken_on)})" for one in seen)


def _pills(tone: str, symbol: str, words: str, checks: Iterable[Check]) -> str:
    titles = [_(RULES[check.rule].title) for check in checks if check.rule in RULES]
    return "".join(pill(tone, symbol, words.format(what=title[:1].lower() + title[1:])) for title in titles)


def _headlines(old: str | None, now: str | None, days: tuple[str, str]) -> str:
    if not old or not now or old == now:
        return ""
    heads = (_("Headline on {day}", day=day(days[0])), _("Headline on {day}", day=day(days[1])))
    return difference(old, now, heads)
