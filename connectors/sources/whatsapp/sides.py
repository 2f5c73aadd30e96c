"""Which way a message of a chat went: by the name in it, once it is known which name is the rep's."""

from typing import NamedTuple

from connectors.connector import Context
from connectors.sources.whatsapp.files import Chat
from connectors.sources.whatsapp.marks import folded
from connectors.sources.whatsapp.people import key_of, same
from data.records import IN, OUT, UNKNOWN, canonical_json


class Side(NamedTuple):
    """Whose a message is, and the sender's key."""

    direction: str
    by: str
    key: str | None


class Sides:
    """The two sides of one chat, or the members of a group."""

    def __init__(self, chat: Chat, ctx: Context, conversation_id: str) -> None:
        """Find out who the rep is: by the file, or by the rep's own name; a person's answer comes later."""
        self.chat, self.conversation_id = chat, conversation_id
        self.own, self.by = _own(chat, ctx)
        other = "" if chat.group else _other(chat, self.own)
        self.to_self = not other and not chat.group and bool(self.own) and same(self.own, chat.title)
        self.kind = "group" if chat.group else "self" if self.to_self else "direct"
        self.person_name = other
        self.person_key = key_of(conversation_id, other) if other else None
        self._known: dict[str | None, Side] = {None: Side(UNKNOWN, "unknown", None)}
        self._others: dict[str | None, list[tuple[str, str]]] = {}
        self._recipients: dict[str | None, str] = {}

    def of(self, author: str | None) -> Side:
        """Return the side of a sender; notices have none."""
        if author not in self._known:
            self._known[author] = self._of(author)
        return self._known[author]

    def _of(self, author: str) -> Side:
        key = key_of(self.conversation_id, author)
        if self.own and same(author, self.own):
            return Side(OUT, self.by, key)
        if self.own or (self.person_name and same(author, self.person_name)):
            return Side(IN, self.by, key)
        return Side(UNKNOWN, "unknown", key)

    def others(self, author: str | None) -> list[tuple[str, str]]:
        """Return (name, key) of everybody else in a talk of two, whoever of them the rep is."""
        if author not in self._others:
            self._others[author] = self._all_but(author)
        return self._others[author]

    def recipients(self, author: str | None) -> str:
        """Return the others as a message keeps them."""
        if author not in self._recipients:
            self._recipients[author] = canonical_json([list(pair) for pair in self.others(author)])
        return self._recipients[author]

    def _all_but(self, author: str | None) -> list[tuple[str, str]]:
        if author is None or self.chat.group:
            return []
        names = [name for name in self._sides() if not same(name, author)]
        if not names and self.chat.title and not same(self.chat.title, author):
            names = [self.chat.title]
        return [(name, key_of(self.conversation_id, name)) for name in names]

    def _sides(self) -> list[str]:
        """Return the names of the two sides; a name in a pasted line is none of them."""
        if self.chat.own and self.chat.other:
            return [self.chat.own, self.chat.other]
        return list(self.chat.told.authors)

    def slot(self, author: str | None) -> str:
        """Return what tells senders apart in ids: never depends on an answer, nor on what the owner is called today."""
        if author is None:
            return ""
        if self.chat.title and not self.chat.group:
            return "other side" if same(author, self.chat.title) else "own side"
        return folded(author)


def _own(chat: Chat, ctx: Context) -> tuple[str, str]:
    """Return the rep's name in this chat and how sure it is; "" while open, which `connectors.settle` may end."""
    sure = ctx.owner.confidence in ("confirmed", "stated", "likely")
    if not chat.own and sure and same(chat.other, ctx.owner.name):  # a chat with oneself
        return chat.other, "derived"
    if (chat.own or chat.other) and chat.ground != "notice":
        return chat.own, "derived"
    found = next((name for name in chat.told.authors if sure and same(name, ctx.owner.name)), "")
    by = "confirmed" if ctx.owner.confidence == "confirmed" else "derived"
    return found, by if found else "unknown"


def _other(chat: Chat, own: str) -> str:
    if chat.ground == "notice" and not own:
        return ""
    if chat.other and not same(chat.other, own):
        return chat.other
    rest = [name for name in chat.told.authors if not same(name, own)]
    if own and len(rest) == 1:
        return rest[0]
    return chat.title if own and not rest and not same(chat.title, own) else ""
