"""What people say about a conversation: that it is private, and notes. Kept by stable ids, so a re-import keeps it."""

import sqlite3
from typing import NamedTuple

from data import note_index
from data.records import stable_id
from data.scope import Viewer
from data.store import bump, now
from data.words import N_

LONGEST_NOTE = 2_000


class TalkError(ValueError):
    """Something that can't be said of a conversation; `words` tell why, `detail` fills their places."""

    def __init__(self, words: str, **detail: object) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


class _Talk(NamedTuple):
    rep_id: str
    private: bool


def mark_private(conn: sqlite3.Connection, viewer: Viewer, conversation_id: str) -> None:
    """Take an own conversation out of everybody else's sight, at once; the figures follow with the next refresh.

    Raises:
        TalkError: it is not the viewer's own.
    """
    _own(conn, viewer, conversation_id)
    sql = "INSERT OR IGNORE INTO private_conversation (conversation_id, rep_id, at) VALUES (?, ?, ?)"
    conn.execute(sql, (conversation_id, viewer.rep_id, now()))
    conn.execute("UPDATE conversation SET private = 1 WHERE id = ?", (conversation_id,))
    conn.execute("DELETE FROM finding WHERE conversation_id = ?", (conversation_id,))
    _judge_again(conn, conversation_id)


def unmark_private(conn: sqlite3.Connection, viewer: Viewer, conversation_id: str) -> None:
    """Take the mark off again; the conversation is judged and shown with the next refresh.

    Raises:
        TalkError: it is not the viewer's own.
    """
    _own(conn, viewer, conversation_id)
    conn.execute("DELETE FROM private_conversation WHERE conversation_id = ?", (conversation_id,))
    _judge_again(conn, conversation_id)


def add_note(conn: sqlite3.Connection, viewer: Viewer, conversation_id: str, text: str) -> str:
    """Write a note about a conversation and return its id.

    Raises:
        TalkError: the viewer may not read the conversation, or the note is empty or too long.
    """
    text = text.strip()
    if not text:
        raise TalkError(N_("Write something first."))
    if len(text) > LONGEST_NOTE:
        raise TalkError(N_("A note can have {most} characters; this one has {n}."), most=LONGEST_NOTE, n=len(text))
    talk = _seen(conn, viewer, conversation_id)
    at, who = now(), viewer.name or viewer.email
    note_id = stable_id(conversation_id, viewer.email, at, text)
    row = (note_id, conversation_id, talk.rep_id, at, who, text)
    conn.execute("INSERT OR IGNORE INTO conversation_note VALUES (?, ?, ?, ?, ?, ?)", row)
    note_index.add(conn, "talk", note_id, text)
    bump(conn)
    return note_id


def remove_note(conn: sqlite3.Connection, viewer: Viewer, note_id: str) -> None:
    """Remove a note that the viewer wrote; nothing happens when it is gone already.

    Raises:
        TalkError: somebody else wrote it.
    """
    row = conn.execute("SELECT who FROM conversation_note WHERE id = ?", (note_id,)).fetchone()
    if row is None:
        return
    if row["who"] != (viewer.name or viewer.email):
        raise TalkError(N_("Only who wrote a note can remove it."))
    conn.execute("DELETE FROM conversation_note WHERE id = ?", (note_id,))
    note_index.forget(conn, "talk", note_id)
    bump(conn)


def _judge_again(conn: sqlite3.Connection, conversation_id: str) -> None:
    conn.execute("INSERT OR IGNORE INTO dirty VALUES ('conversation', ?)", (conversation_id,))
    bump(conn)


def _talk(conn: sqlite3.Connection, conversation_id: str) -> _Talk:
    sql = "SELECT rep_id, private FROM conversation WHERE id = ?"
    row = conn.execute(sql, (conversation_id,)).fetchone()
    if row is None:
        raise TalkError(N_("This conversation is not here any more; reload the page."))
    return _Talk(row["rep_id"], bool(row["private"]))


def _own(conn: sqlite3.Connection, viewer: Viewer, conversation_id: str) -> None:
    if viewer.rep_id is None or _talk(conn, conversation_id).rep_id != viewer.rep_id:
        raise TalkError(N_("Only the rep who wrote a conversation can do this."))


def _seen(conn: sqlite3.Connection, viewer: Viewer, conversation_id: str) -> _Talk:
    talk = _talk(conn, conversation_id)
    own = viewer.rep_id == talk.rep_id
    if not own and (viewer.role != "manager" or talk.private):
        raise TalkError(N_("You can’t write a note about this conversation."))
    return talk
