"""Repeat-deal coefficient by tenure: of the clients active at a day, who bought again within a horizon.

Base, active window, horizon, censoring, lapsed and won-back as the README defines them. The norm is a target: it is
claimed or denied only where the interval lies on one side of it.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.clients.months import months_after, whole_years
from metrics.stats import wilson

History = Mapping[str, Sequence[str]]
"""Days of separately decided purchases by client, in order of time."""
BANDS = (0, 1, 2, 5, 10)
"""Whole years since the first deal at which bands of tenure begin."""
LOOKBACK, HORIZON = 24, 12
NORM = 0.9


@dataclass(frozen=True)
class Band:
    """Clients in base of one tenure (`years` [from, to); to None: without end), and those of them who bought again."""

    years: tuple[int, int | None]
    base: tuple[str, ...]
    again: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The coefficient; None without anybody in base."""
        return len(self.again) / len(self.base) if self.base else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % range (Wilson)."""
        return wilson(len(self.again), len(self.base)) if self.base else None

    def verdict(self, norm: float = NORM) -> str:
        """Return "reached" or "missed" where the interval allows to say so, else "unclear"."""
        if not self.interval:
            return "unclear"
        low, high = self.interval
        return "reached" if low >= norm else "missed" if high < norm else "unclear"


@dataclass(frozen=True)
class Repeat:
    """The coefficient at a day. `bands` from the youngest tenure on; `lapsed` had bought, but not lately.

    `won_back` are those lapsed who bought within the horizon; `deals` counts purchases of the base within it.
    """

    at: str
    until: str
    mature: bool
    bands: tuple[Band, ...]
    whole: Band
    lapsed: tuple[str, ...]
    won_back: tuple[str, ...]
    not_yet: tuple[str, ...]
    deals: int

    @property
    def mean_deals(self) -> float | None:
        """Mean number of repeat deals per client in base; another truth than the coefficient."""
        return self.deals / len(self.whole.base) if self.whole.base else None


def repeat(
    history: History, at: str, data_until: str, *, lookback: int = LOOKBACK, horizon: int = HORIZON,
    bands: Sequence[int] = BANDS,
) -> Repeat:  # fmt: skip
    """Return the coefficient of a day, with a lookback and a horizon in months.

    Where the horizon ends after the data it is immature, and its counts are not to be shown as shares.
    """
    since, until = months_after(at, -lookback), months_after(at, horizon)
    base, again, lapsed, back, not_yet = [], set(), [], [], []
    deals = 0
    for client, days in sorted(history.items()):
        before, within = bisect_left(days, at), bisect_left(days, until)
        came = within - before
        if not before:
            not_yet.append(client)
        elif days[before - 1] < since:
            lapsed.append(client)
            back += [client] * bool(came)
        else:
            base.append(client)
            deals += came
            again |= {client} if came else set()
    tenure = {client: whole_years(history[client][0], at) for client in base}
    spans = [(low, high) for low, high in zip(bands, [*bands[1:], None], strict=True)]
    return Repeat(
        at, until, until <= data_until[:10],
        tuple(_band(span, [c for c in base if _inside(tenure[c], span)], again) for span in spans),
        _band((0, None), base, again), tuple(lapsed), tuple(back), tuple(not_yet), deals,
    )  # fmt: skip


def _band(years: tuple[int, int | None], base: Sequence[str], again: set[str]) -> Band:
    return Band(years, tuple(base), tuple(client for client in base if client in again))


def _inside(years: int, span: tuple[int, int | None]) -> bool:
    return years >= span[0] and (span[1] is None or years < span[1])


def newest_mature(data_until: str, horizon: int = HORIZON) -> str:
    """Return the newest first of a month whose horizon lies within the data."""
    last = months_after(f"{data_until[:7]}-01", -horizon)
    return last if months_after(last, horizon) <= data_until[:10] else months_after(last, -1)
