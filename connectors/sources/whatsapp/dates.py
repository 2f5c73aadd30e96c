"""Which number of a date is the day: decided for every shape of date in a file, from what is possible and in order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Numbers = tuple[int, int, int]
Ground = Literal["proven", "steps", "peers", "convention", "prior"]
ORDERS = ("dmy", "mdy", "ymd")
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_FIRST_YEAR, _BUDDHIST = 2009, 543  # WhatsApp began in 2009


@lru_cache(maxsize=8192)
def day_of(numbers: Numbers, order: str) -> date | None:
    """Return the day that three numbers mean in an order, None when there is none or WhatsApp was not there yet."""
    year, month, day = (numbers[place] for place in _PLACES[order])
    if year < 100:
        year += 2000
    elif year > 2400:
        year -= _BUDDHIST
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


class Dated(NamedTuple):
    """A date: its numbers, and how the file writes it."""

    numbers: Numbers
    wall: str


@dataclass
class Shape:
    """What a file shows of one shape of date: how often each order makes an impossible date or steps back in time."""

    failed: dict[str, int] = field(default_factory=dict)
    steps: Counter[str] = field(default_factory=Counter)
    newest: dict[str, date] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    before: Numbers | None = None
    lines: int = 0
    example: Dated | None = None  # one that orders tell differently

    @classmethod
    def of(cls, group: str) -> "Shape":
        """Begin with the orders that a shape allows at all."""
        orders = ("ymd",) if "first4" in group else ("dmy", "mdy") if "last4" in group else ORDERS
        return cls(dict.fromkeys(orders, 0))

    def add(self, numbers: Numbers, wall: str = "") -> None:
        """Look at one date; one that is possible in no order is no date."""
        days = {order: day for order in self.failed if (day := day_of(numbers, order))}
        if not days:
            return
        self.lines += 1
        if numbers == self.before:
            return
        self.before = numbers
        for order in self.failed:
            self._add(order, days.get(order))
        if self.example is None and len(set(days.values())) > 1:
            self.example = Dated(numbers, wall)

    def _add(self, order: str, day: date | None) -> None:
        if day is None:
            self.failed[order] += 1
            return
        self.steps[order] += self.last.get(order, day) > day
        self.last[order] = day
        self.newest[order] = max(day, self.newest.get(order, day))


@dataclass(frozen=True)
class Decision:
    """The order of one shape of date, and on what ground it stands."""

    order: str
    ground: Ground
    example: Dated | None = None
    lines: int = 0

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.ground != "prior" or self.example is None


def decide(shapes: Mapping[str, Shape], peers: Mapping[str, str]) -> dict[str, Decision]:
    """Decide the order of every shape of date of a file.

    peers: orders that other files of the same phone prove, by shape.
    """
    return {group: _decide(group, shape, peers.get(group, "")) for group, shape in shapes.items() if shape.lines}


def _decide(group: str, shape: Shape, peer: str) -> Decision:
    latest = datetime.now(UTC).date() + timedelta(days=2)
    orders = [order for order in shape.newest if shape.newest[order] <= latest] or list(shape.newest)

    def told(order: str, ground: Ground) -> Decision:
        return Decision(order, ground, shape.example, shape.lines)

    possible = _fewest(orders, shape.failed)
    if len(possible) == 1:
        return told(possible[0], "proven")
    best = _fewest(possible, shape.steps)
    if len(best) == 1:
        return told(best[0], "steps")
    if peer in best:
        return told(peer, "peers")
    prior = "mdy" if group == "/two/us" else "dmy"
    if prior not in best:
        return told(best[0], "prior")
    # no language writes the month first between dots or hyphens when the year has four digits and stands last
    return told(prior, "convention" if group in (".last4", "-last4") else "prior")


def _fewest(orders: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    told = list(orders)
    fewest = min(counts[order] for order in told)
    return [order for order in told if counts[order] == fewest]


def proven(decisions: Iterable[Mapping[str, Decision]]) -> dict[str, str]:
    """Return the orders that files prove, by shape; shapes on which files differ are left out."""
    found: dict[str, set[str]] = {}
    for one in decisions:
        for group, decision in one.items():
            if decision.ground in ("proven", "steps"):
                found.setdefault(group, set()).add(decision.order)
    return {group: orders.pop() for group, orders in found.items() if len(orders) == 1}


def open_order(decisions: Iterable[Mapping[str, Decision]]) -> Decision | None:
    """Return the guess that most lines depend on, None when nothing is open."""
    guesses = [one for each in decisions for one in each.values() if not one.sure]
    return max(guesses, key=lambda one: one.lines, default=None)


def settled(decisions: Mapping[str, Decision], answer: str) -> dict[str, str]:
    """Return the order of every shape; an answer counts for the guesses, where such a date is possible."""
    orders = {group: one.order for group, one in decisions.items()}
    if answer in ORDERS:
        guesses = [group for group, one in decisions.items() if not one.sure]
        orders |= {group: answer for group in guesses if day_of(decisions[group].example.numbers, answer)}
    return orders
