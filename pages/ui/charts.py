"""Charts: our own theme and the few kinds there are. Names stand beside the marks, so there are no legends."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from metrics.habit import WEEKS
from pages.ui import pictures, session
from pages.ui.markup import esc, put
from pages.ui.tokens import HEAT, KINDS, colours, theme
from pages.ui.words import _, num

schemapi.disable_debug_mode()  # a chart is checked whole when it is drawn; checking each part takes as long again
alt.theme.enable("none")  # the look is `config`, and nothing beside it
FONT = "Inter, system-ui, sans-serif"


def chart_title(heading: str, sub: str = "") -> str:
    """Return a chart's title as text: it wraps, and a screen reader finds it."""
    under = f'<div class="rp-sub" style="padding-bottom:6px">{esc(sub)}</div>' if sub else ""
    return f'<div class="rp-ct" role="heading" aria-level="4">{esc(heading)}</div>{under}'


class Ready(NamedTuple):
    """What is drawn under a title: a chart with its words for those who can't see it, or only text; then a note.

    heading, sub: the title as plain words, for a picture of the chart.
    """

    title: str
    spec: dict[str, Any] | None = None
    said: str = ""
    below: str = ""
    heading: str = ""
    sub: str = ""


def ready(chart: alt.LayerChart, heading: str, sub: str = "", *, said: str = "", below: str = "") -> Ready:
    """Return a chart with its title; all texts are plain but `below`, which is HTML."""
    return Ready(chart_title(heading, sub), _spec(chart.configure(**config())), said or heading, below, heading, sub)


def draw(made: Ready, key: str) -> None:
    """Draw what is ready."""
    put(made.title)
    if made.spec:
        st.vega_lite_chart(made.spec, theme=None, key=key, alt=made.said, width="stretch")
    if made.below:
        put(made.below)
    if made.spec:
        pictures.buttons(made.spec, made.heading, made.sub, key)


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    """Return a chart whose layers hold their rows themselves: nothing is left to convert when it is drawn."""
    spec = chart.to_dict()
    rows, common = spec.pop("datasets"), spec.pop("data", None)
    for layer in spec["layer"]:
        layer["data"] = {"values": rows[layer.get("data", common)["name"]]}
    return spec


def config() -> dict[str, Any]:
    """Return the look of all charts in the reader's theme."""
    c = colours()
    axis = {
        "labelColor": c["soft"],
        "titleColor": c["soft"],
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "domainColor": c["line"],
        "tickColor": c["line"],
        "gridColor": c["grid"],
        "gridWidth": 1,
        "labelPadding": 6,
        "titlePadding": 10,
        "domain": False,
        "ticks": False,
    }
    return {
        "background": "transparent",
        "font": FONT,
        "padding": {"left": 10, "right": 8, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "domain": True},
        "axisY": {"grid": True},
        "text": {"color": c["ink"], "font": FONT, "fontSize": 12.5},
        "rule": {"color": c["line"]},
        "point": {"filled": True, "size": 90},
        "line": {"strokeWidth": 2},
        "legend": {"disable": True},
        "range": {"category": KINDS[theme()]},
        "locale": locale(),
    }


def locale() -> dict[str, Any]:
    """Return the chart library's names of months and its decimal mark, in the reader's language."""
    if session.language() == "en":
        return {}
    months = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ]
    short = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
    names = ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"]
    time = {
        "dateTime": "%x, %X",
        "date": "%d.%m.%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": names,
        "shortDays": ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
        "months": months,
        "shortMonths": short,
    }
    number = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0₽"], "percent": "\u00a0%"}
    return {"time": time, "number": number}


def quadrant(frame: pd.DataFrame, fields: Sequence[str], axes: tuple[str, str], height: int = 430) -> alt.LayerChart:
    """Return a scatter of reps over four named fields.

    Args:
        frame: columns rep, x, y (0..100 places), n (sets the size), said (for the tooltip), tone (focus, rest, early).
        fields: words of the four fields: top left, top right, bottom left, bottom right.
        axes: titles of x and y, with the direction.
        height: pixels.
    """
    c = colours()
    place = alt.Scale(domain=[-6, 106], nice=False)  # room for the dots and for the words in the corners
    x = alt.X("x:Q", scale=place, axis=alt.Axis(title=axes[0], labels=False, domain=True))
    y = alt.Y("y:Q", scale=place, axis=alt.Axis(title=axes[1], labels=False, grid=False, domain=True))
    tone = alt.Color(
        "tone:N", scale=alt.Scale(domain=["focus", "rest", "early"], range=[c["watch"], c["accent"], c["none"]])
    )
    most = max(float(frame["n"].max() or 1), 1.0) if len(frame) else 1.0
    dot_size = alt.Size("n:Q", scale=alt.Scale(domain=[0, most], range=[60, 560]))
    tips = [alt.Tooltip("rep:N", title=_("Rep")), alt.Tooltip("said:N", title=" ")]
    dots = alt.Chart(frame).mark_circle(opacity=1).encode(x=x, y=y, color=tone, size=dot_size, tooltip=tips)
    places = frame[["rep", "x", "y"]]
    names = [
        alt.Chart(part).mark_text(align=align, dx=dx, fontSize=13, fontWeight=500).encode(x=x, y=y, text="rep:N")
        for part, align, dx in ((places[frame.x <= 80], "left", 17), (places[frame.x > 80], "right", -17))
    ]
    return alt.layer(*_cross(c), *_corners(fields, c), dots, *names).properties(height=height)


def _cross(c: dict[str, str]) -> list[alt.Chart]:
    half = alt.Chart(pd.DataFrame({"v": [50]})).mark_rule(strokeDash=[3, 3], color=c["line"])
    return [half.encode(x="v:Q"), half.encode(y="v:Q")]


def _corners(fields: Sequence[str], c: dict[str, str]) -> list[alt.Chart]:
    places = [(-5, 104, "left"), (105, 104, "right"), (-5, -4, "left"), (105, -4, "right")]
    frame = pd.DataFrame(
        [(*place, text) for place, text in zip(places, fields, strict=True)], columns=["x", "y", "align", "text"]
    )
    return [
        alt.Chart(frame[frame["align"] == side])
        .mark_text(align=side, color=c["soft"], fontSize=12)
        .encode(x="x:Q", y="y:Q", text="text:N")
        for side in ("left", "right")
    ]


def intervals(frame: pd.DataFrame, top: float, axis_title: str = "", target: float | None = None) -> alt.LayerChart:
    """Return rows of dots with their ranges, the share written at the mark.

    frame: columns name, v, low, high, said, tone (focus, rest, thin, good, watch, stop); a row a line, in its order.
    """
    c = colours()
    y = alt.Y(
        "name:N",
        sort=None,
        axis=alt.Axis(title=None, labelFontSize=13, labelColor=c["ink"], labelLimit=260, grid=False),
    )

    def x(field: str) -> alt.X:
        axis = alt.Axis(title=axis_title or None, format=".0%", tickCount=4, grid=True, labelOverlap="greedy")
        return alt.X(field, scale=alt.Scale(domain=[0, top]), axis=axis)

    tones = {
        "focus": c["accent"],
        "rest": c["soft"],
        "thin": c["none"],
        "good": c["good"],
        "watch": c["watch"],
        "stop": c["stop"],
    }
    tone = alt.Color("tone:N", scale=alt.Scale(domain=list(tones), range=list(tones.values())))
    base = alt.Chart(frame)
    layers = [
        base.mark_rule(strokeWidth=6, opacity=0.28, strokeCap="round").encode(
            y=y, x=x("low:Q"), x2="high:Q", color=tone
        ),
        base.mark_point(size=110, opacity=1).encode(y=y, x=x("v:Q"), color=tone),
        base.mark_text(align="left", dx=10, fontSize=13).encode(y=y, x=x("high:Q"), text="said:N"),
    ]
    if target is not None:
        goal = alt.Chart(pd.DataFrame({"v": [target]})).mark_rule(strokeDash=[4, 3], color=c["ink"])
        layers.insert(0, goal.encode(x=x("v:Q")))
    return alt.layer(*layers).properties(height=52 + 44 * len(frame))


def habit(frame: pd.DataFrame, goal: int, what: str, height: int = 170) -> alt.LayerChart:
    """Return weeks × weekdays in five steps of one hue; the goal met is the darkest and has its number.

    frame: columns week ("2026-08-24|24 Aug": order and label), day (weekday's short name, Monday first), n, date.
    """
    c, weeks = colours(), sorted(frame["week"].unique())
    label = alt.Axis(
        title=None,
        labelAngle=0,
        domain=False,
        labelExpr="split(datum.label, '|')[1]",
        values=weeks[::2],
        labelFontSize=11.5,
    )
    room = [*weeks, *(f"~{no}|" for no in range(len(weeks), WEEKS))]  # few weeks stay squares
    x = alt.X("week:O", axis=label, sort=None, scale=alt.Scale(domain=room))
    y = alt.Y("day:O", sort=None, axis=alt.Axis(title=None, domain=False, grid=False, labelFontSize=12))
    low, mid = max(2, goal // 3), max(3, goal * 2 // 3)
    scale = alt.Scale(type="threshold", domain=[1, low, mid, goal], range=HEAT[theme()])
    tips = [alt.Tooltip("date:N", title=" "), alt.Tooltip("n:Q", title=what)]
    cells = alt.Chart(frame).mark_rect(cornerRadius=3, stroke=c["ground"], strokeWidth=3)
    met = alt.Chart(frame[frame["n"] >= goal]).mark_text(fontSize=10.5, fontWeight=600, color=c["ground"])
    shade = cells.encode(x=x, y=y, color=alt.Color("n:Q", scale=scale), tooltip=tips)
    return alt.layer(shade, met.encode(x=x, y=y, text="n:Q")).properties(height=height)


def trend(
    frame: pd.DataFrame,
    band: pd.DataFrame | None = None,
    *,
    top: float | None = None,
    band_words: str = "",
    height: int = 210,
) -> alt.LayerChart:
    """Return a rate over weeks: own line in front, the team's middle half as a band behind.

    frame: columns week (date), v (0..1 or NaN); band: week, low, high.
    """
    c = colours()
    x = alt.X("week:T", axis=alt.Axis(title=None, format="%-d %b", tickCount=5, domain=True))

    def y(field: str) -> alt.Y:
        scale = alt.Scale(domain=[0, top]) if top else alt.Scale(zero=True)
        return alt.Y(field, scale=scale, axis=alt.Axis(title=None, format=".0%", tickCount=4))

    layers = [] if band is None or band.empty else _band(band, band_words, x, y)
    own = alt.Chart(frame)
    last = frame.dropna(subset=["v"]).tail(1).assign(said=lambda f: [f"{num(v * 100)} %" for v in f["v"]])
    layers += [
        own.mark_line(color=c["accent"], strokeJoin="round").encode(x=x, y=y("v:Q")),
        alt.Chart(last).mark_point(size=90, color=c["accent"], opacity=1).encode(x=x, y=y("v:Q")),
        *_named(last, _beside(frame), x, y("v:Q")),
    ]
    return alt.layer(*layers).properties(height=height)


def _beside(frame: pd.DataFrame) -> int:
    """Return how far under (or over: below 0) its dot the newest value stands, so that the line does not cross it."""
    known = list(frame["v"].dropna())
    falls = len(known) > 1 and known[-1] < known[-2]
    return 21 if falls and known[-1] > max(known) / 5 else -15


def _named(last: pd.DataFrame, dy: int, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return a value beside its dot, on a strip of the card's colour."""
    text = {"align": "right", "dy": dy, "fontSize": 14, "fontWeight": 600}
    strip = alt.Chart(last).mark_text(stroke=colours()["card"], strokeWidth=5, strokeJoin="round", **text)
    return [chart.encode(x=x, y=y, text="said:N") for chart in (strip, alt.Chart(last).mark_text(**text))]


def _band(band: pd.DataFrame, words: str, x: alt.X, y: Any) -> list[alt.Chart]:
    c = colours()
    area = alt.Chart(band).mark_area(color=c["none"], opacity=0.25).encode(x=x, y=y("low:Q"), y2="high:Q")
    name = alt.Chart(band.tail(1).assign(said=words)).mark_text(align="right", dy=-9, color=c["soft"])
    return [area, name.encode(x=x, y=y("high:Q"), text="said:N")] if words else [area]
