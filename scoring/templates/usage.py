"""How a template was used: how many people got one text within days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Opener(NamedTuple):
    """An opener that is a copy. `contact_id` None: a person whom nobody named."""

    rep_id: str
    template_id: str
    day: str | None
    message_id: str
    conversation_id: str
    network: str
    contact_id: str | None
    replied: int | None

    @property
    def to(self) -> str:
        """Whom it went to; a conversation with a person nobody named is a person of its own."""
        return self.contact_id or self.conversation_id


def people_within(openers: Iterable[Opener], days: int) -> int:
    """Return the most people who got one of these messages within so many days."""
    dated = sorted((date.fromisoformat(sent.day), sent.to) for sent in openers if sent.day)
    best = start = 0
    for no, (day, _) in enumerate(dated):
        while dated[start][0] <= day - timedelta(days=days):
            start += 1
        if no + 1 - start > best:
            best = max(best, len({to for _, to in dated[start : no + 1]}))
    return best
