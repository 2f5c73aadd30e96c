"""The Profiles page as values: what buyers see of every rep, what costs the most, what became better."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any
from urllib.parse import urlsplit

from data import queries
from data.scope import Scope
from data.words import N_, NN_
from metrics.words import Said, counted

JOB_SEEKING = "profile.job-seeking"
NO_BUYER = ("profile.headline-missing", "profile.headline-default", "profile.headline-no-buyer")
OPEN = ("failed", "improve")
NAMED = 3
_MOST_FIXES = 6


@dataclass(frozen=True)
class Check:
    """What one check says of a profile. `would_be`: the score without this fault; `was`: its state one snapshot ago."""

    rule: str
    state: str
    lost: float
    evidence: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    would_be: int | None = None
    was: str | None = None

    @property
    def suggestion(self) -> str:
        """A text to copy, made of the rep's own facts; "" when there is none."""
        return str(self.params.get("suggestion") or "")


@dataclass(frozen=True)
class Snapshot:
    """A profile as of one day. `content` holds what it said, None where the export did not tell."""

    taken_on: str
    score: int | None
    capped_by: str | None
    parts: Mapping[str, int]
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Card:
    """A rep's profile on one network: the newest snapshot, its checks (most effect first), older ones for history."""

    rep_id: str
    name: str
    network: str
    now: Snapshot
    checks: tuple[Check, ...]
    history: tuple[Snapshot, ...]  # oldest first, `now` among them

    @property
    def open(self) -> tuple[Check, ...]:
        """Checks with something to change; a cap comes first, then what costs more."""
        found = [check for check in self.checks if check.state in OPEN]
        return tuple(sorted(found, key=lambda check: (check.rule != self.now.capped_by, -check.lost, check.rule)))

    @property
    def flagged(self) -> bool:
        """Whether the profile would put a buyer off."""
        return any(check.rule == JOB_SEEKING and check.state == "failed" for check in self.checks)


@dataclass(frozen=True)
class Line:
    """One check over all profiles: states in the order of the cards; `bad` of `known` have something to change."""

    rule: str
    states: tuple[str, ...]
    bad: int
    known: int


@dataclass(frozen=True)
class Common:
    """What the profiles of a team say of the company: each company name and link with the reps who have it."""

    companies: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ProfilesModel:
    """The Profiles page. `fixes` are (card, check), most effect first, one check a card in the first round."""

    answer: tuple[Said, ...]
    cards: tuple[Card, ...]
    fixes: tuple[tuple[Card, Check], ...]
    matrix: tuple[Line, ...]
    common: Common
    average: float | None
    seen_on: str | None


def profiles(conn: sqlite3.Connection, scope: Scope) -> ProfilesModel:
    """Return the page of a scope as of its last day."""
    cards = tuple(sorted(_cards(conn, scope), key=lambda card: (card.name.casefold(), card.network)))
    scores = [card.now.score for card in cards if card.now.score is not None]
    return ProfilesModel(
        answer=_answer(cards),
        cards=cards,
        fixes=_fixes(cards),
        matrix=_matrix(cards),
        common=Common(_said(cards, "company", _plain), _said(cards, "websites", _host)),
        average=fmean(scores) if scores else None,
        seen_on=max((card.now.taken_on for card in cards), default=None),
    )


def _cards(conn: sqlite3.Connection, scope: Scope) -> list[Card]:
    checks: dict[tuple[str, str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in queries.rows(conn, "profiles_checks", scope):
        checks[row["rep_id"], row["network"], row["taken_on"]].append(row)
    series: dict[tuple[str, str, str], list[Snapshot]] = defaultdict(list)
    for row in queries.rows(conn, "profiles_seen", scope):
        series[row["rep_id"], row["rep"], row["network"]].append(_snapshot(row))
    found = []
    for (rep_id, name, network), snapshots in series.items():
        earlier = checks[rep_id, network, snapshots[-2].taken_on] if len(snapshots) > 1 else []
        was = {row["rule"]: row["state"] for row in earlier}
        now = snapshots[-1]
        rows = checks[rep_id, network, now.taken_on]
        judged = tuple(_check(row, rows, now, was) for row in rows)
        found.append(Card(rep_id, name, network, now, judged, tuple(snapshots)))
    return found


def _snapshot(row: sqlite3.Row) -> Snapshot:
    return Snapshot(
        row["taken_on"], row["score"], row["capped_by"], json.loads(row["parts"]), json.loads(row["content"])
    )


def _check(row: sqlite3.Row, rows: list[sqlite3.Row], now: Snapshot, was: Mapping[str, str]) -> Check:
    would_be = None
    if row["state"] in OPEN and now.score is not None:
        uncapped = round(100 - sum(other["lost"] for other in rows) + row["lost"])
        lifted = now.capped_by in (None, row["rule"])
        would_be = max(now.score, min(100, uncapped)) if lifted else now.score
    return Check(
        rule=row["rule"],
        state=row["state"],
        lost=row["lost"],
        evidence=row["evidence"],
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        params=json.loads(row["params"]),
        would_be=would_be,
        was=was.get(row["rule"]),
    )


def _fixes(cards: tuple[Card, ...]) -> tuple[tuple[Card, Check], ...]:
    """Return what to change first: of several profiles two changes each at most, of a single one all that count."""
    each = 2 if len(cards) > 1 else _MOST_FIXES
    pairs = [(card, check) for card in cards for check in card.open[:each] if check.lost > 0]
    pairs.sort(key=lambda pair: -((pair[1].would_be or 0) - (pair[0].now.score or 0)))
    return tuple(pairs[:_MOST_FIXES])


def _matrix(cards: tuple[Card, ...]) -> tuple[Line, ...]:
    rules = list(dict.fromkeys(check.rule for card in cards for check in card.checks))
    lines = []
    for rule in rules:
        by_card = [next((check.state for check in card.checks if check.rule == rule), "unknown") for card in cards]
        count = Counter(by_card)
        bad = count["failed"] + count["improve"]
        lines.append((_rank(rule, count), Line(rule, tuple(by_card), bad, len(cards) - count["unknown"])))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _rank(rule: str, count: Mapping[str, int]) -> tuple[bool, int, str]:
    """Return the place of a check: a job search seen by buyers first, then what fails most."""
    return not (rule == JOB_SEEKING and count["failed"]), -(3 * count["failed"] + count["improve"]), rule


def _said(cards: tuple[Card, ...], key: str, shape) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each thing the profiles say under a key with the names of the reps, the most frequent first."""
    found: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        value = card.now.content.get(key)
        for one in value if isinstance(value, list) else [value]:
            if one and (said := shape(one)) and card.name not in found[said]:
                found[said].append(card.name)
    pairs = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((said, tuple(names)) for said, names in pairs)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _host(link: str) -> str:
    parts = urlsplit(link if "//" in link else f"//{link}")
    return (parts.hostname or "").removeprefix("www.")


def _answer(cards: tuple[Card, ...]) -> tuple[Said, ...]:
    """Say how many profiles would put a buyer off, and what the others lack most often."""
    if not cards:
        return ()
    if len(cards) == 1:
        return _one(cards[0])
    flagged = [card for card in cards if card.flagged]
    vague = [card for card in cards if not card.flagged and _fails(card, NO_BUYER)]
    empty = [card for card in cards if _fails(card, ("profile.summary-missing",)) and card not in vague]
    head = _head(flagged, len(cards))
    parts = [head]
    if vague:
        pair = NN_("{names} doesn’t say whom they help.", "{names} don’t say whom they help.")
        parts.append(counted(pair, len(vague), names=_names(vague)))
    if empty:
        pair = NN_("{names} has no summary.", "{names} have no summary.")
        parts.append(counted(pair, len(empty), names=_names(empty)))
    rest = len(cards) - len({card.rep_id + card.network for card in (*flagged, *vague, *empty)})
    if rest and (len(parts) > 1 or flagged):
        parts.append(counted(NN_("The other {n} reads well.", "The other {n} read well."), rest))
    return tuple(parts)


def _fails(card: Card, rules: tuple[str, ...]) -> bool:
    return any(check.rule in rules and check.state == "failed" for check in card.checks)


def _head(flagged: list[Card], total: int) -> Said:
    if not flagged:
        return counted(
            NN_("The profile would not put a buyer off.", "None of {n} profiles would put a buyer off."), total
        )
    forms = NN_(
        "{n} of {total} profiles would put a buyer off: {names} is looking for a job in public.",
        "{n} of {total} profiles would put a buyer off: {names} are looking for a job in public.",
    )
    return counted(forms, len(flagged), total=total, names=_names(flagged))


def _names(cards: list[Card]) -> Said:
    """Return up to three names as a list."""
    names = list(dict.fromkeys(card.name for card in cards))
    if len(names) > NAMED:
        shown = ", ".join(names[:NAMED])
        return counted(NN_("{names} and {n} more", "{names} and {n} more"), len(names) - NAMED, names=shown)
    if len(names) == 1:
        return Said(N_("{name}"), {"name": names[0]})
    return Said(N_("{first} and {last}"), {"first": ", ".join(names[:-1]), "last": names[-1]})


def _one(card: Card) -> tuple[Said, ...]:
    if card.now.score is None:
        return (Said(N_("The export tells too little about this profile to judge it.")),)
    told = {"name": card.name, "score": card.now.score}
    if card.flagged:
        return (Said(N_("{name}’s profile would put a buyer off: it speaks of looking for a job."), told),)
    head = Said(N_("{name}’s profile scores {score} of 100."), told)
    best = next((check for check in card.open if check.would_be and check.would_be > (card.now.score or 0)), None)
    if best is None:
        return (head, Said(N_("Nothing has to be changed.")))
    return (head, Said(N_("One change would bring it to {score}."), {"score": best.would_be}))
