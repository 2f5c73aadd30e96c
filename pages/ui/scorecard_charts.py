"""Charts of the Scorecard: the habit of helping, one figure over time, who answers what."""

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
import streamlit as st

from metrics.metric import Measurement
from metrics.models import Habit, Kinds, Trend
from pages.ui import charts
from pages.ui.marks import rate_text
from pages.ui.markup import esc
from pages.ui.words import WEEKDAYS, _, day, k_of_n, language, ngettext, pct, say

HEIGHT, NARROWEST = 236, 400
"""Pixels: of a chart, and of a card with one."""
TONES = {"stop": "stop", "watch": "watch", "met": "good", "plain": "rest", "grey": "thin"}
"""Tone of a model -> tone of `charts.intervals`."""


class Blocks(NamedTuple):
    """The three charts made ready to draw."""

    habit: charts.Ready
    trend: charts.Ready
    kinds: charts.Ready


def blocks(habit: Habit, trend: Trend | None, kinds: Kinds) -> Blocks:
    """Return the charts."""
    return Blocks(_habit(habit), _trend(trend), _kinds(kinds))


def draw(made: Blocks) -> None:
    """Draw the three charts side by side."""
    with st.grid(3, min_column_width=NARROWEST, gap="small"):
        for name, chart in made._asdict().items():
            with st.container(border=True, key=f"card_{name}", height="stretch"):
                charts.draw(chart, name)


def _sub(text: str) -> str:
    return f'<div class="rp-sub">{esc(text)}</div>'


def _habit(habit: Habit) -> charts.Ready:
    sub, title = _("people helped a day; one square a working day; a number where the goal was met"), say(habit.title)
    if not habit.days:
        return charts.Ready(charts.chart_title(title, sub))
    run = ngettext("{n} working day in a row now", "{n} working days in a row now", habit.streak)
    longest = ngettext("the longest run was {n} day", "the longest run was {n} days", habit.best_streak)
    below = _sub(f"{say(habit.note)} {run}, {longest}." if habit.best_streak else say(habit.note))
    chart = charts.habit(_calendar(habit), habit.goal, _("people helped"), HEIGHT)
    return charts.ready(chart, title, sub, below=below)


def _calendar(habit: Habit) -> pd.DataFrame:
    rows = []
    for text, count in sorted(habit.days, key=lambda pair: (date.fromisoformat(pair[0]).weekday(), pair[0])):
        on = date.fromisoformat(text)
        monday = (on - timedelta(days=on.weekday())).isoformat()
        rows.append((f"{monday}|{_short(monday)}", _(WEEKDAYS[on.weekday()]), count, day(text)))
    return pd.DataFrame(rows, columns=["week", "day", "n", "date"])


def _short(text: str) -> str:
    """Return a day that fits under a column of squares: Russian months are long words."""
    return f"{text[8:10]}.{text[5:7]}" if language() == "ru" else day(text)


def _trend(trend: Trend | None) -> charts.Ready:
    if trend is None:
        below = _sub(_("From ten cases on, the figure furthest from its target is drawn week by week."))
        return charts.Ready(charts.chart_title(_("Nothing to draw over time yet")), below=below)
    points = [(pd.Timestamp(point.start), point.value.value) for point in trend.figure.series]
    frame = pd.DataFrame(points, columns=["week", "v"]).astype({"v": float})
    band = pd.DataFrame(list(trend.band), columns=["week", "low", "high"])
    band["week"] = pd.to_datetime(band["week"])
    words, sub = _("middle half of the team"), _("by week, four weeks taken together")
    chart = charts.trend(frame, band, top=trend.figure.scale or 1.0, band_words=words, height=HEIGHT)
    return charts.ready(chart, say(trend.title), sub, below=_sub(say(trend.note)))


def _kinds(kinds: Kinds) -> charts.Ready:
    sub, below = _("share answered within 14 days, by what the first message does"), _sub(say(kinds.note))
    shown = [(name, value, tone) for name, value, tone in kinds.bars if value.n]
    if not shown:
        return charts.Ready(charts.chart_title(say(kinds.title), sub), below=below)
    frame = pd.DataFrame(
        [_bar(_(name), value, TONES[tone]) for name, value, tone in shown],
        columns=["name", "v", "low", "high", "said", "tone"],
    )
    top = max([0.4, *(value.high or 0.0 for _name, value, _tone in shown)]) + 0.5  # room for the words at the mark
    said = "; ".join(f"{_(name)}: {' '.join(rate_text(value.k, value.n))}" for name, value, _tone in shown)
    chart = charts.intervals(frame, top, _("answered"))
    return charts.ready(chart, say(kinds.title), sub, said=said, below=below)


def _bar(name: str, value: Measurement, tone: str) -> tuple:
    """Return a row of the chart; too few cases have a name and no mark."""
    counted = k_of_n(value.k or 0, value.n or 0)
    if value.too_few or value.value is None:
        return f"{name}: {counted}", None, None, None, "", tone
    return name, value.value, value.low, value.high, f"{pct(value.value)} · {counted}", tone
