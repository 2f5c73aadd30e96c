"""What an answer means for a record: who wrote to whom, and when; from what the file says and nothing else.

A source reads as if nobody had answered what `REDERIVED` lists. The same function then settles records as they are
read and rows that stand already, so that an answer given before, with or long after an import comes to the same rows.
Ids are never touched, nor is what the file itself tells (direction_by "stated" or "derived", exact times).
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from connectors.connector import Connector
from connectors.moments import NEVER, Moment, of_wall
from data.records import IN, OUT, UNKNOWN, Activity, Message

REDERIVED = ("self", "zone", "date-order")
"""Questions that rows follow without the file; another question needs the file again."""
ONE_TO_ONE = ("direct", "inmail", "self", "system", "forward")
_OPEN = ("unknown", "proposed", "confirmed")
_BY = {"person": "confirmed", "remembered": "confirmed", "file": "confirmed", "proposal": "proposed"}


@dataclass(frozen=True)
class Settled:
    """What is settled for one import: the answers by question, who gave each, and the zone of the workspace.

    `by` says of each question "file" (proven there), "person", "remembered", "proposal" or "nobody".
    """

    answers: Mapping[str, str]
    by: Mapping[str, str]
    time_zone: str = "UTC"

    @property
    def asks_time(self) -> bool:
        """Tell whether times depend on an answer."""
        return "zone" in self.by or "date-order" in self.by

    @property
    def for_source(self) -> dict[str, str]:
        """The answers that a source has to know while it reads."""
        return {question: value for question, value in self.answers.items() if question not in REDERIVED}

    @property
    def zone(self) -> str:
        """The zone of wall-clock times."""
        return self.answers.get("zone") or self.time_zone


def settle(record: Any, connector: Connector, told: Settled) -> Any:
    """Return the record as the answers have it; a record that does not depend on them is returned as it is."""
    kind = type(record)
    if kind is Message:
        if "self" in told.by:
            record = _direction(record, told)
        return _sent(record, connector, told) if told.asks_time else record
    if kind is Activity and told.asks_time and record.at_text:
        return _acted(record, connector, told)
    return record


# --- who wrote to whom ----------------------------------------------------------------------------------------------
def _direction(one: Message, told: Settled) -> Message:
    mine = _folded(told.answers.get("self", ""))
    if one.direction_by not in _OPEN or not mine or not (one.sender_name or one.sender_key):
        return one
    by, others = _BY.get(told.by["self"], "proposed"), _others(one.recipients)
    if mine in _names(one.sender_name, one.sender_key):
        return _with_person(one._replace(direction=OUT, direction_by=by), others)
    if others and not any(mine in _names(name, key) for name, key in others):
        unknown = one._replace(direction=UNKNOWN, direction_by="unknown")  # the rep goes by another name in this talk
        return unknown._replace(person_key=None, person_name="") if _of_two(one, others) else unknown
    return _with_person(one._replace(direction=IN, direction_by=by), [(one.sender_name, one.sender_key)])


def _names(name: str, key: str | None) -> set[str]:
    """Return what an answer may call somebody."""
    return {_folded(name), _folded(key or ""), _folded((key or "").rpartition("/")[2])} - {""}


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Return a name without what phones add to it: marks of writing direction, odd spaces, "~" of unsaved numbers."""
    kept = "".join(" " if char.isspace() else char for char in name if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", kept).lstrip("~ ").casefold().split())


def _of_two(one: Message, others: list[tuple[str, str | None]]) -> bool:
    return one.kind in ONE_TO_ONE and len(others) == 1


def _with_person(one: Message, others: list[tuple[str, str | None]]) -> Message:
    """Name the other side of a one-to-one talk, if it is told."""
    if not _of_two(one, others):
        return one
    name, key = others[0]
    return one._replace(person_name=name or one.person_name, person_key=key or one.person_key)


@lru_cache(maxsize=1024)
def _others(recipients: str) -> list[tuple[str, str | None]]:
    return [(name, key) for name, key in json.loads(recipients or "[]")]


# --- when -----------------------------------------------------------------------------------------------------------
def _sent(one: Message, connector: Connector, told: Settled) -> Message:
    if one.sent_at_by not in ("assumed", "none") or not one.sent_at_text:
        return one
    when = _moment(connector, one.sent_at_text, told)
    return one._replace(sent_at=when.at, day=when.day, sent_at_by=when.by) if when else one


def _acted(one: Activity, connector: Connector, told: Settled) -> Activity:
    when = _moment(connector, one.at_text, told)
    return one._replace(at=when.at, day=when.day, at_by=when.by) if when else one


def _moment(connector: Connector, text: str, told: Settled) -> Moment | None:
    """Return the moment of a wall clock; None when the text is not understood, and that is no matter of its order."""
    wall = connector.wall(text, told.answers.get("date-order", ""))
    if wall:
        return of_wall(wall, told.zone, told.time_zone)
    return NEVER if "date-order" in told.by else None
