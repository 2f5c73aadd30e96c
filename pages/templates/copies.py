"""The words of one text: what stays and what changes, two copies side by side, copies with own words marked."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from data.words import N_
from metrics.templates.copies import MOST, SIZE, Copies, CopyRow, copies
from pages.templates import asked
from pages.ui import mask, notes, session
from pages.ui.drawn import drawn
from pages.ui.markup import esc, put
from pages.ui.page import heading, link
from pages.ui.tables import Column, Row, table_html
from pages.ui.text import copy_of, difference, one_text, with_slots
from pages.ui.words import _, day, ngettext, pct, say
from scoring.copies import Part, Piece, shared_words, words_of_copies

SIDES = ("a", "b")
"""Names in the address of the two copies that are compared."""
MOST_VARIANTS = 3
REST = "\x1a"
HIDES = N_("What one person alone got is hidden; its sender can read it.")


def shared_text(template_id: str) -> None:
    """Draw what all copies have, the places that change, and what stands there by turns."""
    put(drawn(_shared, shared_words, asked.scope(), template_id))


def _shared(parts: Sequence[Part]) -> str:
    head = f'<div class="rp-meta" style="padding-bottom:8px">{esc(_("What stays, and the places that change"))}</div>'
    if not parts:
        return head + notes.plain_html(_("The text is not shown here."))
    text = with_slots([(part_text(part), part.kind != "fixed") for part in parts])
    rows = [Row([" / ".join(part.variants)]) for part in parts if part.kind == "variants"]
    turns = table_html([Column(_("By turns"))], rows, caption=_("By turns"), cards=False) if rows else ""
    return f'{head}{text}<div style="padding-top:12px">{turns}</div>' if turns else head + text


def part_text(part: Part) -> str:
    """Return a part of a text as it is shown: a slot by its name, a choice by its first variants."""
    if part.kind == "slot":
        return _(part.text)
    if part.kind == "variants":
        more = "|…" if len(part.variants) > MOST_VARIANTS else ""
        return f"{'|'.join(part.variants[:MOST_VARIANTS])}{more}"
    return part.text


# --- two copies -----------------------------------------------------------------------------------------------------
class Choice(NamedTuple):
    """A copy to choose: what it is called, and what tells which two to show first."""

    id: str
    title: str
    answered: bool
    own: float


def compare(template_id: str) -> None:
    """Draw any two copies side by side, chosen from the newest or by their addresses."""
    rows = _choices(template_id)
    if len(rows) < 2 or not session.load(words_of_copies, asked.scope(), template_id, tuple(rows)[:1]):
        return
    heading(_("Any two copies, side by side"), _("What is the same steps back; what differs is marked."))
    chosen = _chosen(rows)
    for side, one, column in zip(SIDES, chosen, st.columns(2, gap="small"), strict=True):
        with column:
            _choose(side, rows, one)
    words = session.load(words_of_copies, asked.scope(), template_id, chosen)
    texts = [one_text([(piece.text, piece.own) for piece in words.get(one, ())]) for one in chosen]
    put(difference(*texts, tuple(rows[one].title for one in chosen)))


def _choices(template_id: str) -> dict[str, Choice]:
    """Return the copies to choose from by id: the newest, and those in the address."""
    newest = drawn(_made, copies, asked.scope(), template_id, "sent", 0, MOST)
    rows = {row.id: row for row in newest}
    asked_for = tuple(sorted({st.query_params[side] for side in SIDES if st.query_params.get(side)} - set(rows)))
    if asked_for:
        more = _made(session.load(copies, asked.scope(), template_id, size=2, ids=asked_for))
        rows |= {row.id: row for row in more}
    return rows


def _made(found: Copies) -> tuple[Choice, ...]:
    return tuple(Choice(row.id, _title(row), row.answered, row.own) for row in found.rows)


def _chosen(rows: dict[str, Choice]) -> tuple[str, str]:
    """Return the two copies to compare: as asked for, else a bare one without an answer and an answered one."""
    order = sorted(rows, key=lambda one: (rows[one].answered, rows[one].own, one))
    left = _asked("a", rows) or next(one for one in order if one != _asked("b", rows))
    right = _asked("b", rows) or next(one for one in reversed(order) if one != left)
    return left, right


def _asked(side: str, rows: dict[str, Choice]) -> str:
    chosen = st.query_params.get(side, "")
    return chosen if chosen in rows else ""


def _choose(side: str, rows: dict[str, Choice], chosen: str) -> None:
    key = session.widget(f"copy_{side}", chosen)
    titles = {one: row.title for one, row in rows.items()}
    st.selectbox(
        _("First copy") if side == "a" else _("Second copy"),
        list(rows),
        format_func=titles.get,
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
    made = drawn(_examples, copies, asked.scope(), template_id, "sent", page)
    if not made.rows and page:
        made = drawn(_examples, copies, asked.scope(), template_id, "sent", 0)
    sub = _("The sender’s own words are marked.") if made.readable else _("Their words are not shown here.")
    sub = _(HIDES) if made.hides else sub
    heading(ngettext("{n} copy, newest first", "{n} copies, newest first", made.total), sub)
    with st.container(border=True, key="card_copies"):
        put(f'<div class="rp-copies">{made.rows.replace(REST, _rest())}</div>')
    _pages(made.total)


class Examples(NamedTuple):
    """Some copies ready to draw; REST stands in their links for what else the address holds."""

    rows: str
    total: int
    readable: bool
    hides: bool


def _examples(found: Copies) -> Examples:
    ids = tuple(row.id for row in found.rows)
    words = session.load(words_of_copies, asked.scope(), asked.template(), ids)
    rows = "".join(_example(row, words.get(row.id, ())) for row in found.rows)
    hides = any(piece.own and not piece.text for pieces in words.values() for piece in pieces)
    return Examples(rows, found.total, bool(words), hides)


def _example(row: CopyRow, pieces: Sequence[Piece]) -> str:
    to = _("{rep} to {name}", rep=row.rep, name=mask.name(row.contact))
    own = _("{share} own words", share=pct(row.own))
    links = _link(link("conversations", id=row.conversation_id), _("Open the conversation"))
    if pieces:
        links += _link(link("templates", id=asked.template(), a=row.id) + REST, _("Compare this one"))
    text = copy_of([(piece.text, piece.own) for piece in pieces]) if pieces else ""
    return (
        f'<div><div class="head"><b>{esc(to)}</b><span>{esc(day(row.day))}</span><span>{esc(say(row.result))}</span>'
        f"<span>{esc(own)}</span>{links}</div>{text}</div>"
    )


def _rest() -> str:
    """Return what else a link to compare a copy keeps: the copy picked before as the other one, page, list."""
    before, page = st.query_params.get("a", ""), st.query_params.get("copies", "")
    kept = asked.kept() | {name: value for name, value in (("b", before), ("copies", page)) if value}
    return esc(f"&{urlencode(kept)}" if kept else "")


def _link(address: str, words: str) -> str:
    return f'<a class="rp-link" href="{address}" target="_self">{esc(words)}</a>'


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
