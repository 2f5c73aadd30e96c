"""The wall: every profile drawn like the first seconds of a visit."""

from collections.abc import Sequence

import streamlit as st

from metrics.profiles import JOB_SEEKING, Card
from pages.profiles.words import PARTS, RULES
from pages.ui import session
from pages.ui.marks import face
from pages.ui.markup import esc, icon, put
from pages.ui.page import link
from pages.ui.words import _, network, num
from scoring.weights import effective

SHOWN = 2
"""What to change, named on a card."""
_CUT = "text-align:right;white-space:nowrap;overflow:hidden;text-overflow:ellipsis"


def draw(cards: Sequence[Card]) -> None:
    """Draw the cards side by side, red flags first."""
    weights = effective(session.team().weights).profile.groups
    ordered = sorted(cards, key=lambda card: not card.flagged)
    with st.grid(min(4, len(ordered)), min_column_width=270, gap="small"):
        for card in ordered:
            with st.container(border=True, key=f"card_prof_{card.rep_id}_{card.network}", height="stretch"):
                put(html(card, weights))


def html(card: Card, weights: dict[str, float]) -> str:
    """Return a profile as a buyer meets it, with its score and what to change."""
    told = card.now.content
    where = f'<span class="rp-tag">{esc(network(card.network))}</span>'
    place = " · ".join(part for part in (told.get("position"), told.get("company")) if part)
    name = f'<a class="rp-link" href="{link("profiles", rep=card.rep_id)}" target="_self">{esc(card.name)}</a>'
    return (
        f'<div class="rp-prof"><div class="rp-prof-band {"stop" if card.flagged else ""}"></div>'
        f'<div class="rp-prof-top">{face(card.name, big=True)}{where}</div>'
        f'<div><div class="rp-prof-name">{name}</div>{_headline(card)}'
        f'<div class="rp-meta" style="padding-top:3px">{esc(place)}</div>{_flag(card)}</div>{_summary(card)}'
        f'<div class="rp-prof-end">{score(card, weights)}{_todo(card)}</div></div>'
    )


def _headline(card: Card) -> str:
    text = card.now.content.get("headline")
    if text:
        return f'<div class="rp-prof-headline">{esc(text)}</div>'
    if session.presenting():
        return ""
    words = _("No headline.") if text == "" else _("The export does not tell the headline.")
    return f'<div class="rp-gap">{esc(words)}</div>'


def _summary(card: Card) -> str:
    text = card.now.content.get("summary")
    if text:
        return f'<div class="rp-prof-about">{esc(text)}</div>'
    if session.presenting():
        return "<div></div>"
    empty, unknown = _("No summary. A buyer sees an empty space here."), _("The export does not tell the summary.")
    return f'<div class="rp-gap" style="min-height:54px">{esc(empty if text == "" else unknown)}</div>'


def _flag(card: Card) -> str:
    if not card.flagged:
        return ""
    words = esc(_(RULES[JOB_SEEKING].title))
    return f'<div class="rp-flag rp-stop" style="margin-top:10px">{icon("flag")}<span>{words}</span></div>'


def score(card: Card, weights: dict[str, float]) -> str:
    """Return the score with its parts as bars, as wide as they weigh; a dash when nothing could be judged."""
    now = card.now
    if now.score is None:
        return f'<div class="rp-score"><span class="rp-meta">{esc(_("too little told for a score"))}</span></div>'
    bars = "".join(
        f'<i style="--w:{weights[part]:.0f};--p:{value}%" title="{esc(_part(part, value))}"></i>'
        for part, value in _parts(now.parts)
    )
    names = " · ".join(_(PARTS[part]) for part, _value in _parts(now.parts))
    beside = esc(_("capped by the red flag") if now.capped_by else names)
    said = "; ".join(_part(part, value) for part, value in _parts(now.parts))
    return (
        f'<div class="rp-score" style="grid-template-columns:auto minmax(0,1fr)">'
        f'<span style="white-space:nowrap"><b style="font-size:20px;font-weight:620">{num(now.score)}</b> '
        f'<span class="rp-meta">{esc(_("of 100"))}</span></span>'
        f'<span class="rp-meta" style="{_CUT}" title="{beside}">{beside}</span>'
        f'<div class="rp-parts" role="img" aria-label="{esc(said)}">{bars}</div></div>'
    )


def _parts(parts) -> list[tuple[str, int]]:
    return [(part, parts[part]) for part in PARTS if part in parts]


def _part(part: str, value: int) -> str:
    return _("{part}: {value} of 100", part=_(PARTS[part]), value=num(value))


def _todo(card: Card) -> str:
    lines = [
        f'<div class="rp-fix">{icon("arrow_circle_up")}<span>{esc(_(RULES[check.rule].title))}</span></div>'
        for check in [one for one in card.open if one.rule != JOB_SEEKING][:SHOWN]
        if check.rule in RULES
    ]
    more = len(card.open) - len(lines) - card.flagged
    if more > 0:
        lines[-1] = lines[-1].replace("</span></div>", f' <span class="rp-meta">+{num(more)}</span></span></div>')
    if not card.open:
        lines = [f'<div class="rp-fix">{icon("check_circle")}<span>{esc(_("Nothing has to be changed."))}</span></div>']
    return f'<div style="display:grid;gap:4px;color:var(--rp-soft)">{"".join(lines)}</div>'
