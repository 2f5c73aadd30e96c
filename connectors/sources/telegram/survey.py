"""The first of two passes over a result.json: whose it is, which chats it has, what it leaves open."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from connectors.connector import Member
from connectors.sources.telegram.ids import KIND_OF_CHAT, Party, chat_party, party_of, text_of
from connectors.sources.telegram.stream import pieces

_MOST_SENDERS = 5_000


@dataclass(frozen=True)
class ResultFile(Member):
    """A result.json; `notes` keeps its survey for the second pass."""

    notes: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def survey(self) -> "Survey":
        """The survey, made once."""
        if "survey" not in self.notes:
            self.notes["survey"] = _surveyed(self)
        return self.notes["survey"]


@dataclass
class Sender:
    """Somebody who wrote in a chat, and how often."""

    party: Party | None
    name: str
    count: int = 0

    @property
    def value(self) -> str:
        """What names the sender in an answer: the same in every era of the file."""
        return self.party.short if self.party else self.name


@dataclass
class ChatSeen:
    """A chat: its head as the file has it, and who wrote in it (by id, else by name)."""

    head: Mapping[str, Any]
    senders: dict[Party | str, Sender] = field(default_factory=dict)
    messages: int = 0
    signed: Counter[str] = field(default_factory=Counter)  # signatures under posts of a channel

    @property
    def type(self) -> str:
        """The type as the file has it."""
        return text_of(self.head.get("type"))

    @property
    def kind(self) -> str:
        """The kind of its messages; "" for a type not known here."""
        return KIND_OF_CHAT.get(self.type, "")

    @property
    def name(self) -> str:
        """The title, "" for a deleted account."""
        return text_of(self.head.get("name"))


@dataclass
class Survey:
    """What the first pass saw."""

    personal: Mapping[str, Any] = field(default_factory=dict)
    chats: list[ChatSeen] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    unzoned: int = 0  # messages with a wall clock only
    unzoned_example: str = ""
    zoned: bool = False
    epochs: Counter[str] = field(default_factory=Counter)  # "edited" of messages never edited: the zone's offset
    texts: bool = False  # ids like "user123"
    numbers: bool = False  # ids like 123

    @property
    def old(self) -> bool:
        """Whether ids are of the time before May 2021."""
        return not self.texts and (self.numbers or (self.unzoned > 0 and not self.zoned))

    def party(self, chat: ChatSeen) -> Party | None:
        """Return what a chat's id stands for."""
        return chat_party(chat.type, chat.head.get("id"), self.old)

    def of_kind(self, kind: str) -> Iterator[ChatSeen]:
        """Yield the chats whose messages are of a kind."""
        return (chat for chat in self.chats if chat.kind == kind)


def _surveyed(member: Member) -> Survey:
    seen = Survey()
    for piece in pieces(member):
        if piece.what == "message" and isinstance(piece.body, dict):
            _message(seen, seen.chats[-1], piece.body)
        elif piece.what == "chat":
            seen.chats.append(ChatSeen(piece.body))
        elif piece.what == "section" and piece.body[0] == "personal_information" and isinstance(piece.body[1], dict):
            seen.personal = piece.body[1]
    return seen


def _message(seen: Survey, chat: ChatSeen, body: dict[str, Any]) -> None:
    date = body.get("date")
    if isinstance(date, str) and date:
        seen.days.add(date[:10])
        if "date_unixtime" in body:
            seen.zoned = True
        else:
            seen.unzoned += 1
            seen.unzoned_example = seen.unzoned_example or date[:19]
    edited = body.get("edited")
    if isinstance(edited, str) and edited.startswith(("1970-01-01T", "1969-12-31T")):
        seen.epochs[edited[:16]] += 1
    _sender(seen, chat, body)


def _sender(seen: Survey, chat: ChatSeen, body: dict[str, Any]) -> None:
    told = body.get("from_id", body.get("actor_id"))
    seen.texts |= isinstance(told, str)
    seen.numbers |= isinstance(told, int)
    if body.get("type") != "message":
        return
    chat.messages += 1
    if author := text_of(body.get("author")):
        chat.signed[author] += 1
    party, name = party_of(told), text_of(body.get("from"))
    known = chat.senders.get(party or name)
    if known is None:
        if len(chat.senders) >= _MOST_SENDERS or not (party or name):
            return
        known = chat.senders[party or name] = Sender(party, name)
    known.count += 1
    known.name = name or known.name
