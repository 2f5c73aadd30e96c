"""A rep's result.json as Telegram Desktop writes it for a whole account."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from data.demo.elsewhere import Talk
from data.demo.past import Message
from data.demo.people import Person, Rep

_OFFSET = 3 * 3600  # the computer's clock is Moscow's
_NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"


def number(url: str) -> int:
    """Return somebody's number on a network: made of the profile's address, in a range that belongs to nobody."""
    return 999_000_000_000 + crc32(url.encode()) % 99_000_000


def phone(person: Person) -> str:
    """Return a number of a range in which nobody has one, as the address book has it."""
    return f"00790000{crc32(person.url.encode()) % 100_000:05}"


def write(path: Path, rep: Rep, talks: Iterable[Talk]) -> Path:
    """Write the export to `path` and return it."""
    me, told = number(rep.url), list(talks)
    first, _, last = rep.name.partition(" ")
    root = {
        "about": "Here is the data you requested.",
        "personal_information": {
            "user_id": me, "first_name": first, "last_name": last, "phone_number": "+7 900 000 00 00",
            "username": f"@demo_{rep.story}_{rep.member_id}", "bio": "",
        },
        "profile_pictures": [],
        "contacts": {"about": "Contacts", "list": [_contact(talk) for talk in told]},
        "chats": {"about": "This page lists all chats from this export.", "list": [_saved(me, rep, told)]},
    }  # fmt: skip
    root["chats"]["list"] += [_chat(talk, rep, no) for no, talk in enumerate(told)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(root, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _local(at: int) -> str:
    return datetime.fromtimestamp(at + _OFFSET, UTC).isoformat()[:19]


def _contact(talk: Talk) -> dict[str, Any]:
    at = talk.rows[0].at - 600
    return {
        "user_id": number(talk.person.url), "first_name": talk.person.first, "last_name": talk.person.last,
        "phone_number": phone(talk.person), "date": _local(at), "date_unixtime": str(at),
    }  # fmt: skip


def _saved(me: int, rep: Rep, talks: list[Talk]) -> dict[str, Any]:
    """Return the notes to oneself: they count in no figure."""
    at = talks[0].rows[0].at - 86_400 if talks else 1_780_000_000
    return {"type": "saved_messages", "id": me, "messages": [_said(1, at, rep.name, me, "Позвонить в депо в четверг")]}


def _chat(talk: Talk, rep: Rep, no: int) -> dict[str, Any]:
    other, person, bodies = number(talk.person.url), talk.person, []
    for row in talk.rows:
        ours = row.sender_url == rep.url
        bodies.append(
            _row(10 + 2 * len(bodies), row, rep.name if ours else person.name, number(rep.url) if ours else other)
        )
    if no % 4 == 1:  # a call after the last word
        bodies.append(_call(bodies[-1]["id"] + 2, talk.rows[-1].at + 7_200, rep))
    if no % 3 == 0 and len(bodies) > 2:
        bodies[1]["reactions"] = [_reaction(bodies[1], rep)]
    return {"name": person.name, "type": "personal_chat", "id": other, "messages": bodies}


def _said(number_there: int, at: int, name: str, user: int, text: str) -> dict[str, Any]:
    return {
        "id": number_there, "type": "message", "date": _local(at), "date_unixtime": str(at), "from": name,
        "from_id": f"user{user}", "text": text, "text_entities": [{"type": "plain", "text": text}] if text else [],
    }  # fmt: skip


def _row(number_there: int, row: Message, name: str, user: int) -> dict[str, Any]:
    body = _said(number_there, row.at, name, user, row.text)
    return body if row.text else {**body, "file": _NOT_INCLUDED, "file_name": "table.xlsx"}


def _call(number_there: int, at: int, rep: Rep) -> dict[str, Any]:
    return {
        "id": number_there, "type": "service", "date": _local(at), "date_unixtime": str(at), "actor": rep.name,
        "actor_id": f"user{number(rep.url)}", "action": "phone_call", "duration_seconds": 540,
        "discard_reason": "hangup", "text": "", "text_entities": [],
    }  # fmt: skip


def _reaction(body: dict[str, Any], rep: Rep) -> dict[str, Any]:
    mine = {"from": rep.name, "from_id": f"user{number(rep.url)}", "date": body["date"]}
    return {"type": "emoji", "count": 1, "emoji": "👍", "recent": [mine]}
