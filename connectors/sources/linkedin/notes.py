"""Notes.csv: what the rep noted about people for nobody else to see."""

from collections.abc import Iterator

from connectors.connector import Context, Line, Problem
from connectors.sources.linkedin.dates import message_moment, zone
from connectors.sources.linkedin.people import bare, key_of_link, name_key
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.tables import Shape, Table
from data.records import Note, stable_id


def read_notes(table: Table, ctx: Context) -> Iterator[Line]:
    """Yield the rep's own notes, dated by when they were made."""
    pick = table.pick(
        "connection first name", "connection last name", "connection profile url", "note", "created on", "edited on"
    )
    for line, row in table.rows():
        first, last, url, text, created, edited = pick(row)
        if not text.strip():
            yield line, Problem("empty-row")
            continue
        name = " ".join(part.strip() for part in (first, last) if part.strip())
        moment, _ = message_moment(created or edited)
        if moment is None and (created or edited).strip():
            yield line, Problem("bad-date", {"column": "Created On"})
        created_day = moment.astimezone(zone(ctx.time_zone)).date().isoformat() if moment else None
        person = key_of_link(url) or (name_key(ctx.rep_id, name) if name else None)
        own_id = stable_id(ctx.rep_id, NETWORK, "note", bare(name) or person, moment, text)
        yield line, Note(own_id, ctx.rep_id, NETWORK, person, name, text, created_day)


READER = Reader(Shape.of("note, connection profile url", "note, connection first name"), read_notes)
