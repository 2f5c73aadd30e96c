"""Who changed which setting, from what to what."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from data import channels, people, workspace
from data.words import N_
from pages.settings import limits
from pages.ui import session
from pages.ui.tables import Column, Row, table
from pages.ui.words import WEEKDAYS, _, days, listed, moment, num

KEYS = {
    "name": N_("Name of the team"),
    "company": N_("Company"),
    "time_zone": N_("Time zone"),
    "work_from": N_("Work begins at"),
    "work_until": N_("Work ends at"),
    "work_days": N_("Working days"),
    "help_goal": N_("People to help on a working day"),
    "days_off": N_("Days off"),
    "currency": N_("Currency"),
    "language": N_("Language for everybody"),
    "demo": N_("Demo data"),
    "show_league": N_("League tables"),
    "weights": N_("Rules"),
    "niche": N_("Niche"),
    "crm_channel": N_("Channel of a source"),
    "crm_stage": N_("What a stage means"),
    "crm_owner": N_("Rep of a CRM user"),
    "own_cost": N_("Cost of a channel"),
    "own_rate": N_("Exchange rate"),
}
STAGES = {"new": N_("new"), "worked": N_("worked on"), "won": N_("won"), "lost": N_("lost")}
SHOWN = 50


def draw(key: str | None = None) -> None:
    """Draw the newest changes, of one setting or of all."""
    rows = session.read(workspace.history, key)[:SHOWN]
    if not rows:
        return
    with st.expander(_("What was changed, and by whom")):
        columns = [Column(_(title)) for title in (N_("When"), N_("Who"), N_("What"), N_("Before"), N_("Now"))]
        table(columns, [_row(row) for row in rows], caption=_("What was changed, and by whom"))


def _row(row) -> Row:
    who = _("you, on this machine") if row["who"] == "local" else row["who"]
    key = row["key"]
    return Row((moment(row["at"]), who, _(KEYS.get(key, key)), value(key, row["old"]), value(key, row["new"])))


def value(key: str, text: str | None) -> str:
    """Return a stored setting (JSON) in words; of the rules only the numbers that differ from the usual ones."""
    found = json.loads(text) if text else None
    if key == "weights":
        return "; ".join(_numbers(found or {})) or _("the usual numbers")
    if found in (None, "", {}, []):
        return "–"
    if key == "work_days":
        return listed([_(WEEKDAYS[day]) for day in found])
    if key == "days_off":
        return "; ".join(f"{rep or _('everybody')}: {days(*span)}" for rep, own in found.items() for span in own) or "–"
    if isinstance(found, dict) and "of" in found:
        return _settled(key, found)
    if key == "niche":
        return ", ".join(found)
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    return str(found)


def _settled(key: str, found: Mapping[str, str | None]) -> str:
    """Return what people settled of a word of the CRM, of a month's cost or a day's rate; None: not theirs."""
    value, of = found["value"], str(found["of"])
    if key.startswith("own_"):
        channel, _space, month = of.partition(" ")
        of = f"{_(channels.name(channel))} {month}"
        return f"{of}: {value or _('as in the files')}"
    return f"{of}: {_('as proposed') if value is None else meaning(key.removeprefix('crm_'), value)}"


def meaning(kind: str, value: str) -> str:
    """Return in words what a word of the CRM means here: a rep, a channel, or a step of ours."""
    if kind == "owner":
        names = {rep.id: rep.name for rep in session.load(people.reps)}
        return names.get(value, value) or _("nobody of the reps")
    return _(channels.name(value)) if kind == "channel" else _(STAGES.get(value, value))


def _numbers(table: Mapping[str, Any], name: str = "") -> Iterator[str]:
    for key, inner in table.items():
        if isinstance(inner, Mapping):
            yield from _numbers(inner, key)
        else:
            digits = len(f"{inner:g}".partition(".")[2])
            yield f"{_(limits.words_of(name if key == 'points' else key))}: {num(inner, digits)}"
