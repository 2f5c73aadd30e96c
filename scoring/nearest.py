"""Which text that went to many a draft resembles most, and what came back to it."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from rapidfuzz.distance import Indel

from data import derive, queries
from data.scope import Scope
from scoring import templates
from scoring.conversation import REPLY_DAYS
from scoring.templates import Template, fold
from scoring.templates.catalogue import Catalogue

NEAR = 0.5
"""A likeness below this is not worth telling."""
CANDIDATES = 12


def nearest(conn: sqlite3.Connection, draft: str, rep_id: str | None) -> dict[str, Any] | None:
    """Return the text most like a draft: {"template_id", "similarity", "sent", "answered", "mature"}; None for none.

    `similarity` is 0..1. `sent` counts people, `answered` those of `mature` copies old enough that were answered; with
    `rep_id` it is all about that rep's own use.
    """
    row = derive.rows(conn, "template_state", part="catalogue").fetchone()
    known = Catalogue.from_bytes(row["content"] if row else None)
    rows = {row["id"]: row for row in derive.rows(conn, "templates_of", rep=rep_id)}
    mine = {one: template for one, template in zip(known.ids, known.templates, strict=True) if one in rows}
    ids, among = list(mine), list(mine.values())
    close = _candidates(np.unique(fold.shingles(fold.text_hashes(draft))), among)
    told = [(alike(draft, among[no], rows[ids[no]]["text"]), -no) for no in close]
    likeness, no = max(told, default=(0.0, 0))
    if likeness < NEAR:
        return None
    return {"template_id": ids[-no], "similarity": round(likeness, 3)} | _use(conn, rows[ids[-no]], rep_id)


def alike(draft: str, template: Template, text: str) -> float:
    """Return how much of a draft and a text is the same, 0..1: words in one order, or parts wherever they stand."""
    words = Indel.normalized_similarity(fold.words(draft), fold.words(text))
    return max(words, templates.likeness(draft, template))


def _candidates(hashes: np.ndarray, among: Sequence[Template]) -> list[int]:
    """Return the templates that have most in common with some hashes, as a part of what both have."""
    if not among or not len(hashes):
        return []
    length = np.array([len(template.core) for template in among])
    place = np.repeat(np.arange(len(among)), length)
    hit = np.isin(np.concatenate([template.core for template in among]), hashes)
    common = np.bincount(place[hit], minlength=len(among))
    order = np.argsort(-common / (length + len(hashes) - common), kind="stable")[:CANDIDATES]
    return [int(no) for no in order if common[no]]


def _use(conn: sqlite3.Connection, told: sqlite3.Row, rep_id: str | None) -> dict[str, int]:
    """Return how a text was used: by everybody, or by one rep; follow-ups are answered by the next message."""
    if told["mature"] and (rep_id is None or json.loads(told["reps"]) == [rep_id]):
        return {"sent": told["reach"], "answered": told["replied"], "mature": told["mature"]}
    as_of = derive.newest_day(conn) or ""
    mature = (date.fromisoformat(as_of) - timedelta(days=REPLY_DAYS)).isoformat() if as_of else ""
    scope = Scope(reps=(rep_id,) if rep_id else None)
    for row in queries.rows(conn, "templates_used", scope, id=told["id"], least=1, mature=mature):
        opens = row["openers"] >= row["follow_ups"]
        k, n = (row["k"], row["n"]) if opens else (row["woken"], row["bumps"])
        return {"sent": row["people"], "answered": k, "mature": n}
    return {"sent": 0, "answered": 0, "mature": 0}
