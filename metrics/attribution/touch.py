"""The nouns of attribution: a touch, a deal's case, and how their moments compare."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

Band = Literal["auto", "confirmed", "review"]
"""How sure the link from the talk to the CRM's person is; "review" waits for a person's word."""


class Moment(NamedTuple):
    """When something was: UTC ISO text or a day where no time is told, and the day in the workspace's zone."""

    at: str
    day: str

    @property
    def timed(self) -> bool:
        """Whether a time is known, and not only the day."""
        return len(self.at) > 10


def moment(at: str | None, day: str | None = None) -> Moment | None:
    """Return a moment; without `day` the one of its text; None when nothing is known."""
    text = at or day
    return Moment(text, day or text[:10]) if text else None


class Touch(NamedTuple):
    """One conversation on one day: what of it is known to attribution.

    `when` is that of the day's first message; `two_way` when the other side first wrote in the conversation (None:
    never), so that it counts from then on. `opened_by` is us, them or unknown. `message_id` is the day's first.
    """

    id: str
    when: Moment
    rep_id: str
    network: str
    person_id: str
    two_way: Moment | None
    kind: str = "message"
    direction: str = "out"
    conversation_id: str = ""
    message_id: str = ""
    opened_by: str = "unknown"
    template_id: str = ""
    messages: int = 1
    band: Band = "auto"

    @property
    def order(self) -> tuple[str, str, str]:
        """What touches are put in order by: day, time, id."""
        return self.when.day, self.when.at, self.id


class Case(NamedTuple):
    """A deal as attribution sees it. `people` are those with a role on it; `lead` and `opened` may be one moment.

    `closed` is when it was won or lost. `source` is what the CRM says the lead came from: social, other, or "" when
    it says nothing. `known_since`: the first other deal of any of its people, None when there is none.
    """

    id: str
    people: frozenset[str]
    state: str
    lead: Moment | None
    opened: Moment | None
    closed: Moment | None
    source: Literal["social", "other", ""] = ""
    known_since: Moment | None = None
    owner: str = ""

    @property
    def won(self) -> bool:
        """Whether it may get credit at all."""
        return self.state == "won" and self.closed is not None

    @property
    def first(self) -> Moment | None:
        """The moment that the window opens before: the lead's creation, else the deal's, else its end."""
        return self.lead or self.opened or self.closed


def not_after(one: Moment, other: Moment) -> bool:
    """Tell whether a moment is not after another; where either has no time, the same day counts as before."""
    if one.timed and other.timed:
        return one.at <= other.at
    return one.day <= other.day


def only_by_day(one: Moment, other: Moment) -> bool:
    """Tell whether two moments of one day could only be compared by the day: to be flagged."""
    return one.day == other.day and not (one.timed and other.timed)


def days_between(one: Moment, other: Moment) -> float:
    """Return days from one moment to another: to the second where both have a time, else whole days."""
    if one.timed and other.timed:
        return (_parsed(other.at) - _parsed(one.at)).total_seconds() / 86_400
    return float((date.fromisoformat(other.day) - date.fromisoformat(one.day)).days)


def _parsed(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Message(NamedTuple):
    """One human message of a conversation, as far as touches need it; `auto_reply` is a machine's answer."""

    id: str
    conversation_id: str
    when: Moment
    rep_id: str
    network: str
    person_id: str
    direction: str
    opened_by: str = "unknown"
    template_id: str = ""
    auto_reply: bool = False
    kind: str = "message"
    band: Band = "auto"


def touches(messages: Iterable[Message]) -> list[Touch]:
    """Join the messages of a conversation on one day into one touch, in order of time.

    Else whoever writes most in a talk would win credit by that.
    """
    days: dict[tuple[str, str, str], list[Message]] = {}
    heard: dict[tuple[str, str], Moment] = {}
    for one in sorted(messages, key=lambda one: (one.when.day, one.when.at, one.id)):
        talk = (one.conversation_id, one.person_id)
        days.setdefault((*talk, one.when.day), []).append(one)
        if one.direction == "in" and not one.auto_reply:
            heard.setdefault(talk, one.when)
    return sorted((_touch(found, heard.get(key[:2])) for key, found in days.items()), key=lambda one: one.order)


def _touch(found: list[Message], two_way: Moment | None) -> Touch:
    first = found[0]
    template = next((one.template_id for one in found if one.template_id), "")
    return Touch(
        f"{first.conversation_id}/{first.when.day}",
        first.when,
        first.rep_id,
        first.network,
        first.person_id,
        two_way,
        first.kind,
        first.direction,
        first.conversation_id,
        first.id,
        first.opened_by,
        template,
        len(found),
        first.band,
    )
