"""What the words of CRMs mean here: owners are reps, sources are channels, stages are steps of ours.

Where nobody said anything a proposal stands in; people's words win, are kept over every import, and can be taken back.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from data import crm_words, derive, pending
from data.store import bump, now
from data.words import N_

MAP_KINDS = ("owner", "channel", "stage")
NOBODY = ""
"""The meaning of an owner who is none of the reps."""


class MappingError(ValueError):
    """A meaning that can't be taken. `words` say why, for translation; `detail` fills their places."""

    def __init__(self, words: str, **detail: str) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


class Mapped(NamedTuple):
    """What a word of the CRM means here.

    `by` is person, proposal, or gone: somebody settled it on a rep or channel that is here no more, so that the
    proposal stands in again. `leads`, `deals` and `costs` are how many rows have the word.
    """

    kind: str
    crm: str
    native: str
    label: str
    value: str
    by: str
    proposed: str
    leads: int
    deals: int
    costs: int


def put(conn: sqlite3.Connection, who: str, kind: str, crm: str, native: str, value: str) -> None:
    """Settle what a word of the CRM means: an owner's rep id, a source's channel, or new, worked, won, lost of a stage.

    Raises:
        MappingError: no such kind, or no such meaning.
    """
    if kind not in MAP_KINDS or value not in _meanings(conn, kind):
        raise MappingError(N_("{value} is no mapping; reload the page and choose again."), value=value or "–")
    _record(conn, who, kind, crm, native, value)
    conn.execute("INSERT OR REPLACE INTO crm_map VALUES (?,?,?,?,?,?)", (kind, crm, native, value, now(), who))
    pending.mark_crm(conn)
    bump(conn)


def forget(conn: sqlite3.Connection, who: str, kind: str, crm: str, native: str) -> None:
    """Take back what people said of a word of the CRM: the proposal stands again."""
    _record(conn, who, kind, crm, native, None)
    conn.execute("DELETE FROM crm_map WHERE kind = ? AND crm = ? AND native = ?", (kind, crm, native))
    pending.mark_crm(conn)
    bump(conn)


def settle(conn: sqlite3.Connection, who: str, kind: str, words: Iterable[tuple[str, str]], value: str | None) -> None:
    """Settle what several words, as (crm, native), mean; None gives them back to the proposal.

    Raises:
        MappingError: no such meaning; nothing is changed when the caller's transaction ends with it.
    """
    for crm, native in words:
        if value is None:
            forget(conn, who, kind, crm, native)
        else:
            put(conn, who, kind, crm, native, value)


def _record(conn: sqlite3.Connection, who: str, kind: str, crm: str, native: str, value: str | None) -> None:
    """Put a change on record, beside those of settings; None is the proposal."""
    said = _said(conn, kind).get((crm, native))
    if said == value:
        return
    label = next((one.label for one in mapping(conn, kind) if (one.crm, one.native) == (crm, native)), native)
    told = [json.dumps({"of": label, "value": one}, ensure_ascii=False) for one in (said, value)]
    sql = "INSERT INTO setting_change (at, who, key, old, new) VALUES (?,?,?,?,?)"
    conn.execute(sql, (now(), who, f"crm_{kind}", *told))


def _meanings(conn: sqlite3.Connection, kind: str) -> tuple[str, ...]:
    """Return what words of a kind can mean."""
    if kind == "owner":
        return (NOBODY, *(row[0] for row in conn.execute("SELECT id FROM rep")))
    return (*crm_words.CHANNELS, crm_words.UNKNOWN) if kind == "channel" else crm_words.STAGE_MEANINGS


def _said(conn: sqlite3.Connection, kind: str) -> dict[tuple[str, str], str]:
    rows = conn.execute("SELECT crm, native, value FROM crm_map WHERE kind = ?", (kind,))
    return {(row["crm"], row["native"]): row["value"] for row in rows}


def mapping(conn: sqlite3.Connection, kind: str) -> list[Mapped]:
    """Return every owner, channel source or stage that the CRM facts name, with what it means here."""
    said, propose, allowed = _said(conn, kind), _PROPOSE[kind](conn), set(_meanings(conn, kind))
    found = []
    for row in derive.rows(conn, f"crm_{kind}s"):
        key = (row["crm"], row["native"])
        proposed = propose(row)
        by = "proposal" if key not in said else "person" if said[key] in allowed else "gone"
        value = said[key] if by == "person" else proposed
        found.append(
            Mapped(kind, *key, row["label"], value, by, proposed, row["leads"], row["deals"], row["costs"]),
        )
    return found


def kept(conn: sqlite3.Connection, kind: str) -> int:
    """Return how many words people settled that no row of the CRM has now."""
    return len(_said(conn, kind).keys() - {(one.crm, one.native) for one in mapping(conn, kind)})


def _propose_rep(conn: sqlite3.Connection) -> Callable[[sqlite3.Row], str]:
    known = {}
    for rep_id, kind, value in derive.rows(conn, "crm_reps"):
        known[value.casefold() if kind == "email" else crm_words.folded(value)] = rep_id

    def propose(row: sqlite3.Row) -> str:
        return known.get(row["email"].casefold()) or known.get(crm_words.folded(row["label"]), NOBODY)

    return propose


_PROPOSE: Mapping[str, Callable[[sqlite3.Connection], Callable[[sqlite3.Row], str]]] = {
    "owner": _propose_rep,
    "channel": lambda _: lambda row: crm_words.channel(row["label"]),
    "stage": lambda _: lambda row: row["meaning"] or crm_words.stage_meaning(row["label"], row["first"]),
}
