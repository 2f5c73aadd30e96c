"""A table that no source knows: a person says which column is what, and sees at once how the first rows are read."""

from collections.abc import Mapping as Dict
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from connectors.mapper.fields import CRM_TARGETS, LABELS, TITLES, targets
from connectors.mapper.grid import Grid
from connectors.mapper.mapping import Mapping, MappingError, of_json
from connectors.mapper.propose import Proposal, propose, with_details
from connectors.mapper.values import wall
from connectors.tabling import preview_rows
from data import mappings
from data.crm_records import CRMS
from data.words import NN_
from pages.ui import jobs, session
from pages.ui.markup import esc, put
from pages.ui.tables import Column, Row, table
from pages.ui.words import NETWORKS, _, day, network, ngettext

CODES = ("mapping-needed", "not-stored-yet")
FIRST = NN_("The first {n} row as it is read:", "The first {n} rows as they are read:")
NONE = ""
SHOWN = 20
Told = Dict[str, Any]


def needed(reports: list[Told]) -> Told | None:
    """Return the proposal for the table of a dropped file, None when it needs none."""
    stopped = [report["stopped"] for report in reports if report["stopped"]]
    return next((one["detail"].get("proposal") for one in stopped if one["code"] in CODES), None)


def step(key: str, path: Path, proposal: Told) -> None:
    """Draw the choice of columns, the first rows as they are read, and the button that keeps it."""
    chosen = _target(key, proposal)
    proposed = _proposed(proposal, chosen)
    mapping = _mapping(key, proposal, proposed)
    lacks = targets()[chosen].lacks(frozenset(mapping.columns))
    _preview(proposal, mapping)
    details = _details(proposal, chosen, mapping.columns)
    open_ = [_(LABELS[field]) for field in lacks]
    open_ += [_("order of dates")] * (not details.order_sure and not mapping.date_order)
    open_ += [_("decimal mark")] * (not details.decimal_sure and not mapping.decimal)
    if not targets()[chosen].stored:
        put(f'<div class="rp-meta">{esc(_("Such tables can be looked at, but are not stored yet."))}</div>')
    elif open_:
        words = _("Still to be said: {names}.", names=", ".join(open_))
        put(f'<div class="rp-meta" role="status">{esc(words)}</div>')
    elif st.button(_("Read it like this"), type="primary", key=f"map_{key}", icon=":material/check:"):
        _keep(path, mapping, proposal)


def _target(key: str, proposal: Told) -> str:
    options = list(targets())
    return st.selectbox(
        _("What is in this table?"),
        options,
        index=options.index(proposal["mapping"]["target"]),
        format_func=lambda target: _(TITLES[target]),
        key=f"target_{key}",
        width=420,
    )


def _proposed(proposal: Told, target: str) -> Mapping:
    told = of_json(proposal["mapping"])
    if target == told.target:
        return told
    return propose(_grid(proposal), target).mapping


def _mapping(key: str, proposal: Told, proposed: Mapping) -> Mapping:
    """Draw a choice for every field; return what is chosen."""
    columns = {}
    with st.container(horizontal=True, key=f"fields_{key}"):
        for field in targets()[proposed.target].fields:
            options = [NONE, *proposal["header"]]
            now = proposed.columns.get(field.id, NONE)
            column = st.selectbox(
                _(LABELS[field.id]).capitalize(),
                options,
                index=options.index(now) if now in options else 0,
                format_func=lambda name: name or "–",
                key=f"col_{key}_{proposed.target}_{field.id}",
                width=200,
            )
            if column:
                columns[field.id] = column
        details = _details(proposal, proposed.target, columns)
        order = _order(key, details)
        decimal = _decimal(key, details)
        where = _network(key, proposed)
        way = _direction(key, columns, proposed.target)
    told = {**proposed.as_json(), "columns": columns, "date_order": order, "decimal": decimal}
    return of_json({**told, "network": where, "direction": way})


def _details(proposal: Told, target: str, columns: Dict[str, str]) -> Proposal:
    """Return what the chosen columns prove of dates and numbers; of those proposed the whole sample was looked at."""
    found = with_details(_grid(proposal), targets()[target], dict(columns))
    told = proposal["mapping"]
    if told["target"] == target and all(told["columns"].get(key) == name for key, name in columns.items()):
        order, mark = proposal["date_order"], proposal["decimal"]
        sure = {"order_sure": order["sure"], "order_example": order["example"]}
        mapping = replace(found.mapping, date_order=told["date_order"], decimal=told["decimal"])
        marks = {"decimal_sure": mark["sure"], "decimal_example": mark["example"]}
        return replace(found, mapping=mapping, **sure, **marks)
    return found


def _grid(proposal: Told) -> Grid:
    return Grid(tuple(proposal["header"]), tuple(zip(proposal["lines"], proposal["rows"], strict=True)), 0)


def _order(key: str, details: Proposal) -> str:
    example = details.order_example
    if details.order_sure or not example:
        return details.mapping.date_order

    def words(order: str) -> str:
        when = wall(example, order)
        return day(when.date().isoformat(), year=True) if when else order

    label = _("Which day is {example}?", example=example)
    found = st.selectbox(
        label, ["dmy", "mdy"], index=None, format_func=words, placeholder=_("Choose"), key=f"order_{key}", width=200
    )
    return found or ""


def _decimal(key: str, details: Proposal) -> str:
    example = details.decimal_example
    if details.decimal_sure or not example:
        return details.mapping.decimal
    label = _("In {example}, what parts off the decimals?", example=example)
    marks = {".": _("the point"), ",": _("the comma")}
    found = st.selectbox(
        label, list(marks), index=None, format_func=marks.get, placeholder=_("Choose"), key=f"mark_{key}", width=200
    )
    return found or ""


def _network(key: str, proposed: Mapping) -> str:
    options = list(CRMS if proposed.target in CRM_TARGETS else (*NETWORKS, "other"))
    index = options.index(proposed.network) if proposed.network in options else len(options) - 1
    label = _("Where from?")
    return st.selectbox(label, options, index=index, format_func=network, key=f"net_{key}", width=200)


def _direction(key: str, columns: Dict[str, str], target: str) -> str:
    if target != "messages" or "direction" in columns or "sender" in columns:
        return ""
    words = {"out": _("the rep wrote all of them"), "in": _("all came from others")}
    found = st.selectbox(
        _("Who wrote?"),
        list(words),
        index=None,
        format_func=words.get,
        placeholder=_("Choose"),
        key=f"way_{key}",
        width=200,
    )
    return found or ""


def _preview(proposal: Told, mapping: Mapping) -> None:
    rows = preview_rows(dict(proposal), mapping)[:SHOWN]
    fields = [field.id for field in targets()[mapping.target].fields if field.id in mapping.columns]
    fields += ["direction"] if mapping.target == "messages" and "direction" not in fields else []
    if not rows or not fields:
        return
    put(f'<div class="rp-sub">{esc(ngettext(*FIRST, len(rows)))}</div>')
    heads = [Column(_(LABELS[field])) for field in fields]
    table(heads, [Row(tuple(_cut(row.get(field, "")) for field in fields)) for row in rows], caption=_("Preview"))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _keep(path: Path, mapping: Mapping, proposal: Told) -> None:
    """Keep the mapping and look into the file again."""
    try:
        fitting = mapping.for_header(proposal["header"])
    except MappingError as error:
        session.say_after(_(error.words, **error.detail))
        return
    session.change(mappings.save, fitting.as_json(), session.viewer().email)
    jobs.start("preview", {"path": str(path), "rep": "", "name": path.name})
    st.rerun()
