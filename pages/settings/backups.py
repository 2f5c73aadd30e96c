"""Copies of the workspace: make one, go back to one."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from data import backups, store
from pages.ui import jobs, notes, session
from pages.ui.page import heading
from pages.ui.words import _, moment, size


def draw() -> None:
    """Draw the copies there are; only an admin makes them or goes back to one."""
    heading(
        _("Backups"),
        _("Copies of everything in the workspace. One is also made before an update changes how data is stored."),
    )
    if not session.may("admin"):
        notes.note("lock", _("Only an admin makes backups and goes back to one."))
        return
    jobs.offer("backup", _("Make a backup now"), ":material/save:")
    copies = sorted(session.settings().backups.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    if not copies:
        notes.note("inventory_2", _("There is no backup yet."))
    for copy in copies[:20]:
        _line(copy)


def _line(copy: Path) -> None:
    stat = copy.stat()
    made = moment(datetime.fromtimestamp(stat.st_mtime, UTC).isoformat())
    with st.container(horizontal=True, vertical_alignment="center", key=f"bar_{copy.stem}"):
        notes.plain(f"{made} · {size(stat.st_size)}", copy.name)
        if session.seat().local:
            st.download_button(
                _("Download"), copy.read_bytes, file_name=copy.name, on_click="ignore", key=f"get_{copy.stem}"
            )
        if st.button(_("Go back to this"), key=f"back_{copy.stem}"):
            _confirm(copy)


def _confirm(copy: Path) -> None:
    @st.dialog(_("Go back to this backup?"))
    def ask() -> None:
        notes.plain(_("Everything imported or changed since is put aside in a backup of its own."), copy.name)
        if st.button(_("Go back"), type="primary"):
            _restore(copy)

    ask()


def _restore(copy: Path) -> None:
    place = session.settings()
    try:
        backups.restore(place, copy)
    except store.StoreError as error:
        notes.alarm(_("This backup can't be used; nothing was changed."), str(error))
        return
    session.say_after(_("The workspace is as it was in that backup."))
    st.rerun()
