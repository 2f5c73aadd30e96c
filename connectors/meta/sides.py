"""Which names in a thread are the rep's, and how that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from connectors.connector import Context
from connectors.meta.names import fold
from connectors.meta.noise import is_placeholder
from connectors.meta.survey import ThreadMember
from data.records import IN, OUT, UNKNOWN

_UNKNOWN = (UNKNOWN, "unknown")
_SHOWN = ("stated", "derived")


@dataclass(frozen=True)
class Sides:
    """The rep's names in one thread (folded -> how it is known), everybody else's, and who is who."""

    own: Mapping[str, str]
    others: frozenset[str]
    senders: frozenset[str]
    other: str  # of a talk of two: the other side, as the file writes it; "" when that is open

    @classmethod
    def of(cls, names: list[str], senders: set[str], title: str, member: ThreadMember, ctx: Context) -> "Sides":
        """Tell the sides of a thread from what is known of the whole export, else from what the thread is called."""
        names = names or sorted(senders)
        folded, wrote = {fold(name): name for name in names}, {fold(name) for name in senders}
        own = _own(member, ctx)
        here = {name: by for name, by in own.items() if name in folded or name in wrote}
        if not here:
            here = _by_title(folded, title, "derived" if any(by in _SHOWN for by in own.values()) else "proposed")
        twins = len(names) > 1 and len(folded) == 1
        if twins or not here:
            return cls({}, frozenset(), frozenset(wrote), _called(names, title) if twins else "")
        others = {name for name in folded if name not in here}
        strangers = wrote - here.keys() - others
        if len(others) == 1 and strangers and not (here.keys() & wrote) and others & wrote:
            here.update(dict.fromkeys(strangers - _gone(strangers) - {fold(title)}, "derived"))
        left = next((folded[name] for name in folded if name not in here), "")
        return cls(here, frozenset(others), frozenset(wrote), left or _left(senders, here) or title)

    @cached_property
    def shown(self) -> bool:
        """Tell whether the export itself shows who the rep is here, so that no answer can turn the talk round."""
        return any(by in _SHOWN for by in self.own.values())

    def of_sender(self, sender: str) -> tuple[str, str]:
        """Return direction of a message and how sure that is."""
        if not self.own or not sender:
            return _UNKNOWN
        by = self.own.get(fold(sender))
        return (OUT, by) if by else (IN, _surest(self.own))


def _own(member: ThreadMember, ctx: Context) -> dict[str, str]:
    """Return the rep's names: what the export shows stands; what it leaves open a person answers."""
    known = member.survey.own
    answer = fold(ctx.answers.get("self", ""))
    if answer:
        return {name: by for name, by in known.items() if by in _SHOWN} | {answer: known.get(answer, "confirmed")}
    if not known and ctx.owner.name:
        return {fold(ctx.owner.name): "confirmed" if ctx.owner.confidence == "confirmed" else "proposed"}
    return dict(known)


def _by_title(folded: Mapping[str, str], title: str, by: str) -> dict[str, str]:
    if len(folded) == 2 and fold(title) in folded:
        return {name: by for name in folded if name != fold(title)}
    return {}


def _called(names: list[str], title: str) -> str:
    return title or names[0]


def _left(senders: set[str], own: Mapping[str, str]) -> str:
    rest = sorted(name for name in senders if fold(name) not in own)
    return rest[0] if len(rest) == 1 else ""


def _gone(names: set[str]) -> set[str]:
    return {name for name in names if is_placeholder(name)}


def _surest(own: Mapping[str, str]) -> str:
    return next((by for by in (*_SHOWN, "confirmed") if by in own.values()), "proposed")
