"""What an answer means for a record: who wrote to whom, and when; from what the file says and nothing else.

The same function settles records as they are read and rows that stand already, so that an answer given before, with
or long after an import comes to the same rows. Ids are never touched.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from connectors.connector import Connector
from connectors.moments import NEVER, Moment, of_wall
from data.records import IN, OUT, UNKNOWN, Activity, Message

ONE_TO_ONE = ("direct", "inmail", "self")
_BY = {"person": "confirmed", "remembered": "confirmed", "proposal": "derived", "file": "derived"}


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
    if one.direction_by == "stated" or not (one.sender_name or one.sender_key):
        return one
    mine = told.answers.get("self", "")
    if not mine:
        return one._replace(direction=UNKNOWN, direction_by="unknown")
    by = _BY.get(told.by["self"], "derived")
    if mine in (one.sender_name, one.sender_key, _bare(one.sender_key)):
        return _with_person(one._replace(direction=OUT, direction_by=by), _others(one.recipients))
    return _with_person(one._replace(direction=IN, direction_by=by), [(one.sender_name, one.sender_key)])


def _bare(key: str | None) -> str:
    return key.rpartition("/")[2] if key else ""


def _with_person(one: Message, others: list[tuple[str, str | None]]) -> Message:
    """Name the other side of a one-to-one talk, if it is told."""
    if one.kind not in ONE_TO_ONE or len(others) != 1:
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
    return one._replace(sent_at=when.at, day=when.day, sent_at_by=when.by) if when.at else one


def _acted(one: Activity, connector: Connector, told: Settled) -> Activity:
    when = _moment(connector, one.at_text, told)
    return one._replace(at=when.at, day=when.day, at_by=when.by) if when.at else one


def _moment(connector: Connector, text: str, told: Settled) -> Moment:
    wall = connector.wall(text, told.answers.get("date-order", ""))
    return of_wall(wall, told.zone, told.time_zone) if wall else NEVER
