"""What came of each template: how many people got it, from whom, and how many answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from data.derive import TemplateRow
from data.records import canonical_json
from scoring.templates.group import Copy


class Sent(NamedTuple):
    """One message of ours that may be a copy. The last fields hold for openers and are None else."""

    message_id: str
    template_key: str
    template_id: str | None
    personal_share: float | None
    rep_id: str
    day: str | None
    role: str
    conversation_id: str
    network: str
    contact_id: str | None
    replied: int | None
    negative: int | None
    personal: int
    copied_opener: int | None
    personal_opener: int | None

    @property
    def to(self) -> str:
        """Whom it went to; a conversation with a person nobody named is a person of its own."""
        return self.contact_id or self.conversation_id


def by_template(sent: Iterable[Sent], copies: Mapping[str, Copy]) -> dict[str, list[Sent]]:
    """Return the messages of each template, oldest first."""
    found: dict[str, list[Sent]] = defaultdict(list)
    for message in sent:
        if message.message_id in copies:
            found[copies[message.message_id].template_id].append(message)
    for members in found.values():
        members.sort(key=lambda message: (message.day or "", message.message_id))
    return dict(found)


def template_row(id_: str, members: list[Sent], text: str, mature_until: str) -> TemplateRow:
    """Return what is known of a template; answers count openers sent until `mature_until` (a day)."""
    days = [message.day for message in members if message.day]
    openers = [message for message in members if message.role == "opener"]
    mature = [message for message in openers if message.replied is not None and (message.day or "9") <= mature_until]
    return TemplateRow(
        id_,
        text,
        len(members),
        len({message.to for message in members}),
        canonical_json(sorted({message.rep_id for message in members})),
        min(days, default=None),
        max(days, default=None),
        sum(message.replied for message in mature),
        len(mature),
        sum(message.negative or 0 for message in openers),
    )


def people_within(members: list[Sent], days: int) -> int:
    """Return the most people who got one of these messages within so many days."""
    dated = sorted((date.fromisoformat(message.day), message.to) for message in members if message.day)
    best = start = 0
    for no, (day, _) in enumerate(dated):
        while dated[start][0] <= day - timedelta(days=days):
            start += 1
        if no + 1 - start > best:
            best = max(best, len({to for _, to in dated[start : no + 1]}))
    return best
