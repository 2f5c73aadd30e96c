"""The slide of what is worth copying: the best conversations of reps who agreed to be named."""

import sqlite3

from data.reviews import consents
from data.words import N_, NN_
from metrics.findings import best_talks
from metrics.models import BestTalk
from metrics.review.sight import Sight
from metrics.review.slide import Line, Slide
from metrics.words import Said, counted

MOST = 3


def slide(conn: sqlite3.Connection, seen: Sight) -> Slide | None:
    """Return up to three good conversations, one a rep; None when there are none, or nobody agreed."""
    agreed = consents(conn)
    reps = [rep for rep in seen.reps if rep.rep_id in agreed]
    found: list[tuple[str, BestTalk]] = []
    for rep in reps:
        found += [(rep.name, talk) for talk in best_talks(conn, seen.lately.of(rep.rep_id), 1)]
    if not found:
        return None
    return Slide(
        "praise",
        counted(NN_("One conversation to learn from", "{n} conversations to learn from"), len(found[:MOST])),
        lines=tuple(_line(name, talk) for name, talk in found[:MOST]),
        notes=(Said(N_("Chosen by rule: answered well, no copied text, no early offer. Named with their consent.")),),
    )


def _line(name: str, talk: BestTalk) -> Line:
    return Line(Said(N_("{name}: {tag}"), {"name": name, "tag": talk.tag}), talk.story, "ok", talk.link)
