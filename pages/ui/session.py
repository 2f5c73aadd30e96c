"""Who looks, what they remember, and rows by way of a cache: the only place that touches session state and secrets."""

import importlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from data import people, store, workspace
from data.scope import ROLES, Role, Scope, Viewer, scope_for
from data.settings import Settings
from pages.locale import LANGUAGES

T = TypeVar("T")
state = st.session_state  # noqa: TID251 (this is the place)
LEADER = "leader"
"""The local single user: leads the team and looks after the settings."""


@dataclass(frozen=True)
class Seat:
    """A viewer and the roles that open pages to them. `local` is the single user of an own machine."""

    viewer: Viewer
    roles: frozenset[Role]
    local: bool = False


# --- where things are ---------------------------------------------------------------------------------------------
def settings() -> Settings:
    """Return where this installation keeps its things."""
    return _settings(os.environ.get("RAPPORT_DB", ""), os.environ.get("RAPPORT_HOME", ""))


@lru_cache(maxsize=64)
def _settings(database: str, home: str) -> Settings:
    return Settings.from_env({"RAPPORT_DB": database, "RAPPORT_HOME": home})


def database() -> Path:
    """Return the file of the workspace; it is made, or brought up to date, once per process."""
    return _prepared(settings())


@lru_cache(maxsize=64)
def _prepared(place: Settings) -> Path:
    path = place.database
    store.prepare(path, place.backups)
    return path


class _Desk(threading.local):
    """What one rerun has looked up already: a page asks for the same small things hundreds of times."""

    path: Path | None = None
    version: int = 0
    until: float = 0.0
    rows: dict[tuple, Any]
    looks: dict[str, Any]


_desk = _Desk()
MOMENT = 0.05
"""Seconds for which a version, once read, stands; a change made here ends it at once."""
MOST_KEPT = 500
"""Answers on a desk before it is cleared."""


def _at_desk(path: Path) -> _Desk:
    """Return the desk of this thread, cleared when the data has a new version."""
    if _desk.path != path or time.monotonic() > _desk.until:
        with store.reading(path) as conn:
            version = store.version(conn)
        if (_desk.path, _desk.version) != (path, version) or len(_desk.rows) > MOST_KEPT:
            _desk.path, _desk.version, _desk.rows = path, version, {}
        _desk.looks, _desk.until = {}, time.monotonic() + MOMENT
    return _desk


def begin() -> None:
    """Clear the desk: a rerun begins, perhaps of other eyes or with another address."""
    _desk.path = None


def _once(name: str, find: Callable[[], T]) -> T:
    """Return what `find()` says of who looks, asked once a moment."""
    looks = _at_desk(database()).looks
    if name not in looks:
        looks[name] = find()
    return looks[name]


def change(what: Callable[..., T], *args: Any, **values: Any) -> T:
    """Call `what(conn, ...)` in one transaction of the workspace."""
    try:
        with store.writing(database()) as conn:
            return what(conn, *args, **values)
    finally:
        begin()


def read(what: Callable[..., T], *args: Any, **values: Any) -> T:
    """Call `what(conn, ...)` on the workspace as it is now, past every cache."""
    with store.reading(database()) as conn:
        return what(conn, *args, **values)


def load(what: Callable[..., T], *args: Any, **values: Any) -> T:
    """Return `what(conn, ...)` from a cache that every change of data renews.

    `what` must be a function of a module. A `Scope` among the arguments is part of the key, so that one viewer never
    gets another's rows. The value should be small: tens of rows, not tables; it is shared, so don't change it.
    """
    desk = _at_desk(database())
    key = (what, args, tuple(sorted(values.items())) if values else ())
    if key not in desk.rows:
        place = {"path": str(desk.path), "version": desk.version}
        name = {"module": what.__module__, "name": what.__qualname__}
        desk.rows[key] = _loaded(**place, **name, args=args, values=values)  # by name: places would be looked up
    return desk.rows[key]


@st.cache_data(max_entries=1000, ttl=3600, max_size="200 MB", show_spinner=False)
def _loaded(
    path: str,
    version: int,  # noqa: ARG001 (part of the key)
    module: str,
    name: str,
    args: tuple,
    values: dict[str, Any],
) -> Any:
    with store.reading(Path(path)) as conn:
        return getattr(importlib.import_module(module), name)(conn, *args, **values)


def stamp() -> tuple[str, int]:
    """Return which workspace this is and the version of its data, for the keys of further caches."""
    desk = _at_desk(database())
    return str(desk.path), desk.version


def team() -> workspace.Workspace:
    """Return the settings of the workspace."""
    return load(workspace.load)


def team_language() -> str:
    """Return the language of the workspace, from outside a session."""
    try:
        return read(workspace.load).language
    except store.StoreError:
        return "en"


# --- who looks ----------------------------------------------------------------------------------------------------
@lru_cache(maxsize=1)
def auth_configured() -> bool:
    """Tell whether people sign in here: `[auth]` stands in `.streamlit/secrets.toml`."""
    try:
        return "auth" in st.secrets  # noqa: TID251
    except FileNotFoundError:
        return False


def signed_in_email() -> str | None:
    """Return the e-mail that the sign-in told; None for nobody."""
    if not getattr(st.user, "is_logged_in", False):
        return None
    verified = st.user.get("email_verified", True)
    return st.user.get("email") if verified in (True, "true") else None


def seat() -> Seat | None:
    """Return who looks in this rerun; None when nobody does, or not any more."""
    return _once("seat", _seat if auth_configured() else _local_seat)


def _seat() -> Seat | None:
    email = signed_in_email()
    viewer = read(people.viewer_of, email) if email else None
    return Seat(viewer, frozenset({viewer.role})) if viewer else None


def _local_seat() -> Seat:
    eyes = kept("as", LEADER, (LEADER, *ROLES[1:], *(f"rep:{rep.id}" for rep in load(people.reps))))
    if eyes.startswith("rep:"):
        rep = next(rep for rep in load(people.reps) if f"rep:{rep.id}" == eyes)
        return Seat(Viewer("local", "rep", rep.name, rep.id), frozenset({"rep"}), local=True)
    if eyes == LEADER:
        return Seat(Viewer("local", "manager"), frozenset({"manager", "admin"}), local=True)
    return Seat(Viewer("local", eyes), frozenset({eyes}), local=True)


def viewer() -> Viewer:
    """Return who looks; pages are drawn only when somebody does."""
    found = seat()
    if found is None:
        raise LookupError("Nobody is signed in.")
    return found.viewer


def may(*roles: str) -> bool:
    """Tell whether who looks has one of the roles."""
    found = seat()
    return found is not None and not found.roles.isdisjoint(roles)


def widest() -> Scope:
    """Return all that who looks may see, before any filter; masked while presenting."""
    scope = scope_for(viewer())
    return replace(scope, masked=True, text="none") if presenting() else scope


def presenting() -> bool:
    """Tell whether the page is shown to a room: no names of contacts and no texts then."""
    return "present" in st.query_params


# --- what a session remembers -------------------------------------------------------------------------------------
def kept(name: str, default: str, allowed: Sequence[str] | None = None) -> str:
    """Return a choice from the address, else from this session, else the default. Values are ids, never labels."""
    asked = st.query_params.get(name)
    if asked is not None and (allowed is None or asked in allowed):
        state[f"kept_{name}"] = asked
    value = state.get(f"kept_{name}", default)
    if allowed is not None and value not in allowed:
        return default
    if asked is None and value != default:
        st.query_params[name] = value  # a change of page empties the address
    return value


def keep(name: str, value: str, default: str) -> None:
    """Remember a choice, and write it to the address unless it is the default."""
    begin()
    state[f"kept_{name}"] = value
    if value != default:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def drop(*names: str) -> None:
    """Forget choices, here and in the address."""
    begin()
    for name in names:
        state.pop(f"kept_{name}", None)
        if name in st.query_params:
            del st.query_params[name]


def recall(name: str, default: T) -> T:
    """Return something small that this session remembers (not in the address)."""
    return state.get(f"own_{name}", default)


def remember(name: str, value: Any) -> None:
    """Keep something small for this session; what matters belongs in the workspace or in the address."""
    state[f"own_{name}"] = value


def say_after(text: str) -> None:
    """Say something of our own, shortly, once the next rerun has drawn the page."""
    remember("said", text)


def said() -> str:
    """Return what `say_after` left, once."""
    text = recall("said", "")
    remember("said", "")
    return text


def widget(key: str, value: Any) -> str:
    """Set a widget's value before it is drawn and return its key."""
    state[key] = value
    return key


def value_of(key: str) -> Any:
    """Return a widget's value (for callbacks)."""
    return state.get(key)


def language() -> str:
    """Return the language of the interface: address, session, workspace."""
    return _once("language", lambda: kept("lang", team().language, LANGUAGES))
