"""The vocabulary: facts as the networks told them, one NamedTuple a table, fields in column order.

A record is what an export said about one thing. Its `id` is made of the content (see `stable_id`), so the same
fact read twice, from any export and in any order, is the same row. Times are UTC ISO 8601 text
("2026-03-05T14:02:11Z") or None; days are "2026-03-05" in the workspace's time zone.
"""

from typing import NamedTuple

from data.crm_records import CRM_TABLES, CrmRecord
from data.ids import canonical_json as canonical_json
from data.ids import stable_id as stable_id

OUT, IN, UNKNOWN = "out", "in", "unknown"

MESSAGE_KINDS = (
    "direct",  # one person to one person
    "inmail",  # the same, paid for: has a subject
    "invitation",  # the note that came with an invitation to connect
    "comment",
    "group",  # three or more people
    "sponsored",  # an advertisement in the inbox
    "draft",  # never sent
    "system",  # written by the network ("Message request accepted")
    "assistant",  # a talk with the network's own AI helper
    "self",  # to oneself
    "channel",  # a post in a broadcast channel
    "bot",  # a talk with a program or with a community's mailing
    "forward",  # somebody else's words, passed on: never the sender's own text
)
OUTREACH_KINDS = ("direct", "inmail", "invitation")
"""The kinds that count in outreach figures."""
TOOL_FOLDERS = ("heyreach", "mapped")
"""Folders of messages that an outreach tool logged, up to a colon; the network's own archive may tell them again."""
CONTINUING_FOLDERS = ("e2ee",)
"""Folders of a second download, whose conversations go on where those of the first one end."""


class Message(NamedTuple):
    """One text in a conversation. `text` is kept exactly as the export has it."""

    id: str
    rep_id: str
    network: str
    conversation_id: str
    conversation_title: str
    kind: str  # one of MESSAGE_KINDS
    direction: str  # out, in, unknown
    direction_by: str  # stated, derived (the file shows it), confirmed, proposed (nobody confirmed it), unknown
    sent_at: str | None
    sent_at_by: str  # exact (UTC stated), offset (offset given), assumed (no zone in the file), none
    sent_at_text: str  # wall-clock text of the file
    day: str | None
    person_key: str | None  # the other side of a one-to-one talk; see `person_key`
    person_name: str
    sender_key: str | None
    sender_name: str
    recipients: str  # JSON [[name, person_key or null], ...]: everybody but the sender, also while the rep is unknown
    subject: str
    text: str
    attachments: str  # JSON [url or file name, ...]
    folder: str  # of the inbox, where the network has several; "edited" where a chat says that of a message


class Invitation(NamedTuple):
    """An invitation to connect. Its note, if any, is `text`; `sent_at_text` has no zone on LinkedIn."""

    id: str
    rep_id: str
    network: str
    direction: str
    direction_by: str
    sent_at_text: str
    day: str | None
    person_key: str | None
    person_name: str
    text: str


class Connection(NamedTuple):
    """A tie between the rep and somebody, with what that person's profile said on the day of the export."""

    id: str
    rep_id: str
    network: str
    person_key: str
    person_name: str
    company: str
    position: str
    email: str
    connected_on: str | None


class Activity(NamedTuple):
    """A public act of the rep: post, comment, reaction, vote, repost, media, or one counted by a sales tool."""

    id: str
    rep_id: str
    network: str
    kind: str  # post, comment, reaction, vote, repost, media, follow, saved_lead, profile_viewed, inmail_sent ...
    subtype: str  # LIKE, PRAISE ...; visibility of a post; option of a vote
    at: str | None
    at_by: str
    day: str | None
    link: str
    native_id: str  # the network's number of the thing acted upon, "" when not told
    text: str
    at_text: str = ""  # wall-clock text of the file where that has no zone: an answer given later counts `at` anew


class ProfilePart(NamedTuple):
    """One section of the rep's own profile as of one export. `content` is canonical JSON."""

    id: str
    rep_id: str
    network: str
    taken_on: str  # day of the export: every import is a snapshot
    part: str  # profile, positions, skills, recommendations ...: shapes in connectors/sources/linkedin/profile.py
    content: str


class Note(NamedTuple):
    """The rep's own note about a person."""

    id: str
    rep_id: str
    network: str
    person_key: str | None
    person_name: str
    text: str
    created_day: str | None


class AudienceFigure(NamedTuple):
    """A figure the network itself counts: impressions, engagements, followers; of a day or of one post."""

    id: str
    rep_id: str
    network: str
    subject: str  # "day" or the native id of a post
    day: str | None
    metric: str  # impressions, engagements, members_reached, new_followers, followers, reactions, comments ...
    value: int


class Prospect(NamedTuple):
    """A row of a list that a search or an outreach tool returned; nobody has talked to the person because of it."""

    id: str
    rep_id: str
    network: str
    person_key: str | None
    person_name: str
    company: str
    position: str
    email: str
    source: str


class Identity(NamedTuple):
    """A way to name or reach a person, as an export tells it: the ground on which people are found again elsewhere."""

    id: str
    rep_id: str
    network: str
    person_key: str
    kind: str  # name, phone (E.164), email (lower case), handle (no "@", lower case), url
    value: str


TABLES: dict[type, str] = {
    Message: "message",
    Invitation: "invitation",
    Connection: "connection",
    Activity: "activity",
    ProfilePart: "profile_part",
    Note: "note",
    AudienceFigure: "audience_figure",
    Prospect: "prospect",
    Identity: "identity",
    **CRM_TABLES,
}
"""Fact tables, by record type. Facts are written by an import and taken back by its undo, by nothing else."""

RepRecord = Message | Invitation | Connection | Activity | ProfilePart | Note | AudienceFigure | Prospect | Identity
Record = RepRecord | CrmRecord


def person_key(network: str, kind: str, value: str) -> str:
    """Return the key of a person as an export names one; what the keys of one person have in common is found later.

    kind "in": a public profile slug, decoded and lower-cased; "id": a network's own id, case kept; "name": only a
    name is known, `value` is "<rep_id>/<name, casefolded, single spaces>" (a name means somebody only within one
    rep's exports); "talk": nobody is named (a hidden member), `value` is the conversation's id; "phone": a number in
    E.164; "email": an address in lower case; "chat": a name that means somebody only within one chat, `value` is
    "<conversation id>/<name, casefolded>".
    """
    return f"{network}:{kind}/{value}"
