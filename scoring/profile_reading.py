"""Profiles out of stored sections: one for every day on which an export told something new."""

import json
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from data import derive, workspace
from scoring.profile.team_consistency import host_of
from scoring.profile_model import Acts, Position, Post, Profile, Recommendation, Team, plain_company

Key = tuple[str, str]
"""A rep's id and a network."""


def profiles(conn: sqlite3.Connection) -> list[Profile]:
    """Return all snapshots, oldest first within one profile; each has the newest of every section as of its day."""
    days = _acts(conn)
    posts: dict[Key, list[Post]] = defaultdict(list)
    for rep_id, network, day, text in derive.rows(conn, "profile_posts"):
        posts[rep_id, network].append(Post(day, text))
    names = dict(conn.execute("SELECT id, name FROM rep").fetchall())
    found: list[Profile] = []
    for key, taken in _snapshots(derive.rows(conn, "profile_parts")).items():
        sections: dict[str, Any] = {}
        for day, changed in taken.items():
            sections |= changed
            profile = profile_of(sections, rep_id=key[0], network=key[1], taken_on=day, name=names.get(key[0], ""))
            told = tuple(post for post in posts[key] if post.day <= day)
            found.append(replace(profile, posts=told, acts=days.as_of(key, day)))
    return found


def _snapshots(rows: Iterable[sqlite3.Row]) -> dict[Key, dict[str, dict[str, Any]]]:
    snapshots: dict[Key, dict[str, dict[str, Any]]] = {}
    for rep_id, network, taken_on, part, content in rows:
        taken = snapshots.setdefault((rep_id, network), {})
        taken.setdefault(taken_on, {})[part] = json.loads(content)
    return snapshots


class _ActDays:
    """Days of public acts, and days of exports that told them."""

    def __init__(self, acts: Iterable[sqlite3.Row], told: Iterable[sqlite3.Row]) -> None:
        self._acts, self._told = _by_key(acts), _by_key(told)

    def as_of(self, key: Key, day: str) -> Acts | None:
        told_on = _newest(self._told.get(key, []), day)
        return Acts(told_on, _newest(self._acts.get(key, []), told_on)) if told_on else None


def _by_key(rows: Iterable[sqlite3.Row]) -> dict[Key, list[str]]:
    days: dict[Key, list[str]] = defaultdict(list)
    for rep_id, network, day in rows:
        days[rep_id, network].append(day)
    return days


def _newest(days: list[str], until: str) -> str:
    """Return the newest of sorted days up to one, "" when there is none."""
    place = bisect_right(days, until)
    return days[place - 1] if place else ""


def _acts(conn: sqlite3.Connection) -> _ActDays:
    return _ActDays(derive.rows(conn, "profile_act_days"), derive.rows(conn, "profile_acts_told"))


def profile_of(sections: Mapping[str, Any], **known: str) -> Profile:
    """Make a profile of stored sections (their shapes are those of `ProfilePart.content`); a missing one is None."""
    head = sections.get("profile")
    texts = {} if head is None else _head(head)
    if head is not None and not known.get("name"):
        known["name"] = f"{_text(head.get('first_name'))} {_text(head.get('last_name'))}".strip()
    address = sections.get("address") or {}
    return Profile(
        **known,
        **texts,
        positions=_positions(sections.get("positions")),
        skills=_texts(sections.get("skills")),
        languages=tuple(_text(item.get("name")) for item in sections.get("languages") or ()),
        recommendations=_recommendations(sections.get("recommendations")),
        slug=_text(address.get("slug")) or None,
        url=_text(address.get("url")),
    )


def _head(head: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: _text(head.get(name)) for name in ("headline", "summary", "industry", "location")}
    return {
        **texts,
        "websites": tuple(_text(site.get("url")) for site in head.get("websites") or () if site.get("url")),
    }


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(values: Any) -> tuple[str, ...] | None:
    return None if values is None else tuple(_text(value) for value in values if _text(value))


def _positions(held: Any) -> tuple[Position, ...] | None:
    if held is None:
        return None
    return tuple(
        Position(_text(p.get("company")), _text(p.get("title")), _text(p.get("description")), bool(p.get("current")))
        for p in held
    )


def _recommendations(received: Any) -> tuple[Recommendation, ...] | None:
    if received is None:
        return None
    return tuple(Recommendation(_text(item.get("day")), bool(item.get("visible", True))) for item in received)


def team_of(conn: sqlite3.Connection, found: Iterable[Profile], limits: Mapping[str, float]) -> Team:
    """Return what the newest profiles have in common; the company set for the workspace stands first."""
    newest = {(profile.rep_id, profile.network): profile for profile in found}.values()
    own = workspace.load(conn).company
    companies = {profile: {held.company for held in profile.current if held.company} for profile in newest}
    links = {profile: {host_of(url) for url in profile.websites or ()} - {""} for profile in newest}
    company = _usual(companies.values(), limits, plain_company)
    names = tuple(dict.fromkeys(name for name in (own.strip(), company) if name))
    return Team(names, _usual(links.values(), limits, str), limits)


def _usual(kinds: Iterable[set[str]], limits: Mapping[str, float], plain) -> str:
    """Return what most profiles name, in its most used spelling; "" when too few agree."""
    naming = [values for values in kinds if values]
    counts = Counter(name for values in naming for name in {plain(value) for value in values})
    spellings = Counter(value for values in naming for value in values)
    if len(naming) < limits.get("team_min", 3):
        return ""
    best = min(counts, key=lambda name: (-counts[name], name))
    if counts[best] <= len(naming) * limits.get("team_share", 0.5):
        return ""
    return min((value for value in spellings if plain(value) == best), key=lambda value: (-spellings[value], value))
