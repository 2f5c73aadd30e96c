"""The filter bar: period, networks, reps; in the address by their ids, kept from page to page."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import streamlit as st

from data import derive, people, queries
from data.scope import Scope
from data.words import N_
from metrics.periods import LENGTHS
from pages.ui import session
from pages.ui.words import _, network, ngettext

PERIODS = {"30d": N_("30 days"), "15w": N_("15 weeks"), "12m": N_("12 months")}
DEFAULT_PERIOD = "15w"


class Fresh(NamedTuple):
    """The first and last day with data of one rep, and the day of the newest export."""

    rep_id: str
    name: str
    first_day: str | None
    last_day: str | None
    last_export: str | None = None

    @property
    def until(self) -> str:
        """The last day that anything is known of, "" when nothing is."""
        return max(self.last_day or "", self.last_export or "")


def read_fresh(conn: sqlite3.Connection, scope: Scope) -> list[Fresh]:
    """Return a row per rep of the scope."""
    return [Fresh(*row) for row in queries.rows(conn, "freshness", scope)]


def read_networks(conn: sqlite3.Connection, scope: Scope) -> list[str]:
    """Return the networks that anything was imported of."""
    return [row["network"] for row in queries.rows(conn, "networks_in_use", scope)]


def fresh() -> list[Fresh]:
    """Return how fresh the data of the chosen reps is."""
    return fresh_of(replace(_people_and_networks(), since="", until=""))


def fresh_of(scope: Scope) -> list[Fresh]:
    """Return how fresh the data of a scope's reps is."""
    return session.load(read_fresh, scope)


def as_of() -> str:
    """Return the newest day that the workspace's data tells about, which all periods end on; "" when there is none."""
    return session.load(derive.newest_day) or ""


def newest() -> str:
    """Return the newest day of what the viewer may see; "" when there is nothing."""
    return max((row.last_day for row in fresh_of(session.widest()) if row.last_day), default="")


def days_before(day: str, count: int) -> str:
    """Return the day so many days earlier."""
    return (date.fromisoformat(day) - timedelta(days=count)).isoformat()


def period() -> str:
    """Return the id of the chosen period: a key of PERIODS."""
    return session.kept("period", DEFAULT_PERIOD, tuple(PERIODS))


def scope() -> Scope:
    """Return what is being looked at: the viewer's widest scope, narrowed by the filters."""
    chosen, last = _people_and_networks(), as_of()
    length = LENGTHS[period()]
    if not last:
        return chosen
    return chosen.during(days_before(last, length - 1), last)


def _people_and_networks() -> Scope:
    wide = session.widest()
    chosen = replace(wide, networks=tuple(networks()) or None)
    return chosen.of(*picked) if (picked := reps()) else chosen


def networks() -> list[str]:
    """Return the chosen networks; [] for all."""
    return _listed("networks", session.load(read_networks, session.widest()))


def reps() -> list[str]:
    """Return the ids of the chosen reps; [] for all."""
    return _listed("reps", list(rep_names()))


def rep_names() -> dict[str, str]:
    """Return the names of the reps whom the viewer may see, by id, in alphabetical order."""
    wide, everybody = session.widest(), session.load(people.reps)
    return {rep.id: rep.name for rep in everybody if rep.active and (wide.reps is None or rep.id in wide.reps)}


def one_rep() -> str | None:
    """Return the rep that a page about one person shows: from the address, else the own one, else the first."""
    names = rep_names()
    own = session.viewer().rep_id
    default = own if own in names else next(iter(names), "")
    return session.kept("rep", default, tuple(names)) or None


def choose_rep(label: str) -> str | None:
    """Draw the choice of one rep (nothing to choose for a rep) and return the id; None when there are none."""
    names, chosen = rep_names(), one_rep()
    if chosen is None or len(names) < 2:
        return chosen
    key = session.widget("one_rep", chosen)
    default = next(iter(names))
    st.selectbox(
        label,
        list(names),
        format_func=names.get,
        key=key,
        on_change=_took,
        args=("rep", key, default),
        label_visibility="collapsed",
        width=240,
    )
    return chosen


def _took(name: str, key: str, default: str) -> None:
    session.keep(name, session.value_of(key) or default, default)


def _listed(name: str, allowed: list[str]) -> list[str]:
    asked = session.kept(name, "").split(",")
    chosen = [value for value in asked if value in allowed]
    return [] if len(chosen) == len(allowed) else chosen


def address() -> dict[str, str]:
    """Return what links between pages carry on: the filters that are on, a shared screen, and whose eyes look."""
    on = {"period": period(), "networks": ",".join(networks()), "reps": ",".join(reps()), "lang": session.language()}
    usual = {"period": DEFAULT_PERIOD, "networks": "", "reps": "", "lang": session.team().language}
    on |= {"present": "1" if session.presenting() else "", "as": session.kept("as", session.LEADER)}
    usual |= {"present": "", "as": session.LEADER}
    return {name: value for name, value in on.items() if value != usual[name]}


def narrowed() -> bool:
    """Tell whether any filter leaves something out."""
    return bool(networks() or reps() or period() != "12m")


def clear() -> None:
    """Show everything again."""
    session.keep("period", "12m", DEFAULT_PERIOD)
    session.keep("networks", "", "")
    session.keep("reps", "", "")


def bar(*, one_rep: bool = False) -> None:
    """Draw the filters that have anything to choose from; a page about one person offers one rep."""
    choice("period", _("Period"), {key: _(label) for key, label in PERIODS.items()}, DEFAULT_PERIOD)
    nets = session.load(read_networks, session.widest())
    if len(nets) > 1:
        several("networks", _("Networks"), {name: network(name) for name in nets}, st.pills)
    names = rep_names()
    if one_rep:
        choose_rep(_("Rep"))
    elif len(names) > 1:
        count = len(reps())
        label = ngettext("{n} rep", "{n} reps", count) if count else _("All reps")
        with st.popover(label, icon=":material/group:"):
            several("reps", _("Reps"), names, st.pills)


def choice(name: str, label: str, labels: dict[str, str], default: str) -> str:
    """Draw a choice of one whose value in the address is its id, and return the id."""
    chosen = session.kept(name, default, tuple(labels))
    key = session.widget(f"{name}_choice", chosen)
    st.segmented_control(
        label,
        list(labels),
        format_func=labels.get,
        required=True,
        key=key,
        on_change=_took,
        args=(name, key, default),
        label_visibility="collapsed",
    )
    return chosen


def several(name: str, label: str, labels: dict[str, str], draw: Callable[..., object]) -> None:
    """Draw a choice of several; all of them and none of them both mean "no limit"."""
    chosen = _listed(name, list(labels)) or list(labels)
    key = session.widget(f"{name}_choice", chosen)
    draw(
        label,
        list(labels),
        selection_mode="multi",
        format_func=labels.get,
        key=key,
        on_change=_took_several,
        args=(name, key, len(labels)),
        label_visibility="collapsed",
        wrap=True,
    )


def _took_several(name: str, key: str, of: int) -> None:
    values = session.value_of(key) or []
    session.keep(name, "" if len(values) in (0, of) else ",".join(values), "")
