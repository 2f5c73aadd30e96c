"""A text over reps and weeks as a table of shades."""

from metrics.templates.template import Spread
from pages.ui.charts import chart_title
from pages.ui.markup import esc
from pages.ui.words import _, month, num, say, short_day

SHADES = 4
MOST_LABELS = 8


def table(spread: Spread) -> str:
    """Return people by rep and week (or month) as HTML; the darkest shade is the most in one of them."""
    most = max((count for _rep, counts in spread.rows for count in counts), default=0)
    every = max(1, -(-len(spread.starts) // MOST_LABELS))
    heads = "".join(
        f'<th scope="col">{esc(_start(at, spread.by)) if no % every == 0 else ""}</th>'
        for no, at in enumerate(spread.starts)
    )
    body = "".join(
        f'<tr><th scope="row" title="{esc(rep)}">{esc(rep)}</th>{"".join(_cell(count, most) for count in counts)}</tr>'
        for rep, counts in spread.rows
    )
    sub = _("people a week, by rep") if spread.by == "week" else _("people a month, by rep")
    label = esc(say(spread.title))
    return (
        f"{chart_title(say(spread.title), sub)}"
        f'<div class="rp-sideways" tabindex="0"><table class="rp-heat rp-spread" aria-label="{label}">'
        f"<thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _start(at: str, by: str) -> str:
    return short_day(at) if by == "week" else month(at)


def _cell(count: int, most: int) -> str:
    shade = -(-count * SHADES // most) if count else 0
    return f'<td class="rp-h{shade}">{num(count) if count else ""}</td>'
