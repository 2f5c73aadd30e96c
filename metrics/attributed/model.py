"""The Attribution page as values: classes, credit by every model, the noise beside it."""

from dataclasses import dataclass

from metrics.attribution.comparison import Comparison
from metrics.attribution.doubts import Doubts
from metrics.attribution.journeys import Learnt
from metrics.metric import Measurement
from metrics.words import Said

NO_DOUBTS = Doubts()


@dataclass(frozen=True)
class ClassRow:
    """Deals of one class. `opened`: of how many our side, theirs or nobody known wrote first."""

    id: str
    deals: int
    money: int
    opened: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class CreditRow:
    """What one rep, network or template is credited with, in cents by model. `deals`: it was in so many."""

    id: str
    deals: int
    money: tuple[tuple[str, int], ...]

    @property
    def linear(self) -> int:
        """What the linear model gives."""
        return dict(self.money)["linear"]

    @property
    def spread(self) -> tuple[int, int]:
        """The least and the most that any model gives."""
        values = [value for _, value in self.money]
        return min(values), max(values)


@dataclass(frozen=True)
class Floor:
    """Deals with a talk beside what chance gives: `reached` deals could have been met by talks a year later."""

    real: int
    deals: int
    shifted: int
    reached: int
    exchanged: float
    own: float
    dealt: float


@dataclass(frozen=True)
class ChannelRow:
    """Deals whose lead came by a channel: all, with a talk, and with one before the lead."""

    id: str
    deals: int
    money: int
    touched: int
    touched_money: int
    sourced: int


@dataclass(frozen=True)
class AttributionModel:
    """The page. Money is in minor units of `currency`; `quantity` is profit or revenue. `empty`: no CRM data."""

    window: int
    currency: str = ""
    quantity: str = "revenue"
    answer: tuple[Said, ...] = ()
    deals: int = 0
    total: int = 0
    uncounted: tuple[tuple[str, int, int], ...] = ()  # (currency, deals, minor units) without a rate or an amount
    classes: tuple[ClassRow, ...] = ()
    upper: int = 0  # money of deals with a talk if every link in review were confirmed
    mere: int = 0  # untouched deals with an invitation or an unanswered message
    by_day: int = 0
    credit: tuple[tuple[str, tuple[CreditRow, ...]], ...] = ()
    learnt: tuple[tuple[str, tuple[Learnt, ...]], ...] = ()
    channels: tuple[ChannelRow, ...] = ()
    floor: Floor | None = None
    comparison: Comparison | None = None
    links: Measurement | None = None
    doubts: Doubts = NO_DOUBTS
    no_roles: int = 0
    half_life: float = 30.0
    empty: bool = False

    def class_of(self, name: str) -> ClassRow:
        """Return one class."""
        return next(row for row in self.classes if row.id == name)

    @property
    def influenced(self) -> tuple[int, int]:
        """Deals and money with any eligible talk: the three classes together."""
        found = [row for row in self.classes if row.id != "untouched"]
        return sum(row.deals for row in found), sum(row.money for row in found)

    def credited(self, by: str) -> tuple[CreditRow, ...]:
        """Return the rows of credit by rep, network or template."""
        return dict(self.credit).get(by, ())
