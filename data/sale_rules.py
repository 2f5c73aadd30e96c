"""What kind of business a sale is, how long deals stay at stages, when one is in work: pure rules of our model."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

NEW, REPEAT, CROSS, UP, BACK = "new", "repeat", "cross_sell", "upsell", "won_back"
TYPES = (NEW, REPEAT, CROSS, UP, BACK)
BACK_MONTHS = 12
"""A customer without a won deal for so many months who buys again is won back."""


class Sale(NamedTuple):
    """A won deal, or what stands for one. `volume` None: not told, then nothing is an upsell."""

    id: str
    customer: str
    day: str
    product: str = ""
    volume: float | None = None


def months_on(day: str, months: int) -> str:
    """Return the day so many calendar months later, at most the month's last."""
    on = date.fromisoformat(day[:10])
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(on.day, last)).isoformat()


def types(sales: Iterable[Sale], back_months: int = BACK_MONTHS) -> dict[str, str]:
    """Return the type of each sale by its customer's earlier ones, the first that fits: NEW, BACK, CROSS, UP, REPEAT.

    Without products nothing is CROSS; a product must be told on both sides to be a new one.
    """
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    products: dict[str, dict[str, float | None]] = {}
    for sale in sorted(sales, key=lambda one: (one.day, one.id)):
        known = products.setdefault(sale.customer, {})
        found[sale.id] = _type(sale, last.get(sale.customer), known, back_months)
        last[sale.customer] = sale.day
        known[sale.product] = sale.volume
    return found


def _type(sale: Sale, last: str | None, known: Mapping[str, float | None], back_months: int) -> str:
    if last is None:
        return NEW
    if sale.day > months_on(last, back_months):
        return BACK
    if sale.product and any(known) and sale.product not in known:
        return CROSS
    before = known.get(sale.product)
    if sale.product and before is not None and sale.volume is not None and sale.volume > before:
        return UP
    return REPEAT


def open_in(opened: str | None, closed: str | None, month: str) -> bool:
    """Tell whether an opportunity was open at some time in a month ("2026-10")."""
    return bool(opened) and opened[:7] <= month and (not closed or closed[:7] >= month)


class Stay(NamedTuple):
    """All stays of a deal at a stage, added. `over`: days of stays that ended; `since` it has been there, else None.

    last: 1 for the newest stage the deal was at; entries: how often it came.
    """

    deal_id: str
    stage: str
    entered: str
    over: int
    since: str | None
    last: int
    entries: int


def stays(
    deal_id: str, steps: Sequence[tuple[str, str]], closed: str | None = None, ends: Collection[str] = ()
) -> list[Stay]:
    """Return how long a deal stayed at its stages, from (stage, day it came) in order of time.

    `ends` are stages that nobody stays at (won, lost); `closed` is the day that ended the deal's last stay.
    """
    runs: list[tuple[str, str]] = []
    for stage, entered in steps:
        if not runs or runs[-1][0] != stage:
            runs.append((stage, entered))
    found: dict[str, Stay] = {}
    for no, (stage, entered) in enumerate(runs):
        if stage in ends:
            continue
        left = runs[no + 1][1] if no + 1 < len(runs) else closed
        over = max(0, (date.fromisoformat(left) - date.fromisoformat(entered)).days) if left else 0
        own = found.pop(stage, Stay(deal_id, stage, entered, 0, None, 0, 0))
        found[stage] = own._replace(over=own.over + over, since=None if left else entered, entries=own.entries + 1)
    newest = next(reversed(found), None)
    return [stay._replace(last=int(stage == newest)) for stage, stay in found.items()]
