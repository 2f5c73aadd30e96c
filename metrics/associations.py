"""What goes with answers, on own data: what the opener does, its length, its own words, when an offer came.

These are associations. Who is written to, when and by whom differs too, and every comparison says so.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data import queries
from data.scope import Scope
from data.words import N_
from metrics.comparison import Band, Comparison
from metrics.metric import Measurement, share
from metrics.stats import difference
from metrics.words import Said

REPLY_DAYS = 14
ENDS = (200, 400, 800, 1200)
"""Characters at which bands of an opener's length end, the end included; the last band is open."""
SURE = 0.5

CAUTION = Said(
    N_("What goes together, not what causes what: the people written to, the time and the writer differ as well.")
)


@dataclass(frozen=True)
class _Dimension:
    """How a comparison is laid out; `good` and `bad` are the two bands that its title is about."""

    id: str
    bands: tuple[tuple[str, str], ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    better: str
    worse: str
    same: str
    few: str
    sub: str
    judged: str = "answered"


DIMENSIONS = (
    _Dimension(
        "kind",
        (
            ("help", N_("help, no offer")),
            ("question", N_("a question")),
            ("other", N_("something else")),
            ("offer", N_("an offer")),
        ),
        ("help",),
        ("offer",),
        N_("Help was answered more often than offers"),
        N_("Offers were answered more often than help"),
        N_("Help and offers: no difference that can be told"),
        N_("Too few to compare help with offers"),
        N_("share answered within 14 days, by what the first message does"),
    ),
    _Dimension(
        "turn",
        (
            ("never", N_("no offer made")),
            ("later", N_("later in the talk")),
            ("after_reply", N_("right after the answer")),
            ("opener", N_("in the first message")),
        ),
        ("later", "never"),
        ("opener", "after_reply"),
        N_("Who waited with the offer was liked more often"),
        N_("An early offer was liked more often"),
        N_("Early or late offer: no difference that can be told"),
        N_("Too few to compare early offers with late ones"),
        N_("share of positive answers among those who answered, by when the first offer came"),
        "positive",
    ),
    _Dimension(
        "length",
        (
            ("0-200", N_("up to 200 characters")),
            ("201-400", N_("200 to 400")),
            ("401-800", N_("400 to 800")),
            ("801-1200", N_("800 to 1,200")),
            ("1201+", N_("over 1,200")),
        ),
        ("0-200", "201-400"),
        ("401-800", "801-1200", "1201+"),
        N_("Short first messages were answered more often"),
        N_("Longer first messages were answered more often"),
        N_("Short or long: no difference that can be told"),
        N_("Too few to compare short messages with longer ones"),
        N_("share answered within 14 days, by length of the first message"),
    ),
    _Dimension(
        "own",
        (
            ("own", N_("own words")),
            ("reworked", N_("copy, a third or more own")),
            ("touched", N_("copy, a little own")),
            ("copy", N_("copy, next to nothing own")),
        ),
        ("own",),
        ("copy", "touched"),
        N_("Own words were answered more often than copies"),
        N_("Copies were answered more often than own words"),
        N_("Own words or copies: no difference that can be told"),
        N_("Too few to compare own words with copies"),
        N_("share answered within 14 days, by how much of the first message is the rep’s own"),
    ),
)


_LENGTHS = [id_ for id_, _ in next(one for one in DIMENSIONS if one.id == "length").bands]


def associations(conn: sqlite3.Connection, scope: Scope, as_of: str) -> tuple[Comparison, ...]:
    """Return the comparisons for a scope, judged on conversations that were 14 days old on `as_of`."""
    mature = (date.fromisoformat(as_of) - timedelta(days=REPLY_DAYS)).isoformat()
    wanted = {"mature": mature, "ends": json.dumps(ENDS), "sure": SURE}
    found: dict[str, dict[str, sqlite3.Row]] = {}
    for row in queries.rows(conn, "answers_by_opener", scope, **wanted):
        band = _LENGTHS[int(row["band"])] if row["dimension"] == "length" else row["band"]
        found.setdefault(row["dimension"], {})[band] = row
    return tuple(_compare(one, found.get(one.id, {})) for one in DIMENSIONS)


def _compare(one: _Dimension, found: Mapping[str, sqlite3.Row]) -> Comparison:
    bands = tuple(_band(id_, name, found.get(id_)) for id_, name in one.bands)
    key = "positive" if one.judged == "positive" else "replied"
    good, bad = _sum(found, one.good, key), _sum(found, one.bad, key)
    title, note = _told(one, good, bad)
    return Comparison(one.id, title, Said(one.sub), bands, one.judged, note, note is not CAUTION)


def _band(id_: str, name: str, row: sqlite3.Row | None) -> Band:
    n, young = (row["n"], row["immature"]) if row else (0, 0)
    return Band(id_, name, *(share(row[key] if row else 0, n, young) for key in ("replied", "positive", "negative")))


def _sum(found: Mapping[str, sqlite3.Row], bands: Sequence[str], key: str) -> Measurement:
    rows = [found[band] for band in bands if band in found]
    return share(sum(row[key] for row in rows), sum(row["n"] for row in rows))


def _told(one: _Dimension, good: Measurement, bad: Measurement) -> tuple[Said, Said]:
    """Say whether the two differ: with fewer than ten cases on a side, that it can't be told."""
    if good.too_few or bad.too_few or good.value is None or bad.value is None:
        return Said(one.few), CAUTION
    by, low, high = difference(bad.k, bad.n, good.k, good.n)
    numbers = {"points": round(by * 100), "low": round(low * 100), "high": round(high * 100)}
    note = Said(
        N_("{k1} of {n1} against {k2} of {n2}: {points} points, range {low} to {high}. {caution}"),
        {"k1": good.k, "n1": good.n, "k2": bad.k, "n2": bad.n, **numbers, "caution": CAUTION},
    )
    if low > 0:
        return Said(one.better), note
    return Said(one.worse if high < 0 else one.same), note


def band_of_length(characters: int) -> int:
    """Return the place of the band that an opener of so many characters belongs to, in the comparison "length"."""
    return sum(characters > end for end in ENDS)


OF_RULE = {"opener.pitch": "kind", "reply.pitch": "turn", "opener.too-long": "length", "opener.copied": "own"}
"""Rules of the house whose worth own data can show, and the comparison that shows it."""
_BY = {"kind": "opener_kind", "turn": "offer_turn", "length": "opener_length", "own": "opener_own"}


def measurements(conn: sqlite3.Connection, scope: Scope, as_of: str) -> list[Measurement]:
    """Return the same for a report: reply rates by kind, length, own share of the opener; positive by offer_turn."""
    found = []
    for one in associations(conn, scope, as_of):
        metric = "positive_of_replies" if one.judged == "positive" else "reply_rate"
        found += [replace(one.of(band), metric=metric, by={_BY[one.id]: band.id}) for band in one.bands]
    return found
