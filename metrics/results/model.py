"""The Results page as values."""

from dataclasses import dataclass, field

from metrics.metric import Measurement
from metrics.models import Figure, Period
from metrics.words import Said


@dataclass(frozen=True)
class Stage:
    """One line of the way from conversation to won: how many, of how many, and what became of the others."""

    name: str
    count: int
    rate: Measurement | None
    left: tuple[Said, ...] = ()


@dataclass(frozen=True)
class ChannelRow:
    """One channel: figures by id, over the days looked at (shares of cohorts that are old enough)."""

    channel: str
    name: str
    figures: dict[str, Figure]


@dataclass(frozen=True)
class StepRow:
    """One month or one week of the five figures."""

    start: str
    figures: dict[str, Measurement]


@dataclass(frozen=True)
class Cycle:
    """How deals end: by which day which share is won and lost; (day, share, low, high)."""

    title: Said
    sub: Said
    won: tuple[tuple[float, float, float, float], ...] = ()
    lost: tuple[tuple[float, float, float, float], ...] = ()
    open_share: float = 0.0
    until: float = 0.0
    n: int = 0


@dataclass(frozen=True)
class StageRow:
    """One stage of deals: how many came, were lost there, went on, are there; how long they stay."""

    stage: str
    came: int
    lost: Measurement
    here: int
    days: Measurement


@dataclass(frozen=True)
class NewRep:
    """How a new rep gets going: days to the first lead, opportunity, won deal; None while ahead."""

    rep_id: str
    name: str
    days: int
    lead: int | None
    opportunity: int | None
    won: int | None


@dataclass(frozen=True)
class Steady:
    """Steady prospecting against closings, told only as far as it can be told."""

    title: Said
    rows: tuple[tuple[str, Measurement, Measurement], ...] = ()  # rep, weeks with prospecting, worked that were won


@dataclass(frozen=True)
class ResultsModel:
    """The Results page. `aged` is the span whose leads (or deals) are old enough for a share, by days of window."""

    period: Period
    answer: tuple[Said, ...]
    links: Measurement
    cards: tuple[Figure, ...] = ()
    profit: tuple[tuple[str, Measurement], ...] = ()
    revenue_only: Measurement | None = None
    funnel_title: Said | None = None
    funnel: tuple[Stage, ...] = ()
    funnel_days: tuple[str, str] = ("", "")
    channels: tuple[ChannelRow, ...] = ()
    months: tuple[StepRow, ...] = ()
    cycle: Cycle | None = None
    stages: tuple[StageRow, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    lost: int = 0
    stages_title: Said | None = None
    ramp: tuple[NewRep, ...] = ()
    ramp_said: Said | None = None
    ramp_unknown: int = 0  # active reps whose first day at work nobody told
    steady: Steady | None = None
    niche: Figure | None = None
    aged: dict[int, tuple[str, str]] = field(default_factory=dict)
    empty: bool = False
