"""Which messages are copies of which text, kept up to date: all compared anew, or new ones with what is known.

Small workspaces are always compared anew, so that there the grouping follows from the facts alone. Large ones give new
messages to known templates, group the rest with what was nobody's copy before, and compare all anew once enough has
come or gone. Ids stay with the texts that grow (see `scoring.templates.identity`).
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data import derive, store
from data.derive import MarkRow
from data.records import stable_id
from data.settings import Settings
from scoring.kept_texts import Rest, keep_part, keep_rest, read_part
from scoring.template_use import DECLARED
from scoring.templates import Grouping, Scanned, Template, assign, group, scan, shares, spread
from scoring.templates.catalogue import Catalogue, born, loose, near, together
from scoring.templates.identity import Event, named
from scoring.templates.scanning import as_arrow
from scoring.templates.warming import prepare
from scoring.text import plain

SMALL = 20_000
"""Messages of ours up to which all are compared anew each time."""
STALE = 0.2
"""Messages that came or went since all were compared, as a part of those compared then: more, and all are again."""
Progress = Callable[[str, int, int], None]


class Copied(NamedTuple):
    """What a stored message was taken for; `chars` tells whether it is still the same text."""

    template_id: str | None
    personal_share: float | None
    chars: int


@dataclass(frozen=True)
class _Count:
    """How many messages were compared when all were, and how many came or went since."""

    compared: int = 0
    since: int = 0

    @property
    def stale(self) -> bool:
        return self.compared + self.since <= SMALL or self.since > STALE * self.compared


def remember(conn: sqlite3.Connection, conversations: Sequence[str] | None) -> dict[str, Copied]:
    """Return what the messages of some conversations, None all, are taken for, before their rows are written anew."""
    if conversations is None:
        rows = derive.rows(conn, "marks_grouped_all")
    else:
        rows = derive.rows(conn, "marks_grouped", conversations=list(conversations))
    return {row["message_id"]: Copied(row["template_id"], row["personal_share"], row["chars"]) for row in rows}


def restored(marks: Sequence[MarkRow], known: Mapping[str, Copied]) -> list[MarkRow]:
    """Return new rows of messages with what the same messages were taken for before."""
    return [
        mark._replace(template_id=was.template_id, personal_share=was.personal_share)
        if (was := known.get(mark.message_id)) and was.chars == mark.chars and mark.direction == "out"
        else mark
        for mark in marks
    ]


def regroup(
    conn: sqlite3.Connection, marks: Sequence[MarkRow], known: Mapping[str, Copied], full: bool, tell: Progress
) -> set[str]:
    """Group again after these rows were written, and return the templates to tell of: all, or those that changed."""
    ours = {mark.message_id: mark for mark in marks if mark.direction == "out"}
    new = [id_ for id_, mark in ours.items() if id_ not in known or known[id_].chars != mark.chars]
    gone = [id_ for id_ in known if id_ not in ours]
    count = _Count(**json.loads(read_part(conn, "count") or "{}"))
    if not full and not new and not gone:
        return set()
    count = _Count(count.compared, count.since + len(new) + len(gone))
    if full or count.stale:
        changed, standing = _all(conn, tell)
        return changed | standing if full else changed
    return _some(conn, new, gone, count)


# --- all of them ------------------------------------------------------------------------------------------------------
def _all(conn: sqlite3.Connection, tell: Progress) -> tuple[set[str], set[str]]:
    """Compare all messages of ours with each other; return the templates that changed and those that there are."""
    rows = derive.rows(conn, "texts_to_group").fetchall()
    texts = [plain(row["text"]) for row in rows]
    ids = [row["message_id"] for row in rows]
    senders = [row["rep_id"] for row in rows]
    prepare(len(texts), tell)
    scanned = scan(texts)
    _, sender = np.unique(np.array(senders, np.str_), return_inverse=True)
    found, share = _compared(texts, sender, scanned, tell)
    own = [template.id for template in found.templates]
    after = {id_: own[label] for id_, label in zip(ids, found.labels.tolist(), strict=True) if label >= 0}
    before = {row["message_id"]: row["template_id"] for row in rows if row["template_id"]}
    names, events = named(before, after)
    now = {id_: names[name] for id_, name in after.items()}
    touched = _write(conn, rows, now, dict(zip(ids, share.tolist(), strict=True)))
    _note(conn, events)
    keep_part(conn, "catalogue", Catalogue([names[name] for name in own], found.templates).to_bytes())
    rest = np.flatnonzero(found.labels < 0)
    left = loose([ids[no] for no in rest], [senders[no] for no in rest], scanned.take(rest))
    keep_rest(conn, left)
    keep_part(conn, "count", json.dumps({"compared": len(rows), "since": 0}).encode())
    return touched, set(names.values())


def _compared(texts: list[str], sender: np.ndarray, scanned: Scanned, tell: Progress) -> tuple[Grouping, np.ndarray]:
    """Group texts, those of a sender together, and tell their personal shares; where one is set, on a scheduler."""
    address = Settings.from_env().scheduler
    if address and texts:
        return spread.group_and_share(as_arrow(texts), sender, address, tell)
    found = group(scanned, sender, tell)
    return found, shares(texts, found.labels, found.templates)


# --- new ones only ----------------------------------------------------------------------------------------------------
def _some(conn: sqlite3.Connection, new: Sequence[str], gone: Sequence[str], count: _Count) -> set[str]:
    """Give new messages to known templates, and group those that fit none with old ones that fit none."""
    known = Catalogue.from_bytes(read_part(conn, "catalogue"))
    old = Rest(conn, gone)
    rows = derive.rows(conn, "texts_of_marks", ids=new).fetchall()
    ids, senders = [row["message_id"] for row in rows], [row["rep_id"] for row in rows]
    scanned = scan([plain(row["text"]) for row in rows])
    labels, _ = assign(scanned, known.templates)
    rest = np.flatnonzero(labels < 0)
    fresh = loose([ids[no] for no in rest], [senders[no] for no in rest], scanned.take(rest))
    pool = together([old.standing(near(old.whole, fresh.scanned, known), new), fresh])
    pooled, templates = born(pool, known)
    now = {id_: label for id_, label in zip(ids, labels.tolist(), strict=True) if label >= 0}
    now |= {id_: label for id_, label in zip(pool.ids.tolist(), pooled.tolist(), strict=True) if label >= 0}
    known = _grown(known, templates)
    touched = _settle(conn, rows, now, known)
    if templates:
        keep_part(conn, "catalogue", known.to_bytes())
    left = np.array([id_ not in now for id_ in fresh.ids.tolist()], bool)
    old.keep(fresh.take(np.flatnonzero(left)))
    keep_part(conn, "count", json.dumps({"compared": count.compared, "since": count.since}).encode())
    return touched


def _grown(known: Catalogue, templates: Sequence[Template]) -> Catalogue:
    own = {template.id: template.id for template in templates}
    names = named({}, own, taken=known.ids).ids
    return Catalogue([*known.ids, *(names[template.id] for template in templates)], [*known.templates, *templates])


def _settle(
    conn: sqlite3.Connection, rows: Sequence[sqlite3.Row], now: Mapping[str, int], known: Catalogue
) -> set[str]:
    """Write which messages are copies of what; those that are not among the new `rows` are read."""
    old = set(now) - {row["message_id"] for row in rows}
    rows = [row for row in rows if row["message_id"] in now]
    rows += derive.rows(conn, "texts_of_marks", ids=sorted(old)).fetchall() if old else []
    read = [plain(row["text"]) for row in rows]
    labels = np.array([now[row["message_id"]] for row in rows], np.int64)
    share = shares(read, labels, known.templates) if rows else np.empty(0)
    given = {row["message_id"]: part for row, part in zip(rows, share.tolist(), strict=True)}
    return _write(conn, rows, {id_: known.ids[label] for id_, label in now.items()}, given)


# --- writing ----------------------------------------------------------------------------------------------------------
def _write(
    conn: sqlite3.Connection, rows: Iterable[Mapping], now: Mapping[str, str], share: Mapping[str, float]
) -> set[str]:
    """Write what rows of `texts_to_group` are copies of, where that changed; return the templates concerned."""
    changed = list(_changed(rows, now, share))
    derive.for_each(conn, "put_template", (change for _, change in changed))
    return {id_ for was, change in changed for id_ in (was, change["template_id"]) if id_}


def _changed(
    rows: Iterable[Mapping], now: Mapping[str, str], share: Mapping[str, float]
) -> Iterator[tuple[str | None, dict]]:
    for row in rows:
        name = now.get(row["message_id"])
        part = None if name is None else round(share[row["message_id"]], 4)
        if (name, part) != (row["template_id"], row["personal_share"]):
            yield row["template_id"], {"message_id": row["message_id"], "template_id": name, "personal_share": part}


def _note(conn: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Put merges and splits on record; what reps declared of a text holds for what became of it."""
    version = store.version(conn) + 1
    derive.for_each(conn, "put_template_event", ({"version": version, **event._asdict()} for event in events))
    answered = {row["finding_id"]: row["rep_id"] for row in derive.rows(conn, "agreed_texts")} if events else {}
    for event in events:
        for rule in DECLARED:
            for rep_id in set(answered.values()):
                was, now = (stable_id(rule, rep_id, id_) for id_ in (event.was, event.now))
                if was in answered:
                    derive.for_each(conn, "put_agreed", [{"was": was, "now": now}])
