"""Settings: the workspace, its people, its rules. For managers and admins."""

from collections.abc import Callable

from data.words import N_
from pages.settings import access, backups, crm, digests, goals, privacy, reps, rules, workspace
from pages.ui import filters
from pages.ui.page import Page, opening
from pages.ui.words import _

PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "rules": (N_("Rules"), rules.draw),
    "workspace": (N_("Workspace"), workspace.draw),
    "goals": (N_("Goals"), goals.draw),
    "reps": (N_("Reps"), reps.draw),
    "crm": (N_("CRM"), crm.draw),
    "access": (N_("Access"), access.draw),
    "digests": (N_("Digests"), digests.draw),
    "privacy": (N_("Privacy"), privacy.draw),
    "backups": (N_("Backups"), backups.draw),
}


def render() -> None:
    """Draw the chosen part."""
    opening(_("Settings"), rules.answer(), filtered=False)
    part = filters.choice("part", _("Part"), {key: _(name) for key, (name, _draw) in PARTS.items()}, "rules")
    PARTS[part][1]()


PAGE = Page(id="settings", title=N_("Settings"), icon="tune", group="data", render=render, roles=("manager", "admin"))
