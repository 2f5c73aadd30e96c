"""Channels, stages and users of the CRM: what each word means here, as proposed or as people said."""

from collections.abc import Callable, Sequence

import streamlit as st

from data import crm_mapping, crm_words, people
from data.crm_mapping import Mapped
from data.words import N_
from pages.settings.changes import meaning
from pages.ui import notes, session
from pages.ui.markup import esc
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import _, network, ngettext, num

SHOWN = 50
AS_PROPOSED = "\t"
"""The choice that takes people's word back; no meaning is called so."""
Save = Callable[..., bool]
BY = {
    "person": ("good", N_("your word")),
    "proposal": ("", N_("proposed")),
    "gone": ("watch", N_("your word names somebody who is not here any more")),
}


def channels_(save: Save) -> None:
    """Draw which channel each source of the CRM is."""
    heading(_("Channels"), _("Which channel a lead or deal came by, from the source that the CRM tells."))
    rows = session.read(crm_mapping.mapping, "channel")
    rows = sorted(rows, key=lambda row: (row.value != crm_words.UNKNOWN, -(row.leads + row.deals)))
    _unknown(rows)
    _table(rows, _("Source"), _("Channel"))
    _form("channel", rows, (*crm_words.CHANNELS, crm_words.UNKNOWN), save)


def stages(save: Save) -> None:
    """Draw which step of ours each stage of the CRM's pipelines is."""
    sub = _("New: nobody has worked on it. Worked on: somebody has. Won and lost end a deal.")
    heading(_("Stages"), sub)
    rows = session.read(crm_mapping.mapping, "stage")
    _table(rows, _("Stage in the CRM"), _("Here"))
    _form("stage", rows, crm_words.STAGE_MEANINGS, save)


def owners(save: Save) -> None:
    """Draw which rep each user of the CRM is."""
    heading(_("CRM users"), _("Whose leads and deals these are. Users are found by name and e-mail."))
    rows = session.read(crm_mapping.mapping, "owner")
    rows = sorted(rows, key=lambda row: (bool(row.value), -(row.leads + row.deals)))
    _table(rows, _("CRM user"), _("Rep"))
    reps = [rep.id for rep in session.read(people.reps)]
    _form("owner", rows, (*reps, crm_mapping.NOBODY), save)


def _unknown(rows: Sequence[Mapped]) -> None:
    """Say how much has no channel, where that is anything."""
    lost = [row for row in rows if row.value == crm_words.UNKNOWN]
    count = sum(row.leads for row in lost)
    if count:
        words = ngettext("{n} lead has no channel.", "{n} leads have no channel.", count)
        notes.note("help", words, _("Say below what their sources mean; an empty source can be settled, too."))


def _table(rows: Sequence[Mapped], what: str, means: str) -> None:
    if not rows:
        notes.note("inventory_2", _("No CRM data is here yet."), _("Import its tables or connect it: page Import."))
        return
    kind = rows[0].kind
    counted = [Column(_("Leads"), number=True)] if kind != "stage" else []
    columns = [Column(what), Column(_("CRM")), *counted, Column(_("Deals"), number=True), Column(means), Column("")]
    table(columns, [_row(row) for row in rows[:SHOWN]], caption=what)
    if len(rows) > SHOWN:
        notes.plain(_("and {n} more", n=num(len(rows) - SHOWN)))


def _row(row: Mapped) -> Row:
    tone, words = BY[row.by]
    told = meaning(row.kind, row.value)
    shown = (
        f"<b>{esc(told)}</b>"
        if row.value not in (crm_words.UNKNOWN, "")
        else f'<span class="rp-quiet">{esc(told)}</span>'
    )
    tag = f'<span class="rp-tag {tone}" style="white-space:normal">{esc(_(words))}</span>'
    leads = [num(row.leads)] if row.kind != "stage" else []
    return Row([_label(row), network(row.crm), *leads, num(row.deals), Cell(shown), Cell(tag)])


def _label(row: Mapped) -> str:
    return row.label or _("(empty)")


def _form(kind: str, rows: Sequence[Mapped], meanings: Sequence[str], save: Save) -> None:
    """Draw the choice of words and what they mean."""
    if not rows:
        return
    words = {(row.crm, row.native): f"{_label(row)} · {network(row.crm)}" for row in rows}
    titles = {AS_PROPOSED: _("as proposed"), **{value: meaning(kind, value) for value in meanings}}
    with st.form(f"mean_{kind}", border=False, clear_on_submit=True, width=720):
        left, right = st.columns([3, 2])
        left.multiselect(
            _("Of the CRM"), list(words), format_func=words.get, key=f"words_{kind}", placeholder=_("Choose")
        )
        right.selectbox(
            _("Means here"), [*meanings, AS_PROPOSED], None, titles.get, key=f"means_{kind}", placeholder=_("Choose")
        )
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(kind, save))
    _also_kept(kind)


def _also_kept(kind: str) -> None:
    kept = session.read(crm_mapping.kept, kind)
    if kept:
        notes.plain(
            "",
            ngettext(
                "{n} more word of yours is kept for when the CRM uses it again.",
                "{n} more words of yours are kept for when the CRM uses them again.",
                kept,
            ),
        )


def _save(kind: str, save: Save) -> None:
    words, value = session.value_of(f"words_{kind}"), session.value_of(f"means_{kind}")
    if not words or value is None:
        session.say_after(_("Choose words of the CRM and what they mean."))
        return
    save(crm_mapping.settle, kind, tuple(map(tuple, words)), None if value == AS_PROPOSED else value)
