"""The noun of this package: a figure's definition and its measurement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from data.words import N_
from metrics.stats import wilson

TOO_FEW, THIN = 10, 30
"""Below TOO_FEW cases no share is shown, only "2 of 7"; below THIN it is grey (ux.md, principle 2)."""

NO_DATA = N_("no data in this period")
NO_CASES = N_("no cases in this period")
TOO_YOUNG = N_("all cases are too young to count")
TOO_FEW_NOTE = N_("fewer than ten cases")
NOT_THERE = N_("this network has no such thing")
UNLABELLED = N_("more than a fifth of the answers could not be read")


@dataclass(frozen=True)
class Measurement:
    """A figure for one scope. `value` None means "no figure", never 0; `note` says why.

    k of n cases with a 95 % interval low..high; `immature` cases were too young to count, `unknown` could not be told,
    `late` ones got there after the window (they are in n and not in k). Money is in whole units of the currency.
    """

    metric: str
    by: Mapping[str, str] = field(default_factory=dict)
    value: float | None = None
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "rate"  # rate, count, hours, days, ratio (k : n), characters, flag (0 or 1), money
    immature: int = 0
    unknown: int = 0
    note: str | None = None
    late: int = 0

    @property
    def thin(self) -> bool:
        """Whether the sample is too small to colour or compare."""
        return self.n is not None and self.n < THIN

    @property
    def too_few(self) -> bool:
        """Whether the sample is too small for a share at all."""
        return self.n is not None and self.n < TOO_FEW


def share(k: int, n: int, immature: int = 0, unknown: int = 0) -> Measurement:
    """Return k of n with its interval; its `metric` is for the caller to fill in."""
    if not n:
        return Measurement("", k=0, n=0, immature=immature, unknown=unknown, note=TOO_YOUNG if immature else NO_CASES)
    low, high = wilson(k, n)
    return Measurement("", value=k / n, k=k, n=n, low=low, high=high, immature=immature, unknown=unknown)


@dataclass(frozen=True)
class Context:
    """What a figure may know beside its rows: the moment of judgement and the team's working time.

    as_of is a day; as_of_at a moment (UTC ISO 8601). work_hours(start, end): working hours between two moments.
    works(day): whether it is a working day. days_off: leave and holidays as spans of days, by rep id, "" for all;
    goal: people to help on a working day.
    """

    as_of: str
    as_of_at: str
    work_hours: Callable[[str, str], float]
    works: Callable[[str], bool]
    goal: int = 10
    days_off: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    def at_work(self, rep_id: str) -> Callable[[str], bool]:
        """Return whether a day is a working day of this rep: no weekend, holiday or leave."""
        off = [*self.days_off.get("", ()), *self.days_off.get(rep_id, ())]
        return lambda day: self.works(day) and not any(first <= day <= last for first, last in off)


@dataclass(frozen=True)
class Metric:
    """A figure's definition. Either `figure` names its tally, or `query` and `compute` make it of rows.

    how: "how it is counted", one or two plain sentences. maturity: days a case must be old to count.
    scale: where an interval bar ends. Targets stand in `targets.toml`.
    compute: given the rows of one group and a Context, returns a Measurement (its `metric` and `by` are filled in).
    unknown_figure: tally whose k cases could not be judged; over a fifth of its n, there is no figure.
    figures: the tallies that `query` is about, where it is "figure_days".
    lookback: days before the moment of judgement that are read even when the scope is shorter.
    networks: those that tell it at all; () for every network. In others it is no figure, and not none.
    listable: the conversations behind k and n can be listed (`data/sql/figure_conversations.sql`).
    """

    id: str
    title: str
    how: str
    sub: str = ""
    unit: str = "rate"
    better: Literal["up", "down", "none"] = "none"
    maturity: int = 0
    scale: float = 1.0
    figure: str | None = None
    unknown_figure: str | None = None
    query: str | None = None
    figures: tuple[str, ...] = ()
    lookback: int = 0
    compute: Callable[[Sequence[Mapping[str, Any]], Context], Measurement] | None = None
    networks: tuple[str, ...] = ()
    listable: bool = False
