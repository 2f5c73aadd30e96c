"""The schema: append-only migrations. A released migration is never edited; a change is one more file."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database, Migrations

MIGRATIONS = Path(__file__).parent / "sql" / "migrations"
migrations = Migrations("rapport")

REP_TABLES = (
    "message",
    "invitation",
    "connection",
    "activity",
    "profile_part",
    "note",
    "audience_figure",
    "prospect",
    "identity",
)
"""Facts of a rep's own exports: every row has a rep_id."""

CRM_TABLES = (
    "crm_person",
    "crm_company",
    "lead",
    "deal",
    "stage_change",
    "crm_activity",
    "ticket",
    "cost",
    "payment",
    "crm_user",
    "crm_stage",
    "crm_source",
    "exchange_rate",
)
"""Facts of a CRM: they belong to the team."""

FACT_TABLES = (*REP_TABLES, *CRM_TABLES)
"""Written by imports only; emptied by undoing them. Sightings name a table by its place in this list."""

DERIVED_TABLES = (
    "contact",
    "contact_key",
    "name_word",
    "name_gap",
    "conversation",
    "message_mark",
    "template",
    "wait",
    "finding",
    "profile_score",
    "profile_check",
    "tally",
    "verdict",
    "sale_company",
    "sale_lead",
    "sale_deal",
    "sale_money",
    "sale_cost",
    "sale_work",
    "sale_stay",
    "sale_person",
    "sale_owner",
    "crm_match",
    "crm_double",
    "deal_touched",
    "credit",
    "credit_note",
)
"""Written by `manage.py refresh` only; may be deleted and rebuilt at any time."""


def statements(script: str) -> Iterator[str]:
    """Split a script into single statements (`executescript` would end the migration's transaction)."""
    buffer = ""
    for line in script.splitlines(keepends=True):
        code, _, comment = line.partition("--")
        buffer += line if "'" in comment else code + "\n"
        if sqlite3.complete_statement(buffer):
            yield buffer.strip()
            buffer = ""


def _from_file(path: Path) -> None:
    def apply(db: Database) -> None:
        for statement in statements(path.read_text(encoding="utf-8")):
            db.execute(statement)

    migrations(name=path.stem)(apply)


for _path in sorted(MIGRATIONS.glob("*.sql")):
    _from_file(_path)


def pending(db: Database) -> bool:
    """Tell whether the workspace is older than this program."""
    return bool(migrations.pending(db))


def migrate(db: Database) -> None:
    """Bring a workspace to the newest schema; each migration is one transaction with its own record."""
    migrations.apply(db)
