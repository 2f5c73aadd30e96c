"""Who looks, and at what: `Viewer` says who is signed in, `Scope` whose rows a question covers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["rep", "manager", "admin"]
ROLES: tuple[Role, ...] = ("rep", "manager", "admin")
Text = Literal["none", "cited", "all"]


@dataclass(frozen=True)
class Viewer:
    """Somebody signed in. `rep_id` names the own rows of a viewer who sells; None for one who does not."""

    email: str
    role: Role
    name: str = ""
    rep_id: str | None = None


@dataclass(frozen=True)
class Scope:
    """Whose rows, which days and networks, and how much of the texts a question may return.

    `reps` None means every rep; an empty tuple means nobody. `since` and `until` are days, both included;
    "" leaves that side open. `text`: "all" for own conversations, "cited" for excerpts that a finding quotes,
    "none" for no text at all. `masked` takes names of contacts out as well (shared screen).
    """

    reps: tuple[str, ...] | None = ()
    since: str = ""
    until: str = ""
    networks: tuple[str, ...] | None = None
    text: Text = "none"
    masked: bool = False
    viewer_rep: str | None = None

    def params(self) -> Mapping[str, str | int | None]:
        """Named parameters of every query. NULL lists mean "no limit"."""
        return {
            "reps": None if self.reps is None else json.dumps(self.reps),
            "networks": None if self.networks is None else json.dumps(self.networks),
            "since": self.since,
            "until": self.until or "9999-12-31",
            "text": self.text,
            "masked": int(self.masked),
            "viewer_rep": self.viewer_rep,
        }

    def during(self, since: str, until: str) -> "Scope":
        """Return the same scope over other days."""
        return replace(self, since=since, until=until)

    def of(self, *reps: str) -> "Scope":
        """Return the scope narrowed to some reps; a rep outside it stays outside."""
        allowed = reps if self.reps is None else tuple(rep for rep in reps if rep in self.reps)
        return replace(self, reps=allowed)


def scope_for(viewer: Viewer) -> Scope:
    """Return the widest scope a viewer has (design.md, section 6).

    A rep sees own rows with text; a manager every rep's figures and findings and of texts only what a finding
    cites; an admin imports and settings, and no texts.
    """
    if viewer.role == "rep":
        own = (viewer.rep_id,) if viewer.rep_id else ()
        return Scope(reps=own, text="all", viewer_rep=viewer.rep_id)
    if viewer.role == "manager":
        return Scope(reps=None, text="cited", viewer_rep=viewer.rep_id)
    return Scope(reps=None, text="none")
