"""Attribution at 100,000 leads and 20,000 deals: making the credits, first views, processor time of a rerun, bytes."""

import contextlib
import os
import tempfile
import time
from pathlib import Path

from data import store
from data.scope import Scope
from metrics.attributed import crediting
from metrics.attributed.deals import chain, listed
from metrics.attributed.page import attribution
from tests.benchmarks.pages import ROOT, empty, server
from tests.benchmarks.results import told, workspace

MOST_REFRESH, MOST_COLD = 60.0, 5.0
"""Seconds to make all credits anew, and for a view that nobody has opened since the data changed."""
TOUCHED = ("class", "touched")


def refreshed(database: Path) -> float:
    """Make all credits anew and return the seconds it took."""
    with store.writing(database) as conn:
        store.bump(conn)
    began = time.perf_counter()
    crediting.refresh(database)
    return time.perf_counter() - began


def cold(database: Path) -> tuple[dict[str, float], str]:
    """Return the seconds of views that nobody has asked for before, and a deal that has talks."""
    everybody, took = Scope(reps=None, text="cited"), {}
    with store.reading(database) as conn:
        began = time.perf_counter()
        attribution(conn, everybody, 180)
        took["overview"] = time.perf_counter() - began
        began = time.perf_counter()
        deal = listed(conn, everybody, 180, *TOUCHED).rows[0].id
        took["deals"] = time.perf_counter() - began
        began = time.perf_counter()
        chain(conn, everybody, 180, deal)
        took["one deal"] = time.perf_counter() - began
    return took, deal


def main() -> bool:
    """Measure, print, and tell whether all bounds are kept."""
    with tempfile.TemporaryDirectory() as temporary:
        home = workspace(Path(os.environ.get("RAPPORT_BENCH_HOME") or temporary) / "sold")
        seconds = refreshed(home / "rapport.db")
        slow, deal = cold(home / "rapport.db")
        print(
            f"all credits anew {seconds:.1f} s; first seconds of: " + ", ".join(f"{k} {v:.2f}" for k, v in slow.items())
        )
        with contextlib.ExitStack() as servers:
            script = empty(Path(temporary) / "nothing")
            nothing = servers.enter_context(server(script, script.parent))
            served = servers.enter_context(server(ROOT / "dashboard.py", home))
            asked = ("", "of=class&is=touched", f"deal={deal}")
            kept = [told(nothing, served, "attribution", query) for query in asked]
    return all(kept) and seconds <= MOST_REFRESH and max(slow.values()) <= MOST_COLD
