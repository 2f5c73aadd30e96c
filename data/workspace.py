"""Settings of the workspace: typed, with defaults, every change on record."""

import json
import sqlite3
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from data import days
from data.store import bump, now


class SettingError(ValueError):
    """A setting that can't be taken; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Workspace:
    """What a team settled once. Hours are whole hours of the working day; weekdays count from Monday = 0."""

    name: str = ""
    company: str = ""
    time_zone: str = "UTC"
    work_from: int = 9
    work_until: int = 18
    work_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    currency: str = "EUR"
    language: str = "en"
    help_goal: int = 10  # people to help on a working day
    days_off: dict[str, Any] | None = None  # rep id ("" for everybody) -> [[first day, last day], ...]
    demo: bool = False
    show_league: bool = False
    niche: tuple[str, ...] = ()  # words of companies and positions that the team sells to; beginnings of words count
    name_links_to_review: bool = False  # people found in the CRM by name and company only wait for somebody's word
    goals: dict[str, Any] | None = None  # role ("" for everybody) -> {figure: value on its own scale}
    review_names: bool = False  # figures of single reps may stand on a shared screen
    weights: dict[str, Any] | None = None  # the team's own points, caps and thresholds over scoring/weights.toml

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that days and weeks are counted in."""
        return ZoneInfo(self.time_zone)


def load(conn: sqlite3.Connection) -> Workspace:
    """Return the settings; a key never set has its default."""
    known = {field.name for field in fields(Workspace)}
    values = {key: json.loads(value) for key, value in conn.execute("SELECT key, value FROM workspace") if key in known}
    for name in ("work_days", "niche"):
        if name in values:
            values[name] = tuple(values[name])
    return Workspace(**values)


def change(conn: sqlite3.Connection, who: str, **values: Any) -> None:
    """Set some settings and record who changed what from what to what; a new time zone counts all days anew.

    Raises:
        SettingError: a value that makes no sense; nothing is changed.
    """
    old = asdict(load(conn))
    _check({**old, **values})
    for key, value in values.items():
        if value == old[key]:
            continue
        text = json.dumps(value, ensure_ascii=False)
        conn.execute("INSERT OR REPLACE INTO workspace VALUES (?, ?)", (key, text))
        conn.execute(
            "INSERT INTO setting_change (at, who, key, old, new) VALUES (?,?,?,?,?)",
            (now(), who, key, json.dumps(old[key], ensure_ascii=False), text),
        )
        if key == "time_zone":
            days.recount(conn, value)
    bump(conn)


def _check(values: dict[str, Any]) -> None:
    unknown = set(values) - {field.name for field in fields(Workspace)}
    if unknown:
        raise SettingError(f"No such setting: {', '.join(sorted(unknown))}.")
    if values["time_zone"] not in available_timezones():
        raise SettingError(f"{values['time_zone']!r} is no time zone; choose one like Europe/Berlin.")
    if not 0 <= values["work_from"] < values["work_until"] <= 24:
        raise SettingError("The working day must begin before it ends, between 0 and 24.")
    if not 1 <= values["help_goal"] <= 100:
        raise SettingError("The goal of people to help a day must be from 1 to 100.")
    if not _spans(values["days_off"] or {}):
        raise SettingError("Days off are spans of days like 2026-07-01 to 2026-07-14, the first not after the last.")
    if not _goals(values["goals"] or {}):
        raise SettingError("A goal is a number from 0 on, kept by role and figure.")
    if not values["work_days"] or not set(values["work_days"]) <= set(range(7)):
        raise SettingError("At least one working day is needed, from Monday (0) to Sunday (6).")


def _goals(goals: Any) -> bool:
    """Tell whether goals are numbers by role and figure."""
    try:
        return all(float(value) >= 0 for own in goals.values() for value in own.values())
    except (AttributeError, TypeError, ValueError):
        return False


def _spans(days_off: Any) -> bool:
    """Tell whether days off are lists of spans of real days."""
    try:
        spans = [span for own in days_off.values() for span in own]
        return all(date.fromisoformat(first) <= date.fromisoformat(last) for first, last in spans)
    except (AttributeError, TypeError, ValueError):
        return False


def history(conn: sqlite3.Connection, key: str | None = None) -> list[sqlite3.Row]:
    """Return changes of settings, newest first: at, who, key, old, new."""
    sql = "SELECT at, who, key, old, new FROM setting_change WHERE :key IS NULL OR key = :key ORDER BY id DESC"
    return conn.execute(sql, {"key": key}).fetchall()
