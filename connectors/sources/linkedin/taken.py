"""From which day an export is."""

import re
from collections.abc import Iterator

from connectors.believed import newest
from connectors.connector import Part, Upload
from connectors.sources.linkedin.dates import day, message_moment
from connectors.sources.linkedin.owner import table_of

_NAMED_DAY = re.compile(r"LinkedInDataExport[_ ](\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the export: its name tells it, else it is the newest day of messages and connections."""
    for text in (upload.name, *(part.member.path for part in parts)):
        if found := _NAMED_DAY.search(text):
            month, number, year = found.groups()
            return day(f"{year}-{month}-{number}") or ""
    return newest(found for part in parts if not part.ignored and part.kind in _DATED for found in _days(part))


_DATED = {"messages": "date", "connections": "connected on"}


def _days(part: Part) -> Iterator[str]:
    for table in table_of(part):
        column = table.columns.get(_DATED[part.kind], -1)
        texts = {row[column] for _, row in table.rows()}
        for text in texts:
            moment = message_moment(text)[0] if part.kind == "messages" else None
            if found := (moment.date().isoformat() if moment else day(text)):
                yield found
