"""The runner of attribution: reads talks and deals, and stores who is to be credited with what share.

Everything is made anew when the data changed: it is cheap, and a link confirmed today moves deals of years ago.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from data import derive, pending, store
from metrics.attributed.deal_talks import Note, Read, read
from metrics.attribution import placebo
from metrics.attribution.classes import class_of
from metrics.attribution.eligible import WINDOWS, Judged, judged
from metrics.attribution.models import MODELS, weights
from metrics.attribution.touch import Case, Moment, Touch

LANDMARK = 30
WIDEST = max(WINDOWS)


class TouchedRow(NamedTuple):
    """A deal that talks belong to; see `004_crm.sql`."""

    lookback: int
    deal_id: str
    deal_class: str
    upper_class: str
    opened_by: str
    touches: int
    mere: int
    by_day: int
    by_rep: str
    by_network: str
    early: int
    shifted: int
    exchanged: float
    dealt: float


class CreditRow(NamedTuple):
    """Shares of one deal, by model."""

    lookback: int
    deal_id: str
    rep_id: str
    network: str
    template_id: str
    touches: int
    first_touch: float
    last_touch: float
    linear: float
    u_shaped: float
    w_shaped: float
    full_path: float
    time_decay: float


derive.TABLE_OF.update({TouchedRow: "deal_touched", CreditRow: "credit"})


def refresh(path: Path) -> dict[str, int]:
    """Bring credits up to date; return how many deals somebody had talked to (nothing when all stood already)."""
    with store.reading(path) as conn:
        if pending.credited(conn) == store.version(conn):
            return {}
        read_in = read(conn)
    made = list(rows(read_in))
    with store.writing(path) as conn:
        _replace(conn, made, read_in.note)
    return {"touched": len({row.deal_id for row in made if isinstance(row, TouchedRow)})}


def _replace(conn: sqlite3.Connection, made: Sequence[TouchedRow | CreditRow], note: Note) -> None:
    changed = _written(conn, TouchedRow, [row for row in made if isinstance(row, TouchedRow)])
    changed |= _written(conn, CreditRow, [row for row in made if isinstance(row, CreditRow)])
    if changed:
        store.bump(conn)
    derive.for_each(conn, "put_credit_note", [{"part": "note", "content": json.dumps(asdict(note))}])
    pending.settle_credits(conn, store.version(conn))


def _written(conn: sqlite3.Connection, record: type, made: Sequence[NamedTuple]) -> bool:
    before = conn.total_changes
    derive.replace_all(conn, record, made)
    return conn.total_changes > before


def rows(known: Read) -> Iterable[TouchedRow | CreditRow]:
    """Yield what is stored of every deal that a talk or invitation belongs to, for every window."""
    floors = _Floors(known)
    for case in known.cases:
        own = known.of(case)
        if own and case.first is not None:
            yield from _of_case(case, own, floors)


def _of_case(case: Case, own: Sequence[Touch], floors: "_Floors") -> Iterable[TouchedRow | CreditRow]:
    widest = judged(case, own, WIDEST, case.closed)
    talks = [one.when for one in own if one.two_way and one.band != "review"]
    ever = min(talks, key=lambda when: (when.day, when.at), default=None)
    upper_ever = min((one.when for one in own if one.two_way), key=lambda when: (when.day, when.at), default=None)
    early = _early(case, own)
    made: dict[tuple[str, ...], list[CreditRow]] = {}
    for window in WINDOWS:
        opens = _opens(case, window)
        inside = [one for one in widest if one.touch.when.day >= opens]
        found = [one.touch for one in inside if not one.reason]
        upper = [one.touch for one in inside if one.reason in ("", "review")]
        yield TouchedRow(
            window,
            case.id,
            class_of(case, found, ever),
            class_of(case, upper, upper_ever),
            found[0].opened_by if found else "",
            len(found),
            sum(1 for one in inside if one.reason in ("mere", "late_answer")),
            sum(1 for one in inside if one.by_day and not one.reason),
            "\t".join(one.rep_id for one in found),
            "\t".join(one.network for one in found),
            int(any(one.when.day >= opens for one in early)),
            int(floors.shifted(case, own) >= opens),
            floors.exchanged(case, opens),
            floors.dealt(case, found),
        )
        if case.won and found:
            key = tuple(one.id for one in found)
            made[key] = made.get(key) or _credits(case, found)
            yield from (row._replace(lookback=window) for row in made[key])


def _opens(case: Case, window: int) -> str:
    return (date.fromisoformat(case.first.day) - timedelta(days=window)).isoformat()


def _early(case: Case, own: Sequence[Touch]) -> list[Touch]:
    """Return the eligible touches up to the deal's thirtieth day."""
    if case.opened is None:
        return []
    day = (date.fromisoformat(case.opened.day) + timedelta(days=LANDMARK)).isoformat()
    return _good(judged(case, own, WIDEST, Moment(day, day)))


def _good(found: Sequence[Judged]) -> list[Touch]:
    return [one.touch for one in found if not one.reason]


def _credits(case: Case, found: Sequence[Touch]) -> list[CreditRow]:
    """Return the shares of one deal, its touches of one rep, network and template added up."""
    shares = [weights(model.id, case, found) for model in MODELS]
    totals: dict[tuple[str, str, str], list[float]] = {}
    for touch in found:
        key = (touch.rep_id, touch.network, touch.template_id)
        sums = totals.setdefault(key, [0.0] * (len(MODELS) + 1))
        sums[0] += 1
        for no, share in enumerate(shares, 1):
            sums[no] += share[touch.id]
    return [CreditRow(0, case.id, *key, int(sums[0]), *sums[1:]) for key, sums in sorted(totals.items())]


class _Floors:
    """The noise floors at work: what would be found with talks that can't have been about these deals."""

    def __init__(self, known: Read) -> None:
        self.known = known
        starts = {contact: found[0].when.day[:7] for contact, found in known.by_contact.items()}
        self.swaps = [placebo.exchanged_people(starts, draw) for draw in range(placebo.DRAWS)]
        every = [one for found in known.by_contact.values() for one in found if one.two_way]
        self.dealt_to = [placebo.dealt_reps(every, draw) for draw in range(placebo.DRAWS)]
        self._last: dict[tuple[str, int], str] = {}

    def shifted(self, case: Case, own: Sequence[Touch]) -> str:
        """Return the day of the last touch that would be eligible a year later; "" for none."""
        return self._kept(case, -1, lambda: placebo.shifted(own))

    def exchanged(self, case: Case, opens: str) -> float:
        """Return the share of draws in which other people's talks would be eligible."""
        days = [self._kept(case, no, lambda swap=swap: self.known.of(case, swap)) for no, swap in enumerate(self.swaps)]
        return sum(1 for day in days if day >= opens) / len(days)

    def dealt(self, case: Case, found: Sequence[Touch]) -> float:
        """Return the mean linear share of the deal's owner with reps dealt at random."""
        if not found or not case.won:
            return 0.0
        hits = sum(1 for dealt in self.dealt_to for one in found if dealt.get(one.id) == case.owner)
        return hits / (len(found) * len(self.dealt_to))

    def _kept(self, case: Case, draw: int, found) -> str:
        key = (case.id, draw)
        if key not in self._last:
            days = [one.when.day for one in _good(judged(case, found(), WIDEST, case.closed))]
            self._last[key] = max(days, default="")
        return self._last[key]
