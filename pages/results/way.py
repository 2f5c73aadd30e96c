"""The way from conversation to won: counts on one scale, what goes on with its range, what became of the others."""

from metrics.metric import Measurement
from metrics.results.model import ResultsModel, Stage
from pages.ui.charts import chart_title
from pages.ui.marks import interval, rate_text
from pages.ui.markup import esc
from pages.ui.words import _, days, k_of_n, num, pct, pct_range, say

SCALES = (0.1, 0.2, 0.5, 1.0)


def way(model: ResultsModel) -> str:
    """Return the funnel with its title."""
    title = say(model.funnel_title) if model.funnel_title else ""
    most = max((stage.count for stage in model.funnel), default=0) or 1
    return chart_title(title, _sub(model)) + (
        f'<div class="rp-funnel">{"".join(_stage(stage, most) for stage in model.funnel)}</div>'
    )


def _sub(model: ResultsModel) -> str:
    whose = (
        _("two-way conversations of {days} with people linked to the CRM")
        if len(model.funnel) > 3
        else _("leads of {days}; nobody is linked to the CRM, so conversations can’t be followed")
    )
    since, until = model.funnel_days
    return whose.format(days=days(since, until)) if since else _("all days")


def _stage(stage: Stage, most: int) -> str:
    left = "; ".join(map(say, stage.left))
    step = _step(stage.rate, left) if stage.rate else ""
    under = f'<div class="rp-meta" style="padding:2px 0 0">{esc(left)}</div>' if left and not stage.rate else ""
    return (
        f'{step}<div class="rp-fstage"><span style="font-weight:500">{esc(_(stage.name))}</span>'
        f'<b>{num(stage.count)}</b><i style="--w:{stage.count / most * 100:.1f}%"></i></div>{under}'
    )


def _step(rate: Measurement, left: str) -> str:
    k, n = rate.k or 0, rate.n or 0
    value, beside = rate_text(k, n)
    shown = k_of_n(k, n) if n else ""
    bar = _bar(rate, k, n) if beside != "" and rate.low is not None and not rate.too_few else "<div></div>"
    share = value if n and not rate.too_few else ""
    return f'<div class="rp-fstep"><div>{esc(shown)}</div><b>{esc(share)}</b>{bar}<span>{esc(left)}</span></div>'


def _bar(rate: Measurement, k: int, n: int) -> str:
    low, high = rate.low or 0.0, rate.high or 0.0
    top = next(scale for scale in SCALES if high <= scale or scale == SCALES[-1])
    ends = f"<span>{pct_range(low, high)}</span><span>{esc(_('scale to {value}', value=pct(top)))}</span>"
    return f'<div>{interval(k, n, low, high, top=top)}<div class="rp-ends">{ends}</div></div>'
