"""The noun of this package: a rule, what it is shown, and what it finds. Numbers stand in `weights.toml`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["stop", "watch", "note"]
State = Literal["passed", "improve", "failed", "unknown"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Breach:
    """One breach of an outreach rule. `spans` count characters in `evidence`, the text that broke the rule.

    `params` are figures for the sentence shown ("count": 41); the runner adds ids and points. Of params, "severity" and
    "points" replace those of the weights, "subject" says what it is about when that is no message or conversation.
    """

    message_id: str | None = None
    conversation_id: str | None = None
    day: str | None = None
    evidence: str = ""
    spans: tuple[Span, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """A text in one language that a rule must flag or let pass: a test and the help page at once.

    For a rule about copies `times` people got it, `answered` of them wrote back; `to` is whom a single copy went to.
    """

    text: str
    lang: str = "en"
    times: int = 1
    answered: int = 0
    to: str = ""


def _nothing(*_: Any) -> tuple[Breach, ...]:
    """Find nothing: what a rule does where it does not look."""
    return ()


@dataclass(frozen=True)
class Rule:
    """An outreach rule. `breaches` is given one judged conversation (`scoring.conversation.Talk`) and yields breaches.

    A rule about copies has `copies` instead, given one rep's use of one text (`scoring.templates.usage.Use`); one about
    colleagues has `spread`, given everybody's uses of one text; one about posts has `posts`, given all of them.
    `title`, `why`, `advice` and `lesson` are marked for translation. `flags` and `passes` show texts.
    """

    id: str
    title: str
    why: str
    advice: str
    lesson: str
    breaches: Callable[..., Any] = _nothing
    flags: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()
    copies: Callable[..., Any] = _nothing
    spread: Callable[..., Any] = _nothing
    posts: Callable[..., Any] = _nothing

    @property
    def of_talks(self) -> bool:
        """Whether it judges conversations one by one."""
        return self.breaches is not _nothing


@dataclass(frozen=True)
class Outcome:
    """What a profile check says. `evidence` quotes the profile; `spans` count characters in it."""

    state: State
    evidence: str = ""
    spans: tuple[Span, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProfileRule:
    """A profile check: `judge(profile, team)` looks at one profile as of one day and at the team's facts."""

    id: str
    title: str
    why: str
    how: str  # how it is judged
    advice: str  # what to write instead
    field: str  # part of the profile it reads: what `examples` are put into (see scoring.profile_model.sample)
    judge: Callable[..., Outcome]
    flags: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()
