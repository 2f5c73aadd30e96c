"""What was answered when exports left something open, and changing it: all figures follow."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from connectors.settle import REDERIVED
from data import questions
from pages.imports import asking
from pages.ui import jobs, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, network, ngettext

Row = Mapping[str, Any]


def draw() -> None:
    """Draw the answers, what nobody confirmed first; nothing when no export left anything open."""
    rows = session.read(questions.listed, session.widest())
    rows = [row for row in rows if row["answered_by"] != "file"]
    if not rows:
        return
    heading(_("What was answered"), _("Change it here; all figures follow."))
    for no, row in enumerate(sorted(rows, key=lambda row: row["answered_by"] not in asking.OPEN)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"hist_answer_{no}", gap="small"):
            put(_line(row))
            if (
                row["rep_id"]
                and row["question"] in REDERIVED
                and st.button(_("Change"), key=f"change_{no}", type="tertiary")
            ):
                _ask(row)


def _line(row: Row) -> str:
    question = asking.as_question(row)
    words = asking.settled(question) if row["value"] else _(asking.ASKED[row["question"]], example=row["example"])
    by = _(asking.BY[row["answered_by"]])
    more = f"{network(row['network'])} · {ngettext('{n} import', '{n} imports', row['imports'])} · {by}"
    open_ = ' style="color:var(--rp-watch)"' if row["answered_by"] in asking.OPEN else ""
    whose = row["rep_name"] or (_("nobody") if row["rep_id"] else _("the whole team"))
    return (
        f'<div><b style="font-weight:550">{esc(whose)}</b> '
        f'<span style="overflow-wrap:anywhere">{esc(words)}</span><div class="rp-meta"{open_}>{esc(more)}</div></div>'
    )


def _ask(row: Row) -> None:
    @st.dialog(_("Change the answer?"))
    def ask() -> None:
        notes.plain(_("The imports that went by the old answer are read again in the new way; no file is needed."))
        value = asking.choose("again", asking.as_question(row))
        if st.button(_("Change it"), type="primary", disabled=not value):
            places = {key: row[key] for key in ("rep_id", "network", "question")}
            jobs.start("answer", {**places, "value": value, "old": row["value"], "name": row["rep_name"]})
            st.rerun()

    ask()
