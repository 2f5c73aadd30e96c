"""A page's figures as a file: the same report as on the command line, over what is looked at."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from data.scope import Scope
from metrics.report import build, rendered
from pages.ui import session
from pages.ui.markup import esc, put
from pages.ui.words import _, language

FORMATS = {
    "pdf": ("PDF", "application/pdf"),
    "html": ("HTML", "text/html"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "md": ("Markdown", "text/markdown"),
}


def download(scope: Scope, name: str) -> None:
    """Offer every figure of a scope in every format; a file is written when it is asked for.

    name: what the file is about, in letters of addresses ("team", a rep's id).
    """
    if session.presenting():
        return
    opened = st.popover(_("Download report"), icon=":material/download:", key="report_files", on_change="rerun")
    if opened.open:
        with opened:
            _offer(scope, name)


def _offer(scope: Scope, name: str) -> None:
    put(f'<div class="rp-sub">{esc(_("Every figure of these days with its range and cases, as shown here."))}</div>')
    masked = st.checkbox(_("without names of contacts and texts"), key="report_masked")
    shown = replace(scope, masked=True, text="none") if masked else scope
    end = "-masked" if masked else ""
    for form, (label, mime) in FORMATS.items():
        st.download_button(
            label,
            partial(report, session.database(), shown, form, language()),
            file_name=f"rapport-{name}-{scope.until}{end}.{form}",
            mime=mime,
            key=f"report_{form}",
            on_click="ignore",
            width="stretch",
        )


def report(database: Path, scope: Scope, form: str, lang: str) -> bytes:
    """Return the report of a scope as a file."""
    return rendered(build(database, scope), form, lang, scope.masked)
