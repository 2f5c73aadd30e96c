"""Talks out of stored facts: rows of messages and notes become judged conversations."""

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from data.derive import ContactRow
from scoring.conversation import IN, OUT, Said, Talk, moment
from scoring.intents import Inbound, Outbound, judge_inbound, judge_outbound, language
from scoring.text import fold, own_words, plain

NOTE_DAYS = 90
"""A note of an invitation opens the first conversation of the next so many days; later talk is another matter."""
SAME_NOTE_DAYS = 3


@functools.lru_cache(maxsize=50_000)
def judged(text: str, direction: str) -> tuple[str, str, int, Outbound | None, Inbound | None]:
    """Return (plain text, language, own characters, judgement of ours, of theirs); copies are judged once."""
    readable = plain(text)
    lang = language(readable)
    out = judge_outbound(readable, lang) if direction == OUT else None
    inbound = judge_inbound(readable, lang) if direction == IN else None
    return readable, lang, len(own_words(readable)), out, inbound


def said(row: Mapping) -> Said:
    """Return the judged message of a stored row."""
    text, lang, own, out, inbound = judged(row["text"], row["direction"])
    attachments = 0 if row["attachments"] in ("", "[]") else len(json.loads(row["attachments"]))
    at = moment(row["sent_at"])
    precise = at is not None and row["sent_at_by"] != "none"
    return Said(
        row["id"], row["kind"], row["direction"], at, precise, row["day"], text, own, attachments, lang, out, inbound
    )


def said_note(row: Mapping) -> Said:
    """Return the note of an invitation as a message at the beginning of its day."""
    text, lang, own, out, inbound = judged(row["text"], row["direction"])
    at = moment(f"{row['day']}T00:00:00Z") if row["day"] else None
    return Said(row["id"], "invitation", row["direction"], at, False, row["day"], text, own, 0, lang, out, inbound)


def talks(
    conversations: Mapping[str, list[Mapping]],
    notes: Iterable[Mapping],
    contact_of: Mapping[str, ContactRow],
    private: set[str],
) -> list[Talk]:
    """Make talks of the messages by conversation, and of the notes with one contact of one rep.

    `notes` hold "contact_id". A note that stands in a conversation already is passed over; one before a conversation
    becomes its first message; another one of ours is a conversation of its own, of kind "invitation".
    """
    found = {id_: _talk(id_, rows, contact_of.get(id_), id_ in private) for id_, rows in conversations.items()}
    by_pair: dict[tuple, list[Talk]] = {}
    for talk in sorted(found.values(), key=lambda talk: (talk.messages[0].day or "9", talk.id)):
        if talk.contact_id is not None:
            by_pair.setdefault((talk.rep_id, talk.contact_id), []).append(talk)
    ahead: dict[str, list[Said]] = {}
    for note in notes:
        near = by_pair.get((note["rep_id"], note["contact_id"]), [])
        if not note["text"].strip() or any(_holds(talk, note) for talk in near):
            continue
        opened = next((talk for talk in near if _follows(talk, note["day"])), None)
        if opened is not None:
            ahead.setdefault(opened.id, []).append(said_note(note))
        elif note["direction"] == OUT and not any((talk.messages[0].day or "") < (note["day"] or "") for talk in near):
            found[note["id"]] = _of_note(note, contact_of, note["id"] in private)
    for id_, before in ahead.items():
        found[id_] = replace(found[id_], messages=(*before, *found[id_].messages))
    return list(found.values())


def _talk(id_: str, rows: list[Mapping], contact: ContactRow | None, private: bool) -> Talk:
    first = rows[0]
    return Talk(
        id_,
        first["rep_id"],
        first["network"],
        tuple(said(row) for row in rows),
        contact.id if contact else None,
        contact.name if contact else "",
        contact.company if contact else "",
        next((row["conversation_title"] for row in rows if row["conversation_title"]), ""),
        private,
    )


def _of_note(note: Mapping, contact_of: Mapping[str, ContactRow], private: bool) -> Talk:
    contact = contact_of.get(note["id"])
    name, company = (contact.name, contact.company) if contact else (note["person_name"], "")
    return Talk(
        note["id"], note["rep_id"], note["network"], (said_note(note),), note["contact_id"], name, company, "", private
    )


def _holds(talk: Talk, note: Mapping) -> bool:
    """Tell whether a talk has the text of a note within days of it."""
    text = fold(plain(note["text"]))
    return any(
        message.direction == note["direction"]
        and fold(message.text) == text
        and _apart(message.day, note["day"]) <= SAME_NOTE_DAYS
        for message in talk.messages
    )


def _follows(talk: Talk, day: str | None) -> bool:
    first = talk.messages[0].day
    return bool(day and first and day <= first and _apart(first, day) <= NOTE_DAYS)


def _apart(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
