"""template_reuse: how many first messages repeat another one's text."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import N_
from metrics.metric import TOO_FEW, TOO_FEW_NOTE, Context, Measurement, Metric


def texts(rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return what text each first message is made of; one that is nobody's copy is a text of its own."""
    return [row["template_id"] or no for no, row in enumerate(rows)]


def _compute(rows: Sequence[Mapping[str, Any]], _context: Context) -> Measurement:
    n, distinct = len(rows), len(set(texts(rows)))
    if n < TOO_FEW:
        return Measurement("", k=n - distinct, n=n, note=TOO_FEW_NOTE)
    return Measurement("", value=1 - distinct / n, k=n - distinct, n=n)


METRIC = Metric(
    id="template_reuse",
    title=N_("Repeated texts"),
    sub=N_("of first messages"),
    how=N_(
        "One minus the number of different texts of all first messages, where copies of one template are one text: 0 "
        "when every one is new. It is no share of cases, so it has no range; under ten messages it isn’t shown."
    ),
    better="down",
    query="figure_openers",
    compute=_compute,
)
