"""The chart of two axes for texts: how alike the copies are, and how many of them stay unanswered."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pages.ui.tokens import colours

PASTED, IGNORED = 0.5, 0.87
"""Where the four fields meet: half of the words the same; 87 % unanswered, LinkedIn's limit for bulk senders."""
NEAR = (0.3, 0.07)
"""Shares of the width and the height within which two names would lie on each other."""
NAMED = 6
"""Names at most: the dots of most people."""


def alike(frame: pd.DataFrame, fields: Sequence[str], axes: tuple[str, str], height: int = 380) -> alt.LayerChart:
    """Return a scatter of texts over four named fields.

    Args:
        frame: columns words, alike and silent (0..1), n (people: the size), kind (stop, watch, ok, early), said.
        fields: words of the four fields: top left, top right, bottom left, bottom right.
        axes: titles of x and y.
        height: pixels.
    """
    c = colours()
    floor = min(0.4, float(frame["silent"].min()) // 0.2 * 0.2) if len(frame) else 0.4
    wide = alt.Scale(domain=[-0.03, 1.03], nice=False)
    x = alt.X("alike:Q", scale=wide, axis=_axis(axes[0], [0, 0.25, 0.5, 0.75, 1]))
    low, high = floor - 0.06, 1.06
    ticks = [round(floor + 0.2 * no, 1) for no in range(round((1 - floor) / 0.2) + 1)]
    tall = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("silent:Q", scale=tall, axis=_axis(axes[1], ticks))
    kinds = {"stop": c["stop"], "watch": c["watch"], "ok": c["good"], "early": c["none"], "talk": c["none"]}
    tone = alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=list(kinds.values())))
    size = alt.Size("n:Q", scale=alt.Scale(domain=[0, max(float(frame["n"].max() or 1), 1.0)], range=[60, 620]))
    tips = [alt.Tooltip("words:N", title=" "), alt.Tooltip("said:N", title=" ")]
    dots = alt.Chart(frame).mark_circle(opacity=0.9, stroke=c["ground"], strokeWidth=1)
    named = frame[_free(frame, high - low)]
    names = [
        alt.Chart(part).mark_text(align=align, dx=dx, fontSize=12.5, fontWeight=500).encode(x=x, y=y, text="words:N")
        for part, align, dx in ((named[named.alike <= 0.5], "left", 17), (named[named.alike > 0.5], "right", -17))
    ]
    marks = dots.encode(x=x, y=y, color=tone, size=size, tooltip=tips)
    return alt.layer(*_limits(wide, tall, c), *_corners(fields, wide, tall, c), marks, *names).properties(height=height)


def _axis(title: str, values: Sequence[float]) -> alt.Axis:
    return alt.Axis(title=title, format=".0%", values=list(values), grid=False, domain=True)


def _free(frame: pd.DataFrame, height: float) -> list[bool]:
    """Tell which dots get a name: those of most people first, unless the name would lie on one that stands."""
    taken: list[tuple[float, float]] = []
    chosen = set()
    for no in frame["n"].sort_values(ascending=False, kind="stable").index:
        at = (float(frame.at[no, "alike"]), float(frame.at[no, "silent"]))
        if all(abs(at[0] - x) > NEAR[0] or abs(at[1] - y) > NEAR[1] * height for x, y in taken):
            taken.append(at)
            chosen.add(no)
        if len(chosen) == NAMED:
            break
    return [no in chosen for no in frame.index]


def _limits(x: alt.Scale, y: alt.Scale, c: dict[str, str]) -> list[alt.Chart]:
    across = alt.Chart(pd.DataFrame({"v": [IGNORED]})).mark_rule(strokeDash=[4, 3], color=c["soft"])
    down = alt.Chart(pd.DataFrame({"v": [PASTED]})).mark_rule(strokeDash=[3, 3], color=c["line"])
    return [across.encode(y=alt.Y("v:Q", scale=y)), down.encode(x=alt.X("v:Q", scale=x))]


def _corners(fields: Sequence[str], x: alt.Scale, y: alt.Scale, c: dict[str, str]) -> list[alt.Chart]:
    low, high = y.domain
    pad = (high - low) * 0.03
    places = [(-0.02, high - pad), (1.02, high - pad), (-0.02, low + pad), (1.02, low + pad)]
    rows = [(*place, text) for place, text in zip(places, fields, strict=True)]
    frame = pd.DataFrame(rows, columns=["x", "y", "text"])
    sides = ((frame.x < 0, "left"), (frame.x > 0, "right"))
    return [
        alt.Chart(frame[side])
        .mark_text(align=align, color=c["soft"], fontSize=12)
        .encode(x=alt.X("x:Q", scale=x), y=alt.Y("y:Q", scale=y), text="text:N")
        for side, align in sides
    ]
