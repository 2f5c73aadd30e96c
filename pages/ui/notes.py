"""Findings, steps, and short notes: calm ones, alarms, what is not for the reader or gone."""

from collections.abc import Iterable, Sequence

import streamlit as st

from data.words import N_
from pages.ui.marks import VERDICTS, verdict
from pages.ui.markup import Mark, esc, icon, put, said
from pages.ui.words import _

GRADES = {
    "A": N_("large field study or a platform's rule"),
    "B": N_("large vendor data"),
    "C": N_("small or second-hand"),
    "D": N_("house norm, measured here"),
}


def finding(
    kind: str,
    title: str,
    *,
    who: str = "",
    since: str = "",
    fact: str = "",
    quote: str = "",
    marks: Iterable[Mark] = (),
    why: str = "",
    grade: str = "",
    advice: str = "",
    more: tuple[str, str] | None = None,
) -> str:
    """Return a finding as HTML; all texts are plain. `quote` is third-party text, `marks` its breaking spans.

    `kind` is a verdict; `more` is a link: its words, and its address made by `page.link`.
    """
    tag = verdict(kind) if kind in VERDICTS else esc(kind)
    person = f'<span class="who">{esc(who)} · </span>' if who else ""
    go = f' <a class="rp-link" href="{more[1]}" target="_self">{esc(more[0])}</a>' if more else ""
    quoted = f'<div class="rp-quote">{said(quote, marks)}</div>' if quote else ""
    reason = f'<div class="rp-sub">{esc(why)} {evidence(grade)}</div>' if why or grade else ""
    step = f'<div class="rp-do">{icon("subdirectory_arrow_right")}<span>{esc(advice)}</span></div>' if advice else ""
    return (
        f'<div class="rp-find"><div>{tag}<div class="rp-meta" style="padding:4px 0 0 2px">{esc(since)}</div></div>'
        f'<div class="rp-find-body"><div class="rp-find-title">{person}{esc(title)}</div>'
        f"<div>{esc(fact)}{go}</div>{quoted}{reason}{step}</div></div>"
    )


def evidence(grade: str) -> str:
    """Return how well a claim is founded, A to D; "" for none."""
    if grade not in GRADES:
        return ""
    return f'<span class="rp-tag" title="{esc(_(GRADES[grade]))}">{esc(_("evidence {grade}", grade=grade))}</span>'


def steps(items: Sequence[tuple[str, str, str]]) -> None:
    """Draw numbered steps: what to do, why, and what it brings."""
    body = "".join(
        f'<div class="rp-step"><div><b>{esc(what)}</b><div class="rp-sub">{esc(why)}</div></div>'
        f'<div class="rp-sub">{esc(effect)}</div></div>'
        for what, why, effect in items
    )
    put(f'<div class="rp-steps">{body}</div>')


def note(symbol: str, text: str, sub: str = "") -> None:
    """Draw a calm box with an icon, a sentence, and what to do."""
    under = f'<div class="rp-sub">{esc(sub)}</div>' if sub else ""
    put(f'<div class="rp-empty">{icon(symbol)}<div><div class="rp-ct">{esc(text)}</div>{under}</div></div>')


def plain(text: str, sub: str = "") -> None:
    """Draw a line of text with a quieter one under it."""
    put(plain_html(text, sub))


def plain_html(text: str, sub: str = "") -> str:
    """Return what `plain` draws."""
    under = f'<div class="rp-meta">{esc(sub)}</div>' if sub else ""
    return f"<div>{esc(text)}</div>{under}"


def alarm(text: str, sub: str = "") -> None:
    """Draw a box that says what went wrong and what to do; screen readers hear it."""
    under = f'<div class="rp-sub">{esc(sub)}</div>' if sub else ""
    words = f'<div><div class="rp-ct">{esc(text)}</div>{under}</div>'
    put(f'<div class="rp-empty stop" role="alert">{icon("error")}{words}</div>')


def not_allowed() -> None:
    """Say that this page is not for the viewer's role."""
    st.title(_("Not for your role"), anchor=False)
    note("lock", _("This page is for other roles."), _("Ask an admin of your workspace if you need it."))


def gone() -> None:
    """Say that something asked for is not here; the same words for a missing id and for a foreign one."""
    note("search_off", _("This is not here."), _("It was removed, or the link is not for you."))
