"""The sentences of attribution. Deals are "with" a talk, never "from" it: who was there is all that can be told."""

from data.words import N_, NN_
from metrics.attributed.model import AttributionModel, CreditRow
from metrics.attribution.models import NO_TOUCH
from metrics.metric import TOO_FEW
from metrics.words import Said, Share, counted

LIMIT = N_(
    "Every model shares out the whole result, whatever the truth: it tells who was there, not what made the sale."
)
"""Printed under every model."""
WON = NN_("{n} deal was won,", "{n} deals were won,")
BEFORE = NN_("{n} of them with an answered talk before the lead.", "{n} of them with an answered talk before the lead.")
MONEY = N_("They hold {share} of the money.")
LATER = NN_("{n} more had a talk only after the lead;", "{n} more had a talk only after the lead;")
SILENT = NN_("for {n} no talk is known.", "for {n} no talk is known.")
MOVES = N_("What {who} is credited with moves between {low} and {high} of it, depending on the model.")
NO_DEALS = N_("No deal was won in these days.")
NETWORK_NAMES = {"linkedin": "LinkedIn", "telegram": "Telegram", "whatsapp": "WhatsApp", "vk": "VK"}


def answer(model: AttributionModel) -> tuple[Said, ...]:
    """Return the page's opening."""
    if not model.deals:
        return (Said(NO_DEALS),)
    before = [model.class_of(name) for name in ("sourced", "assisted_before_lead")]
    n, money = sum(row.deals for row in before), sum(row.money for row in before)
    first = Said(N_("{won} {before}"), {"won": counted(WON, model.deals), "before": counted(BEFORE, n)})
    said = [first]
    if model.deals >= TOO_FEW and model.total > 0 and n:
        said.append(Said(MONEY, {"share": Share(money / model.total)}))
    later, silent = model.class_of("influenced_only").deals, model.class_of("untouched").deals
    said += [counted(LATER, later), counted(SILENT, silent)]
    moved = widest(model)
    return (*said, moved) if moved else tuple(said)


def widest(model: AttributionModel) -> Said | None:
    """Return how far the credit of the network that moves most moves; None where all models agree."""
    rows = [row for row in model.credited("network") if row.id != NO_TOUCH]
    money = model.influenced[1]
    if len(rows) < 2 or money <= 0 or model.influenced[0] < TOO_FEW:
        return None
    row = max(rows, key=_width)
    low, high = row.spread
    if high == low:
        return None
    who = NETWORK_NAMES.get(row.id, row.id)
    return Said(MOVES, {"who": who, "low": Share(low / money), "high": Share(high / money)})


def _width(row: CreditRow) -> int:
    return row.spread[1] - row.spread[0]
