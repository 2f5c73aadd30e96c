"""largest_template: the share of first messages that the most used text makes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.catalog.template_reuse import texts
from metrics.metric import Context, Measurement, Metric, share


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    return share(max(Counter(texts(rows)).values(), default=0), len(rows))


METRIC = Metric(
    id="largest_template",
    title=N_("The most used text"),
    sub=N_("of first messages"),
    how=N_("First messages made of the one text used most, names and companies aside, of all first messages."),
    better="down",
    query="figure_openers",
    compute=_compute,
)
