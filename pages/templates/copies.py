"""The words of one text: what stays and what changes, two copies side by side, copies with own words marked."""

from collections.abc import Sequence

import streamlit as st

from metrics.template_copies import MOST, SIZE, Copies, CopyRow, copies
from pages.templates import asked
from pages.ui import mask, notes, session
from pages.ui.markup import esc, put
from pages.ui.page import heading, link
from pages.ui.tables import Column, Row, table
from pages.ui.text import copy_of, difference, one_text, with_slots
from pages.ui.words import _, day, ngettext, pct, say
from scoring.copies import Part, Piece, shared_words, words_of_copies

SIDES = ("a", "b")
"""Names in the address of the two copies that are compared."""
MOST_VARIANTS = 3


def shared_text(template_id: str) -> None:
    """Draw what all copies have, the places that change, and what stands there by turns."""
    put(f'<div class="rp-meta" style="padding-bottom:8px">{esc(_("What stays, and the places that change"))}</div>')
    parts = session.load(shared_words, asked.scope(), template_id)
    if not parts:
        notes.plain(_("The text is not shown here."))
        return
    put(with_slots([(part_text(part), part.kind != "fixed") for part in parts]))
    choices = [part for part in parts if part.kind == "variants"]
    rows = [Row([" / ".join(part.variants)]) for part in choices]
    if rows:
        put('<div style="height:12px"></div>')
        table([Column(_("By turns"))], rows, caption=_("By turns"), cards=False)


def part_text(part: Part) -> str:
    """Return a part of a text as it is shown: a slot by its name, a choice by its first variants."""
    if part.kind == "slot":
        return _(part.text)
    if part.kind == "variants":
        more = "|…" if len(part.variants) > MOST_VARIANTS else ""
        return f"{'|'.join(part.variants[:MOST_VARIANTS])}{more}"
    return part.text


# --- two copies -----------------------------------------------------------------------------------------------------
def compare(template_id: str) -> None:
    """Draw any two copies side by side, chosen from the newest or by their addresses."""
    rows = _choices(template_id)
    if len(rows) < 2 or not session.load(words_of_copies, asked.scope(), template_id, tuple(rows)[:1]):
        return
    heading(_("Any two copies, side by side"), _("What is the same steps back; what differs is marked."))
    chosen = _chosen(rows)
    left, right = st.columns(2, gap="small")
    with left:
        _choose("a", rows, chosen[0])
    with right:
        _choose("b", rows, chosen[1])
    words = session.load(words_of_copies, asked.scope(), template_id, chosen)
    texts = [one_text([(piece.text, piece.own) for piece in words.get(one, ())]) for one in chosen]
    put(difference(*texts, (_title(rows[chosen[0]]), _title(rows[chosen[1]]))))


def _choices(template_id: str) -> dict[str, CopyRow]:
    """Return the copies to choose from by id: the newest, and those in the address."""
    scope = asked.scope()
    newest = session.load(copies, scope, template_id, size=MOST)
    asked_for = tuple(sorted({st.query_params[side] for side in SIDES if st.query_params.get(side)}))
    rest = tuple(one for one in asked_for if one not in {row.id for row in newest.rows})
    more = session.load(copies, scope, template_id, size=2, ids=rest) if rest else Copies((), 0)
    return {row.id: row for row in (*newest.rows, *more.rows)}


def _chosen(rows: dict[str, CopyRow]) -> tuple[str, str]:
    """Return the two copies to compare: as asked for, else a bare one without an answer and an answered one."""
    order = sorted(rows, key=lambda one: (rows[one].answered, rows[one].own, one))
    left = _asked("a", rows) or next(one for one in order if one != _asked("b", rows))
    right = _asked("b", rows) or next(one for one in reversed(order) if one != left)
    return left, right


def _asked(side: str, rows: dict[str, CopyRow]) -> str:
    chosen = st.query_params.get(side, "")
    return chosen if chosen in rows else ""


def _choose(side: str, rows: dict[str, CopyRow], chosen: str) -> None:
    key = session.widget(f"copy_{side}", chosen)
    st.selectbox(
        _("First copy") if side == "a" else _("Second copy"),
        list(rows),
        format_func=lambda one: _title(rows[one]),
        key=key,
        on_change=_took,
        args=(side, key),
        label_visibility="collapsed",
    )


def _took(side: str, key: str) -> None:
    st.query_params[side] = session.value_of(key) or ""


def _title(row: CopyRow) -> str:
    to = _("{rep} to {name}", rep=row.rep, name=mask.name(row.contact))
    return f"{to}, {day(row.day)} · {say(row.result)}"


# --- copies one by one ----------------------------------------------------------------------------------------------
def examples(template_id: str) -> None:
    """Draw the copies one by one, page by page, the sender's own words marked."""
    page = asked.number("copies") - 1
    found = session.load(copies, asked.scope(), template_id, page=page)
    if not found.rows and page:
        found = session.load(copies, asked.scope(), template_id)
    words = session.load(words_of_copies, asked.scope(), template_id, tuple(row.id for row in found.rows))
    sub = _("The sender’s own words are marked.") if words else _("Their words are not shown here.")
    heading(ngettext("{n} copy, newest first", "{n} copies, newest first", found.total), sub)
    with st.container(border=True, key="card_copies"):
        body = "".join(_example(row, words.get(row.id, ()), template_id) for row in found.rows)
        put(f'<div class="rp-copies">{body}</div>')
    _pages(found.total)


def _example(row: CopyRow, pieces: Sequence[Piece], template_id: str) -> str:
    to = _("{rep} to {name}", rep=row.rep, name=mask.name(row.contact))
    own = _("{share} own words", share=pct(row.own))
    links = _link(link("conversations", id=row.conversation_id), _("Open the conversation"))
    if pieces:
        links += _link(asked.open_link(template_id, **_pair(row.id)), _("Compare this one"))
    text = copy_of([(piece.text, piece.own) for piece in pieces]) if pieces else ""
    return (
        f'<div><div class="head"><b>{esc(to)}</b><span>{esc(day(row.day))}</span><span>{esc(say(row.result))}</span>'
        f"<span>{esc(own)}</span>{links}</div>{text}</div>"
    )


def _link(address: str, words: str) -> str:
    return f'<a class="rp-link" href="{address}" target="_self">{esc(words)}</a>'


def _pair(copy_id: str) -> dict[str, str]:
    """Return which two to compare when a copy is picked: it and the one picked before."""
    before = st.query_params.get("a", "")
    page = {"copies": st.query_params["copies"]} if "copies" in st.query_params else {}
    return {"a": copy_id, **({"b": before} if before and before != copy_id else {}), **page}


def _pages(total: int) -> None:
    last = -(-total // SIZE)
    number = min(asked.number("copies"), max(last, 1))
    if last > 1:
        name = f"copies_page_{number}"
        st.pagination(last, default=number, max_visible_pages=5, key=name, on_change=_turned, args=(name,))


def _turned(name: str) -> None:
    number = session.value_of(name) or 1
    st.query_params.pop("copies", None)
    if number > 1:
        st.query_params["copies"] = str(number)
