"""vanity: whether activity and audience grow while conversations don't."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from data.words import N_
from metrics.metric import Context, Measurement, Metric
from metrics.stats import count_p

WEEKS, MIN_RISE, MIN_RESULTS = 4, 0.25, 8
RISING = ("posts", "reactions", "reposts", "new_connections", "impressions", "new_followers")
AUDIENCE = ("impressions", "new_followers")
"""What the network counts and tells of some weeks only: weeks it does not tell of are unknown, not empty."""
RESULT = "depth"  # its n: conversations that got an answer
TOO_EARLY = N_("too early to say: fewer than eight conversations in eight weeks")


class Vanity(NamedTuple):
    """Changes of four weeks against the four before (0.7 = +70 %, None: nothing before), and what they mean.

    flag: None when there are too few results to tell.
    """

    changes: Mapping[str, float | None]
    rose: bool
    results_rose: bool
    flag: bool | None


def vanity(before: Mapping[str, int], after: Mapping[str, int], results: Sequence[str]) -> Vanity:
    """Compare two equal spans: counts by name, of which `results` are what it is all for.

    A rise counts from 25 % and when the counts exclude chance; the last of `results` decides.
    """
    rose = {name for name in after if _rose(before.get(name, 0), after[name])}
    grown = {name for name in rose if after[name] >= (1 + MIN_RISE) * before.get(name, 0)}
    changes = {name: (after[name] / before[name] - 1) if before.get(name) else None for name in after}
    deciding = results[-1]
    enough = before.get(deciding, 0) + after.get(deciding, 0) >= MIN_RESULTS
    seen = bool(grown - set(results))
    return Vanity(changes, seen, deciding in rose, seen and deciding not in rose if enough else None)


def _rose(before: int, after: int) -> bool:
    return after > before and count_p(before, after) < 0.05


def _compute(rows: Sequence[Mapping[str, Any]], context: Context) -> Measurement:
    end = date.fromisoformat(context.as_of)
    turn, start = (end - timedelta(weeks=weeks) for weeks in (WEEKS, 2 * WEEKS))
    spans: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for row in rows:
        if row["day"] > start.isoformat():
            span = spans[row["day"] > turn.isoformat()]
            span[row["figure"]] = span.get(row["figure"], 0) + row["n"]
    untold = {name for name in AUDIENCE if name not in spans[0]}
    names = {*spans[0], *spans[1], RESULT} - untold
    found = vanity(*({name: span.get(name, 0) for name in names} for span in spans), (RESULT,))
    if found.flag is None:
        return Measurement("", unit="flag", note=TOO_EARLY)
    return Measurement("", value=float(found.flag), unit="flag")


METRIC = Metric(
    id="vanity",
    title=N_("Liked, not sold"),
    sub=N_("last four weeks against the four before"),
    how=N_(
        "1 when posts, reactions, contacts or views rose by a quarter or more, beyond chance, over the last four weeks "
        "while answered conversations did not rise; 0 when not. Under eight answered conversations it isn’t said, and "
        "views count only where the network tells them for all eight weeks."
    ),
    unit="flag",
    better="down",
    query="figure_days",
    figures=(*RISING, RESULT),
    lookback=55,
    compute=_compute,
)
