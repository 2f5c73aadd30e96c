"""What happened to one rep: the rows of an export before they are written."""

from dataclasses import dataclass, field
from typing import NamedTuple

from data.demo.people import Person, Rep


class Message(NamedTuple):
    """A row of messages.csv before its date is written; `at` is in seconds since 1970, UTC."""

    at: int
    conversation: str
    title: str
    sender: str
    sender_url: str
    to: str
    to_urls: str
    subject: str
    text: str
    folder: str = "INBOX"
    attachments: str = ""
    draft: str = "No"
    conversation_draft: str = "No"


class Invite(NamedTuple):
    """A row of Invitations.csv."""

    at: int
    outgoing: bool
    person: Person
    text: str


class Tie(NamedTuple):
    """A row of Connections.csv; without a person the network hides who it is."""

    at: int
    person: Person | None
    email: str = ""


class OwnNote(NamedTuple):
    """A row of Notes.csv."""

    at: int
    person: Person
    text: str


@dataclass
class Past:
    """Everything one rep did, in no order."""

    rep: Rep
    messages: list[Message] = field(default_factory=list)
    invites: list[Invite] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    notes: list[OwnNote] = field(default_factory=list)
