"""A review as a document: the slides' answers, figures and promises, in the formats of every report."""

from functools import partial

import streamlit as st

from metrics.documents import write
from metrics.documents.document import Cell, Document, Number, Table
from metrics.metric import Measurement
from metrics.review.slide import STEPS, Row, Slide
from pages.review import slides
from pages.review.meeting import Meeting
from pages.ui import session
from pages.ui.words import _, day, days, k_of_n, language, num, pct, pct_range, say

FORMATS = {
    "html": ("HTML", "text/html"),
    "pdf": ("PDF", "application/pdf"),
    "md": ("Markdown", "text/markdown"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def buttons(shown: Meeting) -> None:
    """Offer the review in every format; the file is written when it is asked for."""
    for form, (label, mime) in FORMATS.items():
        st.download_button(
            label,
            partial(write, document(shown), form),
            file_name=f"review-{shown.week}.{form}",
            mime=mime,
            key=f"review_{form}",
            icon=":material/download:",
            on_click="ignore",
        )


def document(shown: Meeting) -> Document:
    """Return a review as a document in the reader's language."""
    since = shown.week
    until = shown.record.as_of if shown.record else since
    lines = [say(slide.title) for slide in shown.slides if slide.step not in ("end",)]
    if shown.record and shown.record.led_by:
        lines.insert(0, _("Led by {name}", name=shown.record.led_by))
    tables = [table for slide in shown.slides for table in _tables(slide)]
    said = [(_(STEPS[slide.step]), " ".join(say(one) for one in slide.notes)) for slide in shown.slides if slide.notes]
    name = session.team().company or session.team().name or "Rapport"
    title = _("{team}: review of the week {days}", team=name, days=days(since, until))
    return Document(title, [_("data until {day}", day=day(until)), *lines], tables, said, language(), _("Notes"))


def _tables(slide: Slide) -> list[Table]:
    name = _(STEPS[slide.step])
    found = []
    if slide.rows:
        heads = [_("Figure"), _("Now"), _("Range"), _("Cases"), _("Before"), _("What is said")]
        found.append(Table(name, heads, [_row(row) for row in slide.rows]))
    if slide.lines:
        rows = [[slides.words_of(line), say(line.sub) if line.sub else "", _tag(line.tag)] for line in slide.lines]
        found.append(Table(name, [_("What"), _("More"), _("State")], rows))
    return found


def _tag(tag: str) -> str:
    return _(slides.STATES[tag][2]) if tag in slides.STATES else ""


def _row(row: Row) -> list[Cell]:
    now = row.now
    cases = k_of_n(now.k, now.n) if now.n and now.k is not None else ""
    before = _value(row.before) if row.before else ""
    return [_(row.title), _value(now), _range(now), cases, before, say(row.said)]


def _value(one: Measurement) -> Cell:
    if one.value is None or one.too_few:
        return "–"
    text = pct(one.value) if one.unit == "rate" else num(one.value, 0 if one.value == round(one.value) else 1)
    return Number(text, one.value, one.unit)


def _range(one: Measurement) -> str:
    if one.low is None or one.high is None:
        return ""
    return pct_range(one.low, one.high) if one.unit == "rate" else f"{num(one.low)}–{num(one.high)}"
