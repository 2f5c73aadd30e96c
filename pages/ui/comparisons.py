"""What goes with answers: ways of doing it beside each other, with their ranges and the caution."""

from metrics.comparison import Comparison
from metrics.metric import Measurement
from pages.ui.marks import interval, rate_text
from pages.ui.markup import esc
from pages.ui.words import _, say

_GRID = "display:grid;grid-template-columns:minmax(0,1fr) minmax(90px,140px);gap:2px 12px;padding:4px 0"


def comparison(one: Comparison, here: str = "") -> str:
    """Return a comparison as HTML; `here` is the id of the band that is spoken of. Bands without cases are left out."""
    shown = [band for band in one.bands if band.id == here or one.of(band).n]
    rows = "".join(_row(_(band.name), one.of(band), band.id == here, not here) for band in shown)
    return (
        f'<div class="rp-ct">{esc(say(one.title))}</div><div class="rp-sub">{esc(say(one.sub))}</div>'
        f'<div style="padding:8px 0">{rows}</div><div class="rp-sub">{esc(say(one.note))}</div>'
    )


def _row(name: str, found: Measurement, here: bool, all_alike: bool) -> str:
    value, beside = rate_text(found.k, found.n)
    tone = "" if here or all_alike else "grey"
    bar = interval(found.k or 0, found.n, found.low or 0.0, found.high or 1.0, tone=tone) if found.n else ""
    bold = ' style="font-weight:600"' if here else ""
    mine = f" {esc(_('(this one)'))}" if here else ""
    told = f'<div class="rp-meta">{esc(" · ".join(filter(None, (value, beside))))}</div>'
    return f'<div style="{_GRID}"><div{bold}>{esc(name)}{mine}{told}</div>{bar}</div>'
