"""What the pages lay out: the team's and one rep's figures, findings and sentences, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from metrics.comparison import Comparison
from metrics.metric import Measurement
from metrics.words import Said

Tone = Literal["stop", "watch", "met", "plain", "grey"]
"""stop = harm (red), watch = look at it (amber), met = target met (green), plain = accent, grey = too few to colour."""


@dataclass(frozen=True)
class Link:
    """Where a click leads: a page id and the parameters of its address (ids, never labels)."""

    page: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Period:
    """The days looked at, both included. `id` is 30d, 15w, 12m or "days"; `as_of` is the newest fact."""

    id: str
    since: str
    until: str
    as_of: str


@dataclass(frozen=True)
class Point:
    """One step of a series: the day it starts ("2026-11-16" for a week) and the measurement."""

    start: str
    value: Measurement


@dataclass(frozen=True)
class Change:
    """A figure against the equal period before.

    difference: of shares in points (0.14), of counts relative (0.12 = +12 %), of other units as they are.
    low, high: 95 % interval of it, None where none can be given. proven: more than noise.
    """

    before: Measurement
    difference: float | None
    low: float | None
    high: float | None
    proven: bool
    said: Said


@dataclass(frozen=True)
class Figure:
    """A figure as a card, a row or a cell: the measurement with all that it takes to draw and explain it.

    middle: middle half of the team, (low, high). scale: where the bar ends. how: "how it is counted".
    """

    metric: str
    title: str
    sub: str
    how: str
    measurement: Measurement
    better: Literal["up", "down", "none"] = "none"
    tone: Tone = "plain"
    target: float | None = None
    scale: float | None = None
    change: Change | None = None
    series: tuple[Point, ...] = ()
    middle: tuple[float, float] | None = None
    notes: tuple[Said, ...] = ()
    link: Link | None = None


@dataclass(frozen=True)
class Item:
    """One thing to look at first. `rule` names the rule when the words for it stand with the rules."""

    severity: Literal["stop", "watch", "no_data"]
    rep_id: str
    rep: str
    what: Said
    fact: Said
    step: Said
    link: Link
    link_text: Said
    since: str | None = None
    rule: str | None = None
    weeks: int | None = None  # how long, where a day makes no sense


@dataclass(frozen=True)
class TeamRow:
    """One rep in the team's table. `figures` by metric id; `silent_since` is set when nothing came in the period.

    sold: leads and deals from social networks; {} without CRM data.
    """

    rep_id: str
    name: str
    verdict: str
    profile: int | None
    profile_capped_by: str | None
    figures: Mapping[str, Figure]
    silent_since: str | None = None
    sold: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Dot:
    """A rep in the quadrant: activity and audience (x), conversations (y), both as a place 0..100 in the team."""

    rep_id: str
    name: str
    x: float
    y: float
    conversations: int
    state: Literal["focus", "rest", "early"]
    said: Said


@dataclass(frozen=True)
class Quadrant:
    """Is it liked, or does it sell? `dots` is empty when there is too little to place anybody."""

    title: Said
    dots: tuple[Dot, ...] = ()
    leads: bool = False  # y is the mean of conversations and leads


@dataclass(frozen=True)
class Coverage:
    """Up to which day there are facts, and how many of the reps in view have any in the period.

    missing: who has none, or none of late; fresh: how many are left, the number to show.
    """

    data_until: str | None
    with_data: int
    reps: int
    missing: tuple[str, ...] = ()
    fresh: int = 0


@dataclass(frozen=True)
class TeamModel:
    """The Team page. `answer` is its opening: the first sentence is the emphasised one. `empty`: nothing imported."""

    period: Period
    answer: tuple[Said, ...]
    cards: tuple[Figure, ...]
    first: tuple[Item, ...]
    rows: tuple[TeamRow, ...]
    quadrant: Quadrant
    coverage: Coverage
    empty: bool = False


@dataclass(frozen=True)
class Step:
    """One of the next three steps. `kind`: export, answer, habit, profile, rule, keep; `rule` as in `Item`."""

    kind: str
    title: Said
    detail: Said
    effort: Said
    link: Link | None = None
    rule: str | None = None


@dataclass(frozen=True)
class ProfileStrip:
    """One profile as last judged. `fixes` are (rule id, state, points lost), most effect first."""

    network: str
    taken_on: str
    score: int | None
    capped_by: str | None
    parts: Mapping[str, Any]
    before: int | None = None
    before_on: str | None = None
    fixes: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Habit:
    """Help messages a day. `days`: (day, people helped), working days only, oldest first."""

    goal: int
    days: tuple[tuple[str, int], ...]
    met: int
    mean: float | None
    recent_mean: float | None  # of the last two weeks
    streak: int
    best_streak: int
    today: int
    title: Said
    note: Said


@dataclass(frozen=True)
class Trend:
    """The figure to watch over time, with the team's middle half: (week, low, high)."""

    figure: Figure
    band: tuple[tuple[str, float, float], ...]
    title: Said
    note: Said


@dataclass(frozen=True)
class Kinds:
    """Who answers what: answer rates to openers that help, ask or pitch. `bars`: (name, measurement, tone)."""

    title: Said
    bars: tuple[tuple[str, Measurement, Tone], ...]
    note: Said


@dataclass(frozen=True)
class FindingRow:
    """One breach. `evidence` is "" and `spans` empty where the viewer may not see text; `contact` likewise."""

    id: str
    rule: str
    severity: str
    day: str | None
    points: float
    subject: str
    subject_id: str
    conversation_id: str | None
    contact: str
    evidence: str
    spans: tuple[tuple[int, int], ...]
    params: Mapping[str, Any]
    alike: int  # findings of the same rule in the period, this one included
    answer: str | None
    decided: str | None


@dataclass(frozen=True)
class FindingsPage:
    """Some findings of a rep, most harmful first; `total` in the period, `by_rule` counts."""

    items: tuple[FindingRow, ...]
    total: int
    page: int
    size: int
    by_rule: Mapping[str, int]


@dataclass(frozen=True)
class BestTalk:
    """A conversation worth reading again. `contact` is "" where names are masked."""

    conversation_id: str
    contact: str
    tag: Said
    story: Said
    link: Link


@dataclass(frozen=True)
class ScorecardModel:
    """The Scorecard of one rep. `empty`: nothing of this rep in the period; `own`: it is read by that rep."""

    period: Period
    rep_id: str
    name: str
    role_title: str
    networks: tuple[str, ...]
    verdict: str
    answer: tuple[Said, ...]
    reasons: tuple[Said, ...]
    turns: Said | None
    steps: tuple[Step, ...]
    profiles: tuple[ProfileStrip, ...]
    outreach: tuple[Figure, ...]
    conversations: tuple[Figure, ...]
    habit: Habit
    trend: Trend | None
    kinds: Kinds
    findings: FindingsPage
    best: tuple[BestTalk, ...]
    ways: tuple[Comparison, ...] = ()
    empty: bool = False
    own: bool = False


@dataclass(frozen=True)
class CoverageCell:
    """One rep, network and week: `state` data, none (an export covers it, nothing happened) or unknown."""

    rep_id: str
    network: str
    week: str
    state: Literal["data", "none", "unknown"]
    facts: int = 0


@dataclass(frozen=True)
class Wanted:
    """Who has to upload what, and since when it is missing (None: never uploaded)."""

    rep_id: str
    rep: str
    network: str
    since: str | None
    said: Said


@dataclass(frozen=True)
class CoverageModel:
    """The Coverage page: every week of the period by rep and network."""

    period: Period
    weeks: tuple[str, ...]
    reps: tuple[tuple[str, str], ...]  # (id, name)
    networks: tuple[str, ...]
    cells: tuple[CoverageCell, ...]
    wanted: tuple[Wanted, ...]
