"""The slide of what is worth copying: the best first messages and conversations of reps who agreed to be named."""

import sqlite3
from collections.abc import Iterator

from data import queries
from data.reviews import consents
from data.words import N_, NN_
from metrics.findings import best_talks
from metrics.models import BestTalk, Link
from metrics.people import Known
from metrics.review.sight import Sight
from metrics.review.slide import Line, Slide
from metrics.words import Said, counted

MOST_TALKS, MOST_OPENERS = 3, 2
"""Lines that can be read on one screen."""
_HOW = Said(N_("Chosen by rule: answered well, no copied text, no early offer. Named with their consent."))


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide | None:
    """Return up to two first messages and three conversations, one of each a rep; None when there are none, or nobody
    agreed. A first message is told by what it does: its words are in no scope of a review.
    """
    agreed = consents(conn)
    reps = [rep for rep in seen.reps if rep.rep_id in agreed]
    talks = [(rep.name, talk) for rep in reps for talk in best_talks(conn, seen.lately.of(rep.rep_id), 1)][:MOST_TALKS]
    openers = list(_openers(conn, seen, reps, {talk.conversation_id for _, talk in talks}))[:MOST_OPENERS]
    if not talks and not openers:
        return None
    lines = (*(_opener(name, row) for name, row in openers), *(_talk(name, talk) for name, talk in talks))
    return Slide("praise", _title(len(openers), len(talks)), lines=lines, notes=(_HOW,))


def _openers(
    conn: sqlite3.Connection, seen: Sight, reps: list[Known], shown: set[str]
) -> Iterator[tuple[str, sqlite3.Row]]:
    """Yield each rep's best first message that no shown conversation begins with."""
    for rep in reps:
        rows = queries.rows(conn, "best_openers", seen.lately.of(rep.rep_id), size=len(shown) + 1)
        yield from [(rep.name, row) for row in rows if row["conversation_id"] not in shown][:1]


def _title(openers: int, talks: int) -> Said:
    first = counted(NN_("One first message to learn from", "{n} first messages to learn from"), openers)
    whole = counted(NN_("One conversation to learn from", "{n} conversations to learn from"), talks)
    if not (openers and talks):
        return first if openers else whole
    told = {
        "openers": counted(NN_("one first message", "{n} first messages"), openers),
        "talks": counted(NN_("one conversation", "{n} conversations"), talks),
    }
    return Said(N_("To learn from: {openers} and {talks}"), told)


def _opener(name: str, row: sqlite3.Row) -> Line:
    link = Link("conversations", {"rep": row["rep_id"], "id": row["conversation_id"]})
    return Line(Said(N_("{name}: first message"), {"name": name}), _told(row), "ok", link)


def _told(row: sqlite3.Row) -> Said:
    """Say what a first message does, how long it is, and how soon it was answered."""
    does = N_("is about the person")
    if row["helped_opener"]:
        does = N_("is about the person and offers help")
    elif row["question_opener"]:
        does = N_("is about the person and asks a question")
    told = {
        "does": Said(does),
        "length": counted(NN_("{n} character", "{n} characters"), row["opener_chars"]),
        "soon": _soon(row["reply_h"]),
    }
    return Said(N_("It {does}; {length}; answered {soon}."), told)


def _soon(hours: float) -> Said:
    if hours < 1:
        return Said(N_("within an hour"))
    if hours < 24:
        return counted(NN_("after {n} hour", "after {n} hours"), max(1, round(hours)))
    return counted(NN_("after {n} day", "after {n} days"), round(hours / 24))


def _talk(name: str, talk: BestTalk) -> Line:
    return Line(Said(N_("{name}: {tag}"), {"name": name, "tag": talk.tag}), talk.story, "ok", talk.link)
