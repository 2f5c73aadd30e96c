"""The pages with sales, at 100,000 leads and 20,000 deals: processor time of a rerun against an empty page, and bytes.

The demo team's leads and deals are told again and again under other ids until there are so many.
"""

import contextlib
import os
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from connectors.ingest import ingest
from data import crm_model, store
from data.demo import build
from data.scope import Scope
from metrics import overview
from metrics.results.page import results
from metrics.results.rows import opened
from scoring.score import refresh
from tests.benchmarks._visits import visits
from tests.benchmarks.pages import MOST_KB, MOST_TIMES_EMPTY, ROOT, ROUNDS, Served, empty, per_rerun, server

LEADS, DEALS = 100_000, 20_000
MOST_COLD = 5.0
"""Seconds of processor time for a page that nobody has opened since the data changed."""
ASKED = (("results", ""), ("results", "open=lead_to_opp&period=12m"), ("team", ""))
COPIED = {"sale_lead": ("id", "deal_id"), "sale_deal": ("id", "lead_id"), "sale_stay": ("deal_id",)}
COPIED |= {"sale_work": ("deal_id",), "sale_money": ("id", "deal_id")}


def workspace(home: Path) -> Path:
    """Return a home with so many leads and deals, kept for the next run."""
    home.mkdir(parents=True, exist_ok=True)
    database = home / "rapport.db"
    if not (home / "ready").exists():
        store.prepare(database)
        for path in build(home / "exports"):
            ingest(database, path)
        with store.writing(database) as conn:
            crm_model.rebuild(conn)
        refresh(database, full=True)
        with store.writing(database) as conn:
            multiply(conn)
        (home / "ready").touch()
    return home


def multiply(conn: sqlite3.Connection) -> None:
    """Tell leads and deals again under other ids."""
    for table, keys in COPIED.items():
        of, wanted = ("sale_lead", LEADS) if table == "sale_lead" else ("sale_deal", DEALS)
        have = conn.execute(f"SELECT count(*) FROM {of} WHERE id NOT LIKE '%~%'").fetchone()[0]
        columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        told = ", ".join(f"{name} || '~' || n.value" if name in keys else name for name in columns)
        numbers = "json_each('[' || substr(replace(hex(zeroblob(?)), '00', ',1'), 2) || ']')"
        once = f"SELECT {told} FROM {table} CROSS JOIN (SELECT key AS value FROM {numbers}) n"
        conn.execute(f"INSERT INTO {table} {once}", (-(-wanted // have) - 1,))


def cold(home: Path) -> dict[str, float]:
    """Return the seconds of processor time that pages' values take that nobody has asked for before."""
    asked = {"Results": results, "Team": overview.team}
    took = {}
    with store.reading(home / "rapport.db") as conn:
        for name, page in asked.items():
            began = time.process_time()
            page(conn, Scope(reps=None), "15w")
            took[name] = time.process_time() - began
        began = time.process_time()
        opened(conn, Scope(reps=None), "12m", "lead_to_opp")
        took["a figure opened"] = time.process_time() - began
    return took


def main() -> bool:
    """Measure, print, and tell whether all bounds are kept."""
    with tempfile.TemporaryDirectory() as temporary:
        home = workspace(Path(os.environ.get("RAPPORT_BENCH_HOME") or temporary) / "sold")
        with store.reading(home / "rapport.db") as conn:
            leads, deals = (
                conn.execute(f"SELECT count(*) FROM sale_{kind}").fetchone()[0] for kind in ("lead", "deal")
            )
        slow = cold(home)
        script, front = empty(Path(temporary) / "nothing"), ROOT / "dashboard.py"
        with contextlib.ExitStack() as servers:
            nothing = servers.enter_context(server(script, script.parent))
            served = servers.enter_context(server(front, home))
            kept = [told(nothing, served, page, query) for page, query in ASKED]
    print(f"{leads:,} leads, {deals:,} deals; first seconds of: " + ", ".join(f"{k} {v:.2f}" for k, v in slow.items()))
    return all(kept) and max(slow.values()) <= MOST_COLD


def told(nothing: Served, served: Served, page: str, query: str) -> bool:
    """Measure one page, print its figures and return whether they keep their bounds."""
    alone = visits(served.port, page, query=query, reruns=10)
    visits(nothing.port, "", reruns=5)
    rounds = [(per_rerun(nothing, ""), per_rerun(served, page, query)) for _ in range(ROUNDS)]
    floor, cost = (statistics.median(costs) for costs in zip(*rounds, strict=True))
    times = statistics.median(own / bare for bare, own in rounds)
    kb, first = statistics.mean(alone.sizes) / 1024, alone.first[0] / 1024
    name = f"{page}?{query}" if query else page
    against = f"{times:.1f}x of an empty page's {floor:.1f} ms"
    print(f"{name}: {cost:.1f} ms a rerun ({against}), {kb:.0f} KB, at first {first:.0f} KB")
    for error in alone.errors[:1]:
        print(f"  error: {error}")
    return times <= MOST_TIMES_EMPTY and kb <= MOST_KB and not alone.errors
