"""The noun of this package: a figure's definition and its measurement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from metrics.hours import WorkingTime

TOO_FEW, THIN = 10, 30
"""Below TOO_FEW cases no share is shown, only "2 of 7"; below THIN it is grey (ux.md, principle 2)."""


@dataclass(frozen=True)
class Measurement:
    """A figure for one scope. `value` None means "no figure", never 0; `note` says why.

    k of n cases with a 95 % interval low..high; `immature` cases were too young to count, `unknown` could not be told.
    """

    metric: str
    by: Mapping[str, str] = field(default_factory=dict)
    value: float | None = None
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "rate"  # rate, count, hours, days, ratio, characters, money
    immature: int = 0
    unknown: int = 0
    note: str | None = None

    @property
    def thin(self) -> bool:
        """Whether the sample is too small to colour or compare."""
        return self.n is not None and self.n < THIN

    @property
    def too_few(self) -> bool:
        """Whether the sample is too small for a share at all."""
        return self.n is not None and self.n < TOO_FEW


@dataclass(frozen=True)
class Context:
    """What a figure may know beside its rows: the moment of judgement, and the working day of the workspace."""

    as_of: str  # day
    as_of_at: str  # moment, UTC ISO 8601: the newest fact's where it is told, else the end of that day
    work: WorkingTime


@dataclass(frozen=True)
class Metric:
    """A figure's definition. Either `figure` names its tally, or `query` and `compute` make it of rows.

    how: "how it is counted", one or two plain sentences. maturity: days a case must be old to count.
    scale: where an interval bar ends. Targets stand in `targets.toml`.
    compute: given the rows of one group and a Context, returns a Measurement (its `metric` and `by` are filled in).
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
    query: str | None = None
    compute: Callable[[Sequence[Mapping[str, Any]], Context], Measurement] | None = None
    listable: bool = False
