"""Who is who in Telegram's files: ids of every era as one kind of number, and the keys of people and conversations."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from data.names import fold
from data.records import person_key, stable_id

NETWORK = "telegram"
_OLD = 1 << 32
_NUMBERED = re.compile(r"(user|chat|channel)?(\d{1,20})")
USER, GROUP, CHANNEL = "user", "chat", "channel"
KIND_OF_CHAT = {
    "personal_chat": "direct",
    "bot_chat": "bot",
    "saved_messages": "self",
    "replies": "system",
    "verification_codes": "system",
    "private_group": "group",
    "private_supergroup": "group",
    "public_supergroup": "group",
    "private_channel": "channel",
    "public_channel": "channel",
}
"""Type of a chat -> kind of its messages."""
_SERVICE_ACCOUNT = 777_000


class Party(NamedTuple):
    """Somebody or something that writes: `space` tells users, basic groups and channels apart, `number` is bare."""

    space: str
    number: int

    @property
    def short(self) -> str:
        """The number of a user; of others with what they are before it."""
        return str(self.number) if self.space == USER else f"{self.space}{self.number}"

    @property
    def key(self) -> str:
        """The person key."""
        return person_key(NETWORK, "id", self.short)


def party_of(told: Any) -> Party | None:
    """Read a sender's id of any era: "user123" (since May 2021), 123, or a number with the era's shift added.

    Until 2021 numbers of users, groups and channels were kept apart by adding nothing, 2^32 and 2^33; for some months
    users, too, had 2^32 added. User numbers of that time lay below 2^32, so the rest of a division tells them.
    """
    if isinstance(told, bool) or not isinstance(told, int | str):
        return None
    found = _NUMBERED.fullmatch(str(told))
    if not found:
        return None
    number = int(found[2])
    if found[1]:
        return Party(found[1], number)
    return Party(CHANNEL if number >= 2 * _OLD else USER, number % _OLD)


def user_of(number: Any, old: bool) -> Party | None:
    """Return the user of a plain number; `old`: the file has ids of the time before May 2021, with shifts."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 1 << 63:
        return None
    return Party(USER, number % _OLD if old else number)


def chat_party(kind: str, number: Any, old: bool) -> Party | None:
    """Return what a chat's id stands for."""
    found = user_of(abs(number) if isinstance(number, int) else number, old)
    space = {"group": GROUP, "channel": CHANNEL}.get(KIND_OF_CHAT.get(kind, ""), USER)
    return found and Party(CHANNEL if kind.endswith("supergroup") else space, found.number)


def is_service(party: Party | None) -> bool:
    """Tell whether a personal chat is Telegram's own (login codes)."""
    return party == Party(USER, _SERVICE_ACCOUNT)


def name_key(rep_id: str, name: str) -> str:
    """Return the key of somebody of whom only a name is known."""
    return person_key(NETWORK, "name", f"{rep_id}/{fold(name)}")


def conversation_id(rep_id: str, party: Party | None, title: str = "") -> str:
    """Return a conversation's id: of what the chat's number stands for, else of its title."""
    if party:
        return stable_id(rep_id, NETWORK, *party)
    return stable_id(rep_id, NETWORK, "title", fold(title))


def text_of(value: Any) -> str:
    """Return a text, "" for what is none."""
    return value if isinstance(value, str) else ""


def full_name(person: Mapping[str, Any]) -> str:
    """Return first and last name together."""
    return " ".join(filter(None, (text_of(person.get(part)).strip() for part in ("first_name", "last_name"))))
