"""Blocks of a page, kept: HTML and charts are made once per data, filters, viewer and look, not on every rerun."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from pages.ui import filters, session, tokens

M = TypeVar("M")
T = TypeVar("T")


def drawn(make: Callable[[M], T], what: Callable[..., M], *args: Any) -> T:
    """Return `make(load(what, *args))` from a cache, made anew when the data or how it is looked at changes.

    `make` must be a function of a module that turns a model into strings, and may ask who looks, in which language
    and theme, and where links lead; it draws nothing itself. Strings cost no time once kept, models of many parts do.
    """
    where, version = session.stamp()
    key = {"where": where, "version": version, "look": _look(), "make": _name(make), "what": _name(what), "args": args}
    return _drawn(**key, _made=lambda: make(session.load(what, *args)))


@st.cache_data(max_entries=500, ttl=3600, max_size="100 MB", show_spinner=False)
def _drawn(
    where: str,  # noqa: ARG001 (this and the others are the key)
    version: int,  # noqa: ARG001
    look: tuple,  # noqa: ARG001
    make: str,  # noqa: ARG001
    what: str,  # noqa: ARG001
    args: tuple,  # noqa: ARG001
    _made: Callable[[], T],
) -> T:
    return _made()


def _look() -> tuple:
    """Return all that blocks depend on beside their model: the address links carry on, the viewer, language, theme."""
    seat = session.seat()
    who = (seat.viewer.role, seat.viewer.rep_id or "", *sorted(seat.roles)) if seat else ()
    return session.language(), tokens.theme(), who, tuple(sorted(filters.address().items()))


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
