"""The review of a week as pages see it: its slides, live or as they were shown, and what may be changed."""

import sqlite3
from dataclasses import dataclass, replace

import streamlit as st

from data import reviews
from data.derive import newest_day
from data.reviews import Review
from data.scope import Scope
from metrics.review import agenda, promised
from metrics.review.sight import sight
from metrics.review.slide import Slide, Step, read, told
from metrics.review.weeks import newest_week, week_of
from pages.ui import filters, session

LIVE: tuple[Step, ...] = ("promises", "try", "end")
"""Slides that are made anew while the meeting goes on: people write on them."""


@dataclass(frozen=True)
class Meeting:
    """A week's review: `record` is None before it was opened."""

    week: str
    slides: tuple[Slide, ...]
    record: Review | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps there are slides for."""
        return tuple(slide.step for slide in self.slides)

    @property
    def running(self) -> bool:
        """Whether it was opened and not closed yet."""
        return self.record is not None and self.record.closed_at is None

    def slide(self, step: str) -> Slide:
        """Return the slide of a step; the first for one that isn't there."""
        return next((one for one in self.slides if one.step == step), self.slides[0])


def masked() -> Scope:
    """Return what a review may look at: every rep whom the viewer may see, no names of contacts, no texts."""
    return replace(session.widest(), masked=True, text="none", networks=None, since="", until="")


def weeks(count: int = 12) -> list[str]:
    """Return the Mondays of the newest weeks that a review can be held on, the newest first."""
    newest = filters.as_of()
    if not newest:
        return []
    known = {one.week for one in session.load(reviews.reviews)}
    first = newest_week(newest)
    recent = [week_of(filters.days_before(first, 7 * no), newest).since for no in range(count)]
    return sorted({*recent, *known}, reverse=True)


def chosen_week() -> str:
    """Return the week of the address, else the newest."""
    known = weeks()
    return session.kept("week", known[0], tuple(known)) if known else ""


def made(conn: sqlite3.Connection, scope: Scope, week: str) -> tuple[Slide, ...]:
    """Return the slides of a week as the data says them now."""
    return agenda.slides(conn, scope, week_of(week, newest_day(conn) or week))


def meeting(week: str) -> Meeting:
    """Return the review of a week: as it was shown if it was opened, else as the data says it now."""
    record = session.load(reviews.review, week)
    if record is None:
        return Meeting(week, session.load(made, masked(), week) if session.may("manager", "admin") else (), None)
    frozen: tuple[Slide, ...] = tuple(read(dict(one)) for one in record.shown)
    if record.closed_at or not session.may("manager", "admin"):
        return Meeting(week, frozen, record)
    now = {slide.step: slide for slide in session.load(made, masked(), week)}
    return Meeting(week, tuple(now.get(one.step, one) if one.step in LIVE else one for one in frozen), record)


def begin(week: str) -> None:
    """Open the review of a week: promises are settled, the slides frozen; an open one takes the newest figures."""
    session.change(_begin, masked(), week, session.viewer().email)


def _begin(conn: sqlite3.Connection, scope: Scope, week: str, who: str) -> None:
    newest = newest_day(conn) or week
    slides = made(conn, scope, week)
    reviews.open_review(conn, week, week_of(week, newest).as_of, [told(one) for one in slides], who)
    promised.settle(conn, sight(conn, scope, week_of(week, newest)), who)


def end(week: str) -> None:
    """Close the review of a week with its slides as they stand, promises and decisions included."""
    shown = meeting(week).slides
    session.change(_end, week, [told(one) for one in shown], session.viewer().email)


def _end(conn: sqlite3.Connection, week: str, shown: list[dict], who: str) -> None:
    record = reviews.review(conn, week)
    if record and not record.closed_at:
        reviews.open_review(conn, week, record.as_of, shown, who)
        reviews.close(conn, week)


def present(step: str = "") -> None:
    """Show the meeting to the room."""
    st.query_params["present"] = "1"
    if step:
        st.query_params["step"] = step
