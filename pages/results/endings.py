"""The chart of how deals end: by which day which share is won and lost, those still open counted."""

import altair as alt
import pandas as pd

from metrics.results.model import Cycle
from pages.ui import charts
from pages.ui.tokens import colours
from pages.ui.words import _, num, pct, say

HEIGHT = 300


def ready(cycle: Cycle) -> charts.Ready:
    """Return the chart with its title; only the title where there is too little to draw."""
    title, sub = say(cycle.title), say(cycle.sub)
    if not cycle.won or not cycle.until:
        return charts.Ready(charts.chart_title(title, sub))
    said = _("Of {n} deals: by day {day} {won} won and {lost} lost.")
    told = said.format(
        n=num(cycle.n),
        day=num(cycle.until),
        won=pct(cycle.won[-1][1]),
        lost=pct(cycle.lost[-1][1] if cycle.lost else 0),
    )
    return charts.ready(chart(cycle), title, sub, said=told)


def chart(cycle: Cycle) -> alt.LayerChart:
    """Return two curves with their ranges, named at their ends."""
    c = colours()
    curves = (("won", cycle.won, c["good"]), ("lost", cycle.lost, c["soft"]))
    tall = max(high for _name, points, _c in curves for *_point, high in points)
    top = min(1.0, (int(tall * 10) + 1) / 10)
    layers = [layer for curve in curves if curve[1] for layer in _curve(*curve, cycle.until, top)]
    return alt.layer(*layers).properties(height=HEIGHT)


def _curve(
    name: str, points: tuple[tuple[float, float, float, float], ...], colour: str, until: float, top: float
) -> list[alt.Chart]:
    rows = [(round(day), round(share, 3), round(low, 3), round(high, 3)) for day, share, low, high in points]
    frame = pd.DataFrame(rows, columns=["day", "share", "low", "high"])
    axis = alt.Axis(title=_("days since the deal was created"), tickCount=6)
    x = alt.X("day:Q", scale=alt.Scale(domain=[0, until * 1.16], nice=False), axis=axis)
    scale = alt.Scale(domain=[0, top])
    percent = alt.Axis(title=_("share of deals"), format=".0%", tickCount=5)
    y = alt.Y("share:Q", scale=scale, axis=percent)
    words = {"won": _("won {share}"), "lost": _("lost {share}")}[name]
    last = frame[["day", "share"]].tail(1).assign(said=[words.format(share=pct(rows[-1][1]))])
    band, line, step = alt.Chart(frame[["day", "low", "high"]]), alt.Chart(frame[["day", "share"]]), "step-after"
    low = alt.Y("low:Q", scale=scale, axis=percent)
    return [
        band.mark_area(color=colour, opacity=0.18, interpolate=step).encode(x=x, y=low, y2="high:Q"),
        line.mark_line(color=colour, interpolate=step).encode(x=x, y=y),
        alt.Chart(last).mark_text(align="left", dx=6, fontWeight=600, fontSize=13).encode(x=x, y=y, text="said:N"),
    ]
