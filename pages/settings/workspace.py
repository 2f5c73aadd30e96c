"""Name, company, time zone, working hours, currency, language."""

import zoneinfo

import streamlit as st

from data import workspace
from pages.locale import LANGUAGES
from pages.settings import changes, following
from pages.ui import notes, session
from pages.ui.page import heading
from pages.ui.words import WEEKDAYS, _

CURRENCIES = ("EUR", "USD", "GBP", "RUB", "KZT", "BYN", "AMD", "GEL", "RSD", "TRY", "AED", "PLN", "CZK", "CHF")
LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}


def draw() -> None:
    """Draw the form and take what it says."""
    now = session.team()
    heading(_("Workspace"), _("Days and weeks are counted in this time zone; waiting times in these working hours."))
    with st.form("workspace", width=720):
        values = _names(now) | _times(now) | _ways(now)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent and values["work_from"] >= values["work_until"]:
        notes.alarm(_("The working day must begin before it ends."))
    elif sent and not values["work_days"]:
        notes.alarm(_("Choose at least one working day."))
    elif sent:
        session.change(workspace.change, session.viewer().email, **values)
        session.say_after(_("Saved. The figures follow in a moment.") if following.begin() else _("Saved."))
        st.rerun()
    changes.draw()


def _names(now: workspace.Workspace) -> dict:
    left, right = st.columns(2)
    name = left.text_input(_("Name of the team"), now.name, max_chars=80)
    return {"name": name.strip(), "company": right.text_input(_("Company"), now.company, max_chars=80).strip()}


def _times(now: workspace.Workspace) -> dict:
    zones = sorted(zoneinfo.available_timezones())
    zone = st.selectbox(_("Time zone"), zones, index=zones.index(now.time_zone))
    left, right = st.columns(2)
    start = left.number_input(_("Work begins at"), 0, 23, now.work_from, format="%d")
    end = right.number_input(_("Work ends at"), 1, 24, now.work_until, format="%d")
    names = [_(name) for name in WEEKDAYS]
    days = st.pills(
        _("Working days"), range(7), selection_mode="multi", default=now.work_days, format_func=lambda i: names[i]
    )
    goal = st.number_input(_("People to help on a working day"), 1, 100, now.help_goal, format="%d")
    return {
        "help_goal": int(goal),
        "time_zone": zone,
        "work_from": int(start),
        "work_until": int(end),
        "work_days": tuple(sorted(days)),
    }


def _ways(now: workspace.Workspace) -> dict:
    left, right = st.columns(2)
    known = CURRENCIES if now.currency in CURRENCIES else (now.currency, *CURRENCIES)
    currency = left.selectbox(_("Currency"), known, index=known.index(now.currency))
    language = right.selectbox(
        _("Language for everybody"),
        LANGUAGES,
        index=LANGUAGES.index(now.language) if now.language in LANGUAGES else 0,
        format_func=LANGUAGE_NAMES.get,
    )
    return {"currency": currency, "language": language}
