"""Small marks of figures as HTML: interval bar, sparkline, pill, table cell; their look stands in style.css."""

from collections.abc import Sequence

from data.words import N_
from metrics.metric import THIN, TOO_FEW
from pages.ui.markup import drawn, esc, icon
from pages.ui.words import _, k_of_n, num, pct, pct_range

NOTHING = "–"
VERDICTS = {
    "stop": ("stop", "block", N_("Stop and fix first")),
    "watch": ("watch", "visibility", N_("Watch")),
    "ok": ("good", "check_circle", N_("OK")),
    "early": ("none", "hourglass_empty", N_("Too early to say")),
    "no_data": ("none", "cloud_off", N_("No data")),
    "note": ("none", "info", N_("Note")),
}
"""Verdict, or severity of a finding -> tone, icon, word."""


def pill(tone: str, symbol: str, text: str) -> str:
    """Return icon and word on a tinted ground; tone is stop, watch, good, none or blue."""
    return f'<span class="rp-pill rp-{esc(tone)}">{icon(symbol)}{esc(text)}</span>'


def verdict(kind: str, text: str = "") -> str:
    """Return the pill of a verdict: stop, watch, ok, early or no_data."""
    tone, symbol, word = VERDICTS[kind]
    return pill(tone, symbol, text or _(word))


def rate_text(k: int | None, n: int | None) -> tuple[str, str]:
    """Return a share and what stands beside it: "24 %" and "55 of 244"; "2 of 7" when too few; a dash for none."""
    if not n or k is None:
        return NOTHING, ""
    if n < TOO_FEW:
        return k_of_n(k, n), _("too few for a share")
    return pct(k / n), k_of_n(k, n)


def interval(
    k: int,
    n: int,
    low: float,
    high: float,
    *,
    top: float = 1.0,
    tone: str = "",
    middle: tuple[float, float] | None = None,
    target: float | None = None,
) -> str:
    """Return the range as a band and the share as a dot, on a fixed scale 0..top.

    Grey below 30 cases, nothing below 10. `middle` is the team's middle half, `target` a tick.
    """
    if n < TOO_FEW:
        return '<div class="rp-iv"></div>'

    def at(value: float) -> str:
        return f"{max(0.0, min(value / top, 1.0)) * 100:.1f}%"

    tone = "grey" if n < THIN else tone
    block = f'<i class="mid" style="--a:{at(middle[0])};--b:{at(middle[1])}"></i>' if middle else ""
    tick = f'<i class="mark" style="--t:{at(target)}"></i>' if target is not None else ""
    words = _("{value}, 95 % range {range}, of {n}", value=pct(k / n), range=pct_range(low, high), n=num(n))
    return (
        f'<div class="rp-iv {esc(tone)}" role="img" title="{esc(words)}">{block}'
        f'<i class="band" style="--lo:{at(low)};--hi:{at(high)}"></i>{tick}'
        f'<i class="dot" style="--v:{at(k / n)}"></i></div>'
    )


def sparkline(values: Sequence[float | None], label: str, *, small: bool = False, tone: str = "") -> str:
    """Return a line of weekly values; None breaks it (no data is not zero); the newest value has a dot."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return '<span class="rp-spark small"></span>' if small else '<span class="rp-spark"></span>'
    low, spread, step = min(known), (max(known) - min(known)) or 1, 100 / (len(values) - 1)
    points = [None if value is None else (i * step, 92 - 84 * (value - low) / spread) for i, value in enumerate(values)]
    fill = "" if small or None in values else f'<i class="fill" style="--f:{drawn(_area(points), filled=True)}"></i>'
    dot = f'<b style="--y:{points[-1][1]:.0f}%"></b>' if points[-1] else ""
    return (
        f'<span class="rp-spark {"small" if small else ""} {esc(tone)}" role="img" aria-label="{esc(label)}">'
        f'{fill}<i style="--m:{drawn(_line(points))}"></i>{dot}</span>'
    )


def _line(points: list[tuple[float, float] | None]) -> str:
    out, down = [], False
    for point in points:
        if point:
            out.append(f"{'L' if down else 'M'}{point[0]:.0f} {point[1]:.0f}")
        down = point is not None
    return "".join(out)


def _area(points: list[tuple[float, float]]) -> str:
    return "M0 100" + "".join(f"L{x:.0f} {y:.0f}" for x, y in points) + "L100 100Z"


def share_cell(
    k: int | None, n: int | None, low: float | None, high: float | None, *, top: float = 1.0, tone: str = ""
) -> str:
    """Return a table cell: the share over "k of n", the interval beside it."""
    value, beside = rate_text(k, n)
    if not n or n < TOO_FEW or low is None or high is None:
        return f'<span class="rp-quiet">{esc(value)}</span>'
    bar = interval(k, n, low, high, top=top, tone=tone)
    share = f'<span class="v">{esc(value)}<span class="kn rp-meta">{esc(beside)}</span></span>'
    return f'<div class="rp-cell">{share}{bar}</div>'


def face(name: str, *, big: bool = False) -> str:
    """Return the initials in a circle; pictures are never loaded."""
    initials = "".join(part[0] for part in name.split()[:2])
    return f'<span class="rp-face {"big" if big else ""}" aria-hidden="true">{esc(initials)}</span>'


def legend(*pairs: tuple[str, str]) -> str:
    """Return marks with their words; kinds: "" (band), mid, dot, hollow, tick."""
    return "".join(f'<span class="rp-legend"><i class="{esc(kind)}"></i>{esc(text)}</span>' for kind, text in pairs)
