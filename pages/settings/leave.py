"""Days off: holidays of everybody, leave of one rep; the habit of helping is not judged on them."""

import streamlit as st

from data import workspace
from pages.ui import notes, session
from pages.ui.words import _, days


def draw(whose: str) -> None:
    """Draw the days off of one rep (an id), or of everybody (""), and a form for more."""
    spans = _spans().get(whose, [])
    for no, (first, last) in enumerate(spans):
        with st.container(horizontal=True, vertical_alignment="center", key=f"off_{whose}_{no}"):
            notes.plain(days(first, last))
            st.button(
                _("Remove"), key=f"off_gone_{whose}_{no}", type="tertiary", on_click=_remove, args=(whose, first, last)
            )
    with st.form(f"off_{whose}", border=False, clear_on_submit=True, width=720):
        left, right = st.columns(2)
        left.text_input(_("Away from"), key=f"off_from_{whose}", placeholder="2026-07-01", max_chars=10)
        right.text_input(_("until"), key=f"off_until_{whose}", placeholder="2026-07-14", max_chars=10)
        st.form_submit_button(_("Add days off"), on_click=_add, args=(whose,))


def _spans() -> dict[str, list[list[str]]]:
    return dict(session.team().days_off or {})


def _add(whose: str) -> None:
    first, last = (str(session.value_of(f"off_{end}_{whose}") or "").strip() for end in ("from", "until"))
    _save(whose, [*_spans().get(whose, []), [first, last or first]])


def _remove(whose: str, first: str, last: str) -> None:
    _save(whose, [span for span in _spans().get(whose, []) if list(span) != [first, last]])


def _save(whose: str, spans: list[list[str]]) -> None:
    try:
        days_off = {**_spans(), whose: sorted(spans)}
        session.change(workspace.change, session.viewer().email, days_off=days_off)
    except workspace.SettingError:
        session.say_after(_("Write days like 2026-07-01, the first not after the last."))
