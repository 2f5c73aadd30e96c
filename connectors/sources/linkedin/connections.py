"""Connections.csv: the people the rep is connected with, as their profiles said on the day of the export."""

from collections import Counter
from collections.abc import Iterator

from connectors.connector import Context, Line, Problem
from connectors.sources.linkedin.dates import day
from connectors.sources.linkedin.people import bare, key_of_link, name_key
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.tables import Shape, Table
from data.records import Connection, stable_id

_ALIASES = {
    "vorname": "first name", "nachname": "last name", "e-mail-adresse": "email address", "unternehmen": "company",
    "verbunden am": "connected on",
    "prénom": "first name", "nom": "last name", "adresse e-mail": "email address", "entreprise": "company",
    "poste": "position", "date de connexion": "connected on",
}  # fmt: skip


def read_connections(table: Table, ctx: Context) -> Iterator[Line]:
    """Yield connections; rows of hidden members hold nothing but a day and are counted as problems.

    The id is made of name and day, not of the link: files before 2023 have none, and people change theirs.
    """
    pick = table.pick("first name", "last name", "url", "email address", "company", "position", "connected on")
    told: Counter[tuple] = Counter()
    for line, row in table.rows():
        first, last, url, email, company, position, connected = (cell.strip() for cell in pick(row))
        name = " ".join(filter(None, (first, last)))
        person = key_of_link(url) or (name_key(ctx.rep_id, name) if name else None)
        if person is None:
            yield line, Problem("hidden-member" if connected and not email else "no-person")
            continue
        connected_on = day(connected)
        if connected_on is None:
            yield line, Problem("bad-date", {"column": "Connected On"})
        key = (bare(name) or person, connected_on)
        told[key] += 1
        own_id = stable_id(ctx.rep_id, NETWORK, "connection", *key, told[key])
        yield (
            line,
            Connection(own_id, ctx.rep_id, NETWORK, person, name, company, position, email, connected_on),
        )


READER = Reader(Shape.of("first name, last name, connected on", aliases=_ALIASES), read_connections)
