"""What is said of a draft: verdict, what it does, findings at the words, likeness to earlier texts, length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.words import N_
from metrics.associations import band_of_length
from metrics.comparison import Comparison
from pages.ui import notes
from pages.ui.comparisons import comparison
from pages.ui.marks import pill
from pages.ui.markup import Mark, esc, put, said
from pages.ui.page import heading, link
from pages.ui.rule_words import words_of
from pages.ui.words import _, ngettext, num, pct
from scoring.text import plain

LABELS = {
    "is_pitch": ("stop", "sell", N_("sells")),
    "asks_meeting": ("blue", "event", N_("asks for a meeting")),
    "offers_help": ("good", "volunteer_activism", N_("offers help")),
    "has_question": ("blue", "help", N_("asks a question")),
    "is_bump": ("none", "notifications", N_("reminds")),
}
"""Label -> tone, icon, words."""
ANSWERS = {
    "ok": N_("It can go as it is."),
    "watch": N_("Worth another look before it goes."),
    "stop": N_("Better not like this."),
}
BEFORE = {
    "message.wrong-name": N_("Put the right name in before it goes."),
    "message.unfilled-slot": N_("Fill the empty place before it goes."),
    "follow-up.pressure": N_("Better not send it; come back in some months with something of use."),
    "contact.opt-out-ignored": N_("Don’t send it."),
}
"""What to do while a message is not sent yet, where that differs from what helps afterwards."""
SURE = 0.5


@dataclass(frozen=True)
class Result:
    """A draft as it is read, and what `scoring.check` says of it."""

    text: str
    verdict: str
    labels: Mapping[str, float]
    findings: Sequence[Mapping[str, Any]]
    nearest: Mapping[str, Any] | None

    @classmethod
    def of(cls, draft: str, found: Mapping[str, Any]) -> "Result":
        """Keep what the page shows."""
        return cls(plain(draft).strip(), found["verdict"], found["labels"], found["findings"], found["nearest"])


def answer(result: Result) -> list[str]:
    """Say in one or two sentences whether it can go, and what stands against it first."""
    told = [_(ANSWERS[result.verdict])]
    if result.findings:
        first = words_of(result.findings[0]["rule"])
        told.append(f"{first.title}.")
    return told


def draw(result: Result | None) -> None:
    """Draw the message with its findings at the words."""
    if result is None:
        notes.note(
            "rule",
            _("What is checked"),
            _(
                "Whether it sells, helps or asks; what the rules find in it; whether you have sent nearly the same "
                "before, to how many and with what answer; whether its length works for you."
            ),
        )
        return
    with st.container(border=True, key="card_judged"):
        put(
            _labels(result) + f'<div class="rp-quote" style="margin-top:12px">{said(result.text, _marks(result))}</div>'
        )
    heading(_("What the rules say"))
    if not result.findings:
        notes.note("check_circle", _("Nothing was found."), _("No rule speaks against this message."))
        return
    with st.container(border=True, key="card_found"):
        put("".join(_finding(one) for one in result.findings))


def _labels(result: Result) -> str:
    pills = [
        pill(tone, symbol, f"{_(words)} · {pct(result.labels[name])}")
        for name, (tone, symbol, words) in LABELS.items()
        if result.labels.get(name, 0) >= SURE
    ]
    if not pills:
        pills = [pill("none", "chat", _("neither sells nor asks"))]
    count = ngettext("{n} character", "{n} characters", len(result.text))
    row = "display:flex;flex-wrap:wrap;gap:6px;align-items:center"
    return f'<div style="{row}">{"".join(pills)}<span class="rp-sub">{esc(count)}</span></div>'


def _marks(result: Result) -> list[Mark]:
    order = {"stop": 0, "watch": 1, "note": 2}
    worst_first = sorted(result.findings, key=lambda one: order[one["severity"]])
    return [
        (start, end, "stop" if one["severity"] == "stop" else "watch")
        for one in worst_first
        for start, end in one["spans"]
    ]


def _finding(one: Mapping[str, Any]) -> str:
    words = words_of(one["rule"])
    why = _("Why: {reason}", reason=words.why) if words.why else ""
    advice = _(BEFORE[one["rule"]]) if one["rule"] in BEFORE else words.advice
    return notes.finding(one["severity"], words.title, quote=one["evidence"], why=why, grade=words.grade, advice=advice)


def likeness(result: Result | None) -> None:
    """Draw the earlier text that the draft resembles most."""
    if result is None:
        return
    with st.container(border=True, key="card_like"):
        near = result.nearest
        if near is None:
            put(_card(_("Not sent before"), _("No earlier text is much like it.")))
            return
        sent = ngettext("a text sent to {n} person", "a text sent to {n} people", near["sent"])
        title = _("{share} the same as {earlier}", share=pct(near["similarity"]), earlier=sent)
        answered, old = near["answered"], near["mature"]
        sub = _("{k} of {n} had answered after 14 days.", k=num(answered), n=num(old)) if old else _("Too new to tell.")
        address = link("templates", id=near["template_id"])
        go = f'<a class="rp-link" href="{address}" target="_self">{esc(_("Open the text"))}</a>'
        put(_card(title, sub) + f'<div style="padding-top:6px">{go}</div>')


def _card(title: str, sub: str) -> str:
    return f'<div class="rp-ct">{esc(title)}</div><div class="rp-sub">{esc(sub)}</div>'


def length(result: Result | None, compared: Sequence[Comparison]) -> None:
    """Draw how first messages of each length were answered, with the draft's own length named."""
    one = next((one for one in compared if one.id == "length"), None)
    if one is None:
        return
    here = one.bands[band_of_length(len(result.text))].id if result else ""
    with st.container(border=True, key="card_length"):
        put(comparison(one, here))
