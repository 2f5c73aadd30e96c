"""Damaged and hostile tables of a CRM: always a clear report, never a traceback, never half a row."""

import csv
import io
import random

import pytest
from crm_exports import ALL, encoded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.connector import Upload
from connectors.ingest import IngestError, ingest, undo
from data import crm_model, facts, store

HOSTILE = (
    "", " ", "\u00a0", "-", "Select", "n/a", "0", "-1", "1e400", "9" * 400, "99999999999999999999", "NaN", "inf", "٣٤",
    "2026-02-30", "00.00.0000", "9999-12-31 23:59:59", "0001-01-01", "1,2,3;4", "=cmd|' /C calc'!A0", "\x00", "\ud83d",
    "\u202e", "a" * 5_000, "'; DROP TABLE deal; --", "{}", "[1]", "«»", "12.50.1", "€", "+7", "@", "x@", "http://",
    "é" * 300,
    "1.0", "true", "Нет", "🚚", "2026-03-05T25:61:61Z", "46086.99999", "1780000000", "1780000000000", "\t", '"', "'",
)  # fmt: skip


stopped: list[str] = []


def table(body):
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    delimiter = max(",;", key=text.split("\n", 1)[0].count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


def damaged(name, body, rng):
    """Return a file with some cells, rows, columns or bytes changed."""
    rows, delimiter = table(body)
    for _ in range(rng.randint(1, 6)):
        kind = rng.randrange(7)
        row = rng.choice(rows)
        if kind <= 2 and row:
            row[rng.randrange(len(row))] = rng.choice(HOSTILE)
        elif kind == 3:
            rows.insert(rng.randrange(len(rows) + 1), [rng.choice(HOSTILE) for _ in range(rng.randint(0, 30))])
        elif kind == 4 and rows[0]:
            at = rng.randrange(len(rows[0]))
            for one in rows:
                del one[at : at + 1]
        elif kind == 5 and rows[0]:
            rows[0].append(rng.choice(rows[0]))
        elif row:
            del row[rng.randrange(len(row)) :]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=rng.choice((delimiter, delimiter, ";", "\t")), escapechar="\\")
    writer.writerows(rows)
    raw = out.getvalue().encode("utf-8", "surrogatepass" if rng.random() < 0.5 else "replace")
    if rng.random() < 0.2:
        raw = raw[: rng.randrange(len(raw) + 1)]
    if rng.random() < 0.1 and raw:
        at = rng.randrange(len(raw))
        raw = raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]
    return raw if rng.random() > 0.05 else raw.decode("utf-8", "replace").encode("utf-16")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_damaged_exports(tmp_path_factory, seed):
    rng = random.Random(seed)
    path = tmp_path_factory.mktemp("fuzz") / "w.db"
    store.prepare(path)
    files = ALL[rng.choice(list(ALL))]
    made = {
        name: damaged(name, body, rng) if rng.random() < 0.8 else encoded({name: body})[name]
        for name, body in files.items()
    }
    try:
        report = ingest(path, [Upload.of("x.zip", made)])
    except IngestError as error:
        stopped.append(error.stop.as_json()["message"])
        return
    for one in report.imports:
        for problem in one.problems:
            assert problem.as_json()["message"]
    with store.writing(path) as conn:
        crm_model.rebuild(conn)
        assert conn.execute("SELECT count(*) FROM deal WHERE length(created_at) NOT IN (10, 20)").fetchone()[0] == 0
        assert conn.execute("SELECT count(*) FROM payment WHERE length(at) NOT IN (10, 20)").fetchone()[0] == 0
    undo(path, report.imports[0].import_id)
    with store.writing(path) as conn:
        crm_model.rebuild(conn)
        tables = [name for name in facts.TABLES.values() if conn.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
        assert tables == []


@pytest.mark.parametrize("cell", HOSTILE)
def test_every_cell_of_a_deal_may_be_anything(tmp_path, cell):
    store.prepare(tmp_path / "w.db")
    rows, _ = table(ALL["hubspot"]["hubspot-crm-exports-all-deals-2026-06-30.csv"])
    header, good = rows[0], rows[1]
    out = io.StringIO()
    writer = csv.writer(out, escapechar="\\")
    writer.writerow(header)
    for at in range(len(header)):
        writer.writerow([*good[:at], cell, *good[at + 1 :]])
    body = out.getvalue().encode("utf-8", "surrogatepass")
    report = ingest(tmp_path / "w.db", [Upload.of("deals.csv", {"deals.csv": body})])
    assert report.imports[0].files[0].counts.get("deals", 0) >= 1
