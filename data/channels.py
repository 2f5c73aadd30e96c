"""Channels in words: what a lead's source is mapped to."""

from data.words import N_

NAMES = {
    "social": N_("Social networks"),
    "email": N_("E-mail"),
    "ads": N_("Advertising"),
    "search": N_("Search"),
    "website": N_("Website"),
    "referral": N_("Referral"),
    "partner": N_("Partners"),
    "event": N_("Events"),
    "phone": N_("Phone"),
    "existing": N_("Existing customers"),
    "other": N_("Other"),
    "unknown": N_("(unknown)"),
    "(unknown)": N_("(unknown)"),
}


def name(channel: str) -> str:
    """Return a channel's name, to be translated where it is shown; a team's own channel is its own name."""
    return NAMES.get(channel, channel)
