"""One talk told in two places: by a tool's log and the archive, or by two downloads of one network.

Facts stay as they were told. A message that a tool logged is left out of judgement where another source tells the same
words, between the same two people, in the same direction, within minutes. The download of encrypted chats numbers its
threads anew: what it tells goes on where the rest of the talk with that person ends.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any

from data.records import CONTINUING_FOLDERS, TOOL_FOLDERS
from scoring.conversation import moment
from scoring.text import fold, plain

MINUTES = 10
"""A tool notes when it tried to send; the network when it delivered."""
DAY = 24 * 60
"""Minutes within which a tool that tells days only may mean a message."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def without_doubles(conversations: Rows, contact_of: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the messages by conversation without those that a tool told a second time; emptied ones are left out.

    Args:
        conversations: stored rows of messages by conversation.
        contact_of: the contact of each conversation; one without a contact is compared with itself only.
    """
    found = {id_: list(rows) for id_, rows in conversations.items()}
    if not any(_by_tool(row) for rows in found.values() for row in rows):
        return found
    told: dict[tuple, list[Mapping[str, Any]]] = defaultdict(list)
    for id_, rows in found.items():
        contact = contact_of.get(id_)
        for row in rows:
            words = fold(plain(row["text"]))
            told[row["rep_id"], contact.id if contact else id_, row["direction"], words].append(row)
    doubled = {id_ for rows in told.values() for id_ in _doubled(rows)}
    kept = {id_: [row for row in rows if row["id"] not in doubled] for id_, rows in found.items()}
    return {id_: rows for id_, rows in kept.items() if rows}


def _by_tool(row: Mapping[str, Any]) -> bool:
    return row["folder"].partition(":")[0] in TOOL_FOLDERS


def _doubled(rows: list[Mapping[str, Any]]) -> list[str]:
    """Return ids of messages of tools that other rows of the same words tell; each row vouches for one of a tool."""
    dated = sorted(
        ((at, row) for row in rows if (at := moment(row["sent_at"]))), key=lambda one: (one[0], one[1]["id"])
    )
    free = [(at, row["folder"]) for at, row in dated if not _by_tool(row)]
    gone = []
    for at, row in dated:
        if not _by_tool(row):
            continue
        near = min((one for one in free if _near(one, at, row)), key=lambda one: abs(one[0] - at), default=None)
        if near is None:
            free.append((at, row["folder"]))  # another tool may tell it as well
        else:
            free.remove(near)
            gone.append(row["id"])
    return gone


def _near(one: tuple[datetime, str], at: datetime, row: Mapping[str, Any]) -> bool:
    told = row["sent_at_text"]
    minutes = DAY if told and ":" not in told and row["sent_at_by"] == "assumed" else MINUTES
    return one[1] != row["folder"] and abs((one[0] - at).total_seconds()) <= minutes * 60


def continued(conversations: Rows, contact_of: Mapping[str, Any], private: Container[str]) -> dict[str, list[Any]]:
    """Return the messages by conversation, what a second download tells in the one talk with that person it goes on.

    Where a person has several other talks, or the talk was made private by itself, it stays on its own.
    """
    found = {id_: list(rows) for id_, rows in conversations.items()}
    going = [id_ for id_, rows in found.items() if all(row["folder"] in CONTINUING_FOLDERS for row in rows)]
    if not going:
        return found
    talks: dict[tuple, list[str]] = defaultdict(list)
    for id_ in sorted(found.keys() - set(going)):
        if id_ in contact_of:
            talks[found[id_][0]["rep_id"], contact_of[id_].id].append(id_)
    for id_ in sorted(going):
        contact = contact_of.get(id_)
        others = talks.get((found[id_][0]["rep_id"], contact.id), []) if contact else []
        if len(others) == 1 and id_ not in private:
            found[others[0]] = sorted(found[others[0]] + found.pop(id_), key=_place)
    return found


def _place(row: Mapping[str, Any]) -> tuple[bool, str, str]:
    return row["sent_at"] is None, row["sent_at"] or "", row["id"]
