"""Making talks for tests out of short lines, through the same reading that a refresh uses."""

from zoneinfo import ZoneInfo

from data.derive import ContactRow
from data.workhours import WorkHours
from scoring.reading import talks
from scoring.setting import Setting
from scoring.weights import effective

WEIGHTS = effective()
HOURS = WorkHours(ZoneInfo("UTC"))


def setting(as_of="2026-06-30", hours=HOURS):
    return Setting(WEIGHTS.outreach.thresholds, hours, as_of)


def row(no, direction, at, text, **more):
    """A stored message; `at` is "2026-03-05T10:00" or None."""
    known = {"sent_at": f"{at}:00Z", "day": at[:10]} if at else {"sent_at": None, "day": None}
    base = {"id": f"m{no}", "rep_id": "anna", "network": "linkedin", "conversation_id": "c", "conversation_title": ""}
    rest = {"kind": "direct", "sent_at_by": "exact" if at else "none", "subject": "", "attachments": "[]"}
    return {**base, **rest, **known, "direction": direction, "text": text, **more}


def talk(*lines, contact="", private=False):
    """A talk of (direction, at, text) lines with a contact of that name."""
    rows = [row(no, *line) for no, line in enumerate(lines)]
    with_whom = {"c": ContactRow("k", "linkedin", contact, "linkedin:in/k", "", "")} if contact else {}
    return talks({"c": rows}, [], with_whom, {"c"} if private else set())[0]
