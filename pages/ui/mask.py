"""Names on a shared screen: a masked scope never leaves the store with names, so this only says what stands there."""

from pages.ui import session
from pages.ui.words import _


def name(text: str | None) -> str:
    """Return a contact's name, or words for one that is hidden or was never told."""
    if text:
        return text
    return _("name hidden") if session.presenting() else _("no name")


def text(body: str | None) -> str | None:
    """Return a message's text, or None where the viewer may not read it."""
    return None if session.presenting() else body or None
