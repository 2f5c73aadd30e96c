"""Who changed which setting, from what to what."""

import json

import streamlit as st

from data import workspace
from data.words import N_
from pages.ui import session
from pages.ui.tables import Column, Row, table
from pages.ui.words import _, moment

KEYS = {
    "name": N_("Name of the team"),
    "company": N_("Company"),
    "time_zone": N_("Time zone"),
    "work_from": N_("Work begins at"),
    "work_until": N_("Work ends at"),
    "work_days": N_("Working days"),
    "currency": N_("Currency"),
    "language": N_("Language for everybody"),
    "demo": N_("Demo data"),
    "show_league": N_("League tables"),
    "weights": N_("Rules"),
}
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
    cells = (moment(row["at"]), who, _(KEYS.get(row["key"], row["key"])), _value(row["old"]), _value(row["new"]))
    return Row(cells)


def _value(text: str | None) -> str:
    value = json.loads(text) if text else None
    if value in (None, "", {}, []):
        return "–"
    return text if isinstance(value, dict | list) else str(value)
