"""Links from a shared screen to the evidence, in a window of one's own, for those who may see names and texts."""

from urllib.parse import urlencode

from metrics.models import Link
from pages.ui import session
from pages.ui.markup import esc
from pages.ui.words import _


def evidence(target: Link) -> str:
    """Return the link as HTML; the address has no filters of the shared screen, and is no shared screen itself."""
    params = {**target.params, "lang": session.language()}
    href = esc(f"/{target.page}?{urlencode(params)}")
    return f'<a href="{href}" target="_blank" rel="noopener">{esc(_("evidence"))}</a>'
