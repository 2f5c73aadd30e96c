"""What an export leaves open, asked once: whose it is, who of the names is the rep, the order of dates, the zone."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import available_timezones

import streamlit as st

from connectors.asking import OPEN
from connectors.sources import CONNECTORS
from data import people
from data.words import N_
from pages.ui import previews, session
from pages.ui.markup import esc, put
from pages.ui.words import _, day, ngettext, num

ELSE = "?"
"""The answer "somebody new" to the question whose export it is."""
WALLS = {connector.id: connector.wall for connector in CONNECTORS}
ASKED = {
    "self": N_("Which of these names is the rep?"),
    "date-order": N_("Which day is {example}?"),
    "zone": N_("Which time zone did the clock of this export show?"),
    "own-channel": N_("Is this channel the rep’s own?"),
}
SETTLED = {
    "self": N_("The rep is {value}"),
    "date-order": N_("order of dates: {value}"),
    "zone": N_("time zone: {value}"),
    "own-channel": N_("own channel: {value}"),
}
BY = {
    "file": N_("the file proves it"),
    "person": N_("as you said"),
    "remembered": N_("as answered before"),
    "proposal": N_("not confirmed"),
    "nobody": N_("open"),
}
Question = Mapping[str, Any]


class Answers(NamedTuple):
    """What a person says about one dropped file."""

    rep: str
    answers: dict[str, str]
    for_all: bool = False  # also for the other files of the same kind that wait


def together(reports: Sequence[previews.Report]) -> list[Question]:
    """Return the questions of all exports in a file, each once, with the choices of all; what is open comes first."""
    found: dict[str, dict[str, Any]] = {}
    for report in reports:
        for one in report.get("questions", ()):
            known = found.setdefault(one["id"], {**one, "choices": [], "connector": report["connector"]})
            if known["answered_by"] not in OPEN and one["answered_by"] in OPEN:
                known |= {key: one[key] for key in ("answered_by", "answer", "proposal", "example")}
            known["choices"] = _united(known["choices"], one["choices"])
    return sorted(found.values(), key=lambda one: one["answered_by"] not in OPEN)


def _united(first: Sequence[Question], second: Sequence[Question]) -> list[Question]:
    counts: dict[tuple[str, str], int] = {}
    for one in (*first, *second):
        counts[one["value"], one["label"]] = counts.get((one["value"], one["label"]), 0) + one["count"]
    return [{"value": value, "label": label, "count": count} for (value, label), count in counts.items()]


def is_open(reports: Sequence[previews.Report]) -> bool:
    """Tell whether somebody has to answer before these exports can be imported."""
    return asks_whose(reports) or any(one["answered_by"] in OPEN for one in together(reports))


def asks_whose(reports: Sequence[previews.Report]) -> bool:
    """Tell whether only a person can say whose export it is."""
    return any(report["stopped"] and report["stopped"]["code"] in previews.ASKS for report in reports)


def form(key: str, reports: Sequence[previews.Report], rep: str, others: int) -> Answers | None:
    """Draw every open question of a file and one button; return the answers when it is pressed.

    `others` counts further files with open questions of the same kind: one answer can do for all. A question
    without a proposal stays empty until somebody chooses: nothing is guessed.
    """
    questions = [one for one in together(reports) if one["answered_by"] != "file"]
    said: dict[str, str | None] = {}
    with st.form(f"ask_{key}", border=False):
        whose = _whose(key) if asks_whose(reports) else rep
        for one in questions:
            said[one["id"]] = choose(key, one)
        for_all = bool(others) and st.checkbox(
            ngettext("The same for {n} other file", "The same for {n} other files", others), key=f"all_{key}"
        )
        pressed = st.form_submit_button(_("That is right"), type="primary", icon=":material/check:")
    if not pressed:
        return None
    if (whose == "" and asks_whose(reports)) or not all(said.values()):
        put(f'<div class="rp-meta" role="alert">{esc(_("Please answer every question; nothing is guessed."))}</div>')
        return None
    return Answers(whose, {question: value for question, value in said.items() if value}, for_all)


def _whose(key: str) -> str:
    viewer = session.viewer()
    names = {rep.id: rep.name for rep in session.read(people.reps)}
    options = [viewer.rep_id] if viewer.role == "rep" else [*names, ELSE]
    chosen = st.selectbox(
        _("Whose export is this?"),
        options,
        index=0 if len(options) == 1 and options != [ELSE] else None,
        format_func=lambda rep: names.get(rep, _("somebody new")),
        placeholder=_("Choose"),
        key=f"whose_{key}",
        width=420,
    )
    if viewer.role == "rep":
        return chosen or ""
    new = st.text_input(_("Somebody new: the name"), key=f"new_{key}", max_chars=120, width=420).strip()
    return new or (chosen if chosen != ELSE else "") or ""


def as_question(row: Mapping[str, Any]) -> Question:
    """Return a stored question as reports tell questions (see `data.questions.listed`)."""
    choices = [{"value": value, "label": label, "count": count} for value, label, count in row["choices"]]
    known = {key: row[key] for key in ("connector", "example", "proposal", "answered_by")}
    return {"id": row["question"], "choices": choices, "answer": row["value"], **known}


def choose(key: str, one: Question) -> str | None:
    """Draw one question as a list to choose from."""
    options = [choice["value"] for choice in one["choices"]] or sorted(available_timezones())
    proposed = one["answer"] or one["proposal"] or (session.team().time_zone if one["id"] == "zone" else "")
    return st.selectbox(
        _(ASKED.get(one["id"], one["id"]), example=one["example"]),
        options,
        index=options.index(proposed) if proposed in options else None,
        format_func=lambda value: label(one, value),
        placeholder=_("Choose"),
        key=f"q_{key}_{one['id']}",
        width=420,
        help=_("For example {example}.", example=one["example"]) if one["id"] == "zone" and one["example"] else None,
    )


def label(one: Question, value: str) -> str:
    """Return a choice in words; an order of dates as the day that it makes of the example."""
    if one["id"] == "date-order" and one["example"]:
        wall = WALLS.get(one["connector"], lambda *_: None)(one["example"], value)
        if wall:
            return day(wall.date().isoformat(), year=True)
    choice = next((choice for choice in one["choices"] if choice["value"] == value), None)
    words = _(choice["label"]) if choice and one["id"] != "self" else choice["label"] if choice else value
    return f"{words} ({num(choice['count'])})" if choice and choice["count"] else words


def told(reports: Sequence[previews.Report]) -> str:
    """Say in one line how the questions of a file are answered; "" when it asks nothing."""
    return "; ".join(f"{settled(one)} ({_(BY[one['answered_by']])})" for one in together(reports) if one["answer"])


def settled(one: Question) -> str:
    """Say one answer in words."""
    return _(SETTLED.get(one["id"], one["id"]), value=_plain(one))


def _plain(one: Question) -> str:
    if one["id"] == "date-order" and one["example"]:
        return _("{example} is {day}", example=one["example"], day=label(one, one["answer"]))
    choice = next((choice for choice in one["choices"] if choice["value"] == one["answer"]), None)
    return one["answer"] if choice is None or one["id"] == "zone" else str(_(choice["label"]))
