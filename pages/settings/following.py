"""Figures of sales follow what is changed in Settings: counted anew by a child process, one at a time."""

from data import crm_model
from pages.ui import jobs, notes, session
from pages.ui.words import _


def begin() -> bool:
    """Begin to count anew where the model of sales is older than what was changed; return whether it is.

    While an earlier counting goes on, the next waits for the page's next visit.
    """
    if not session.read(crm_model.waits):
        return False
    going_on = jobs.going_on("refresh")
    session.remember("sales_changed", going_on)
    if not going_on:
        jobs.start("refresh")
    return True


def draw() -> None:
    """Show counting that goes on; offer it where figures are older than what stands here."""
    if session.recall("sales_changed", False):
        begin()
    if session.read(crm_model.waits) and not jobs.going_on("refresh"):
        notes.plain(_("Figures are older than what stands here."))
        jobs.offer("refresh", _("Count anew"), ":material/refresh:", watched=False)
    jobs.progress("refresh")
