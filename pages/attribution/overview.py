"""The overview: three numbers, four classes, models side by side, what chance finds, what can't be told."""

from typing import NamedTuple

import streamlit as st

from data.words import NN_
from metrics.attributed.model import AttributionModel
from metrics.attribution.eligible import WINDOWS
from metrics.attribution.models import NO_TOUCH
from metrics.metric import TOO_FEW
from pages.attribution import tables
from pages.attribution.parts import cash, of_whom, section
from pages.ui import filters
from pages.ui.markup import esc, icon, put
from pages.ui.words import _, k_of_n, ngettext, num, pct, say

MERE = NN_(
    "{n} deal without a talk had an invitation or an unanswered message: listed with it, never counted.",
    "{n} deals without a talk had an invitation or an unanswered message: listed with them, never counted.",
)
BY_DAY = NN_(
    "{n} deal has a touch that could be compared by the day only, since one side tells no time.",
    "{n} deals have a touch that could be compared by the day only, since one side tells no time.",
)
NO_ROLES = NN_(
    "{n} deal names no people in the CRM; only the lead’s own person counts there.",
    "{n} deals name no people in the CRM; only the lead’s own person counts there.",
)
UNCOUNTED = NN_(
    "{n} deal in {currency} has no amount or no exchange rate and counts as nothing.",
    "{n} deals in {currency} have no amount or no exchange rate and count as nothing.",
)


class Blocks(NamedTuple):
    """The page made ready to draw."""

    answer: tuple[str, ...]
    filled: bool
    also: tuple[str, ...] = ()
    cards: tuple[tuple[str, str, str], ...] = ()
    classes: str = ""
    below: str = ""


def blocks(model: AttributionModel) -> Blocks:
    """Return the blocks of the page."""
    answer = tuple(map(say, model.answer))
    if model.empty:
        return Blocks(answer, filled=False)
    if not model.deals:
        return Blocks(answer, True, _also(model), _cards(model), "", _doubts(model))
    return Blocks(answer, True, _also(model), _cards(model), tables.classes(model), _below(model))


def _also(model: AttributionModel) -> tuple[str, ...]:
    found = model.links
    if found is None or not found.n or found.k is None:
        return (_("no contact to link to the CRM"),)
    words = _("{share} of contacts linked to the CRM ({k_of_n})")
    return (words.format(share=pct(found.k / found.n), k_of_n=k_of_n(found.k, found.n)),)


# --- three numbers --------------------------------------------------------------------------------------------------
def _cards(model: AttributionModel) -> tuple[tuple[str, str, str], ...]:
    sourced = model.class_of("sourced")
    deals, money = model.influenced
    how = (
        _(
            "Money of deals with an answered talk before the lead, where the CRM names a social network as the source"
            " or none, and nobody on the deal was a customer before. The narrowest reading."
        ),
        _(
            "Each deal’s money in equal parts to every day of talk from {days} days before the lead until it was won."
            " Only talks in networks share; calls and mails of the CRM don’t, so all of it goes to networks.",
            days=num(model.window),
        ),
        _(
            "The whole money of every deal with an answered talk at any time before it was won, and within the window."
            " The widest reading; the narrower ones are inside it, so the three are never added."
        ),
    )
    return (
        ("sourced", _card(_("Sourced"), sourced.money, sourced.deals, model), how[0]),
        ("linear", _card(_("Linear"), money, deals, model, _split(model)), how[1]),
        ("influenced", _card(_("With any talk"), money, deals, model, _upper(model)), how[2]),
    )


def _card(title: str, money: int, deals: int, model: AttributionModel, under: str = "") -> str:
    share = f"{pct(money / model.total)} · " if model.total > 0 and model.deals >= TOO_FEW else ""
    of = _("{k_of_n} won deals", k_of_n=k_of_n(deals, model.deals))
    under = under or _("a talk came first, and no other source is named")
    return (
        f'<div style="display:grid;gap:4px"><div class="rp-fig-label">{esc(title)}</div>'
        f'<div><span class="rp-fig-value">{esc(cash(money))}</span></div>'
        f'<div class="rp-fig-kn">{esc(share)}{esc(of)}</div><div class="rp-meta">{esc(under)}</div></div>'
    )


def _split(model: AttributionModel) -> str:
    rows = sorted(model.credited("network"), key=lambda row: -row.linear)
    return " · ".join(f"{of_whom('network', row.id)} {cash(row.linear)}" for row in rows if row.id != NO_TOUCH)


def _upper(model: AttributionModel) -> str:
    if model.upper > model.influenced[1]:
        return _("{sum} if all links in review were confirmed", sum=cash(model.upper))
    return _("all links that matter are confirmed or sure")


# --- all that is only read ------------------------------------------------------------------------------------------
def _below(model: AttributionModel) -> str:
    left = tables.floor(model.floor) + tables.channels(model)
    right = tables.comparison(model.comparison) + tables.proof(model) + tables.templates(model)
    return tables.credit(model) + f'<div class="rp-sides"><div>{left}</div><div>{right}</div></div>' + _doubts(model)


def _doubts(model: AttributionModel) -> str:
    """Return what makes the page's figures doubtful, each as a sentence."""
    told = [words for words in (_dated(model), *_counts(model)) if words]
    if not told:
        return ""
    lines = "".join(f'<div class="rp-do">{icon("info")}<span>{esc(words)}</span></div>' for words in told)
    return section(_("What can’t be told"), "", f'<div style="display:grid;gap:8px;max-width:104ch">{lines}</div>')


def _dated(model: AttributionModel) -> str:
    doubts = model.doubts
    if doubts.imported:
        return _(
            "{k_of_n} leads share one minute of creation, as if imported at once: their dates say nothing, so the"
            " deal’s opening stands in for the lead’s.",
            k_of_n=k_of_n(doubts.bulk, doubts.leads),
        )
    if doubts.backdated:
        return _(
            "{k_of_n} leads were created in the same moment as their deal: the lead’s date says little, so the deal’s"
            " opening stands in for it.",
            k_of_n=k_of_n(doubts.together, doubts.with_deal),
        )
    return ""


def _counts(model: AttributionModel) -> list[str]:
    counts = ((MERE, model.mere), (BY_DAY, model.by_day), (NO_ROLES, model.no_roles))
    found = [ngettext(*words, n) for words, n in counts if n]
    return found + [ngettext(*UNCOUNTED, n, currency=name or "–") for name, n, _minor in model.uncounted]


def draw(made: Blocks, deals: str) -> None:
    """Draw the page; `deals` are the newest with a talk."""
    with st.container(key="three_cards"):
        for place, (key, html, how) in zip(st.columns(3, gap="small"), made.cards, strict=True):
            with place, st.container(border=True, key=f"card_{key}", height="stretch"):
                put(html)
                with st.popover(_("How it is counted"), type="tertiary", icon=":material/help:"):
                    put(f"<p>{esc(how)}</p>")
    with st.container(horizontal=True, vertical_alignment="center", key="bar_window", gap="small"):
        filters.choice("window", _("Window"), {str(days): num(days) for days in WINDOWS}, "180")
        put(f'<span class="rp-sub">{esc(_("days before the lead: talks count from then on"))}</span>')
    put(made.classes + deals + made.below)
