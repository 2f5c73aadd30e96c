"""Limits beside the points: how much a group can cost, when a verdict changes, what a rule compares with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.words import N_
from pages.settings.thresholds import THRESHOLDS
from pages.ui import session
from pages.ui.words import _
from scoring.profile import PROFILE_RULES
from scoring.rules import RULES

TITLES = {rule.id: rule.title for rule in (*RULES, *PROFILE_RULES)}
TABLES = {
    "groups": N_("Most points of a group"),
    "caps": N_("Highest score while this check fails"),
    "thresholds": N_("Thresholds (a share is 0 to 1)"),
}
WIDE, NARROW = 230, 72
"""Widths in pixels at which a phone shows the words and the number; a wide screen stretches them."""
NUMBER = "%g"
GROUPS = {
    "respect": N_("Respect"),
    "selling": N_("Selling too early"),
    "copying": N_("Copies"),
    "pressure": N_("Pressure"),
    "form": N_("Form"),
    "answering": N_("Answering"),
    "trust": N_("Trust"),
    "clarity": N_("Clarity"),
    "proof": N_("Proof"),
    "contact": N_("Ways to get in touch"),
}


def words_of(key: str) -> str:
    """Return what a group, a capped check or a threshold is called, untranslated."""
    return GROUPS.get(key) or THRESHOLDS.get(key) or TITLES.get(key, key)


def draw(section: str, defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Draw the tables that a section has, folded; return what differs from the usual numbers."""
    with st.expander(_("Limits and thresholds")):
        return {name: _table(section, name, defaults[name], own.get(name, {})) for name in TABLES if name in defaults}


def _table(section: str, name: str, defaults: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    ids = list(defaults)
    frame = pd.DataFrame(
        {
            "what": [_(words_of(key)) for key in ids],
            "value": [float(own.get(key, defaults[key])) for key in ids],
            "usual": [float(defaults[key]) for key in ids],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"{name}_{section}_{session.recall('rules_turn', 0)}",
        hide_index=True,
        num_rows="fixed",
        height=33 * (len(ids) + 1) + 2,
        disabled=["what", "usual"],
        column_config={
            "what": st.column_config.TextColumn(_(TABLES[name]), width=WIDE),
            "value": st.column_config.NumberColumn(_("Value"), min_value=0, required=True, format=NUMBER, width=NARROW),
            "usual": st.column_config.NumberColumn(_("Usual"), format=NUMBER, width=NARROW),
        },
    )
    return differing(ids, edited["value"], defaults)


def differing(
    ids: Sequence[str], values: Iterable[Any], defaults: Mapping[str, Any], field: str = ""
) -> dict[str, Any]:
    """Return the numbers that differ from the usual ones, by id; what is no number of 0 or more is left out.

    A table on the screen is the reader's to send back, so only known rows and sane numbers are taken from it.
    """
    found: dict[str, Any] = {}
    for key, value in zip(ids, values, strict=False):
        usual = defaults[key][field] if field else defaults[key]
        if pd.isna(value) or not 0 <= float(value) < 1e9 or float(value) == float(usual):
            continue
        number = int(value) if float(value).is_integer() else float(value)
        found[key] = {field: number} if field else number
    return found
