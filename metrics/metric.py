"""The noun of this package: a figure's definition and its measurement."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
