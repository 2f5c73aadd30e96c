"""What the CRM's words mean here, what channels cost, what money is worth, whom the team sells to."""

from collections.abc import Callable
from typing import Any

from data.words import N_
from pages.settings import changes, crm_costs, crm_meanings, crm_rates, following, niche
from pages.ui import filters, session
from pages.ui.words import _

PARTS: dict[str, tuple[str, Callable[[Callable[..., bool]], None]]] = {
    "channel": (N_("Channels"), crm_meanings.channels_),
    "stage": (N_("Stages"), crm_meanings.stages),
    "owner": (N_("CRM users"), crm_meanings.owners),
    "costs": (N_("Costs"), crm_costs.draw),
    "rates": (N_("Currencies"), crm_rates.draw),
    "niche": (N_("Niche"), niche.draw),
}


def draw() -> None:
    """Draw the chosen part; what is saved there is followed by all figures."""
    chosen = filters.choice("crm", _("CRM"), {key: _(name) for key, (name, _draw) in PARTS.items()}, "channel")
    following.draw()
    PARTS[chosen][1](save)
    changes.draw()


def save(change: Callable[..., Any], *args: Any) -> bool:
    """Call `change(conn, who, ...)`; return whether it was taken. What was wrong is told in its own words."""
    try:
        session.change(change, session.viewer().email, *args)
    except ValueError as error:
        words, detail = getattr(error, "words", str(error)), getattr(error, "detail", {})
        session.say_after(_(words, **detail))
        return False
    session.say_after(_("Saved. The figures follow in a moment.") if following.begin() else _("Saved."))
    return True
