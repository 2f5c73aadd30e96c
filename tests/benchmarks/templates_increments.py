"""Templates over many imports: ten instead of one, and 1,000 messages on top of 100,000, in a real workspace.

RAPPORT_BENCH_SEED (20262) sets the seed, RAPPORT_BENCH_RUNS (5) the runs that medians are of. Both sides run in one
process with the compiled code loaded, and in seconds of processor time. Judging texts takes no part.
"""

import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from data import derive, store
from data.derive import MarkRow
from data.facts import save
from data.records import Message
from scoring import regroup
from tests.benchmarks._grouping import quality
from tests.benchmarks.corpora import outreach

MESSAGES, NEW, IMPORTS = 100_000, 1_000, 10
SEED = int(os.environ.get("RAPPORT_BENCH_SEED", "20262"))
RUNS = int(os.environ.get("RAPPORT_BENCH_RUNS", "5"))
LEAST_TIMES, MOST_LOST = 20.0, 0.01


def quiet(_what: str, _done: int, _total: int) -> None:
    """Take progress and tell nobody."""


def begin(path: Path) -> Path:
    """Make a workspace with one import."""
    store.prepare(path)
    with store.writing(path) as conn:
        conn.execute("INSERT INTO import (id, at, name, state, taken_on) VALUES ('1', '', 'x', 'done', '2026-11-21')")
        conn.execute("INSERT INTO import_no VALUES (1, '1')")
    return path


def told(path: Path, rows: pd.DataFrame) -> float:
    """Store messages with their marks, group, and return the processor seconds of the grouping alone."""
    day = "2026-03-02"
    facts = [
        Message(
            f"{id_:08}", f"rep{sender:03}", "linkedin", f"c{id_}", "", "direct", "out", "stated", f"{day}T10:00:00Z",
            "exact", "", day, f"linkedin:in/p{id_}", "", None, "", "[]", "", text, "[]", "",
        )
        for id_, sender, text in zip(rows["id"], rows["sender"], rows["text"], strict=True)
    ]  # fmt: skip
    rest = (None, None, None, None, None, None, 0, None, None, "{}")
    marks = [
        MarkRow(one.id, one.conversation_id, one.rep_id, day, "out", 0, "opener", "en", len(one.text), *rest)
        for one in facts
    ]
    with store.writing(path) as conn:
        save(conn, 1, 1, list(enumerate(facts, 1)))
        derive.insert(conn, marks)
        began = time.process_time()
        regroup.regroup(conn, marks, {}, False, quiet)
        spent = time.process_time() - began
        store.bump(conn)
    return spent


def batch(path: Path) -> float:
    """Return the processor seconds of comparing all anew."""
    with store.writing(path) as conn:
        began = time.process_time()
        regroup.regroup(conn, [], {}, True, quiet)
        return time.process_time() - began


def labels(path: Path, count: int) -> np.ndarray:
    """Return each message's template as a number, -1 for none."""
    with store.reading(path) as conn:
        rows = conn.execute("SELECT message_id, template_id FROM message_mark WHERE template_id IS NOT NULL").fetchall()
    numbers: dict[str, int] = {}
    found = np.full(count, -1, np.int64)
    for message_id, template_id in rows:
        found[int(message_id)] = numbers.setdefault(template_id, len(numbers))
    return found


def lost(folder: Path, frame: pd.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
    """Return the quality of one import and of ten; messages come in the order of their time."""
    once, steps = begin(folder / "once.db"), begin(folder / "steps.db")
    told(once, frame)
    size = len(frame) // IMPORTS
    for start in range(0, len(frame), size):
        told(steps, frame.iloc[start : start + size])
    return quality(frame, labels(once, len(frame))), quality(frame, labels(steps, len(frame)))


def times(folder: Path, frame: pd.DataFrame) -> tuple[float, float]:
    """Return median seconds of a batch over 100,000 and of 1,000 more."""
    base = begin(folder / "base.db")
    told(base, frame.iloc[: len(frame) - NEW])
    whole, more = [], []
    for no in range(RUNS):
        copy = Path(shutil.copy(base, folder / f"run{no}.db"))
        more.append(told(copy, frame.iloc[len(frame) - NEW :]))
        whole.append(batch(copy))
        copy.unlink()
    return statistics.median(whole), statistics.median(more)


def main() -> bool:
    """Measure, print, and tell whether the bounds are kept."""
    kept = []
    with tempfile.TemporaryDirectory() as temporary:
        for level in ("std", "hard"):
            folder = Path(temporary) / level
            folder.mkdir()
            frame = pd.DataFrame(outreach.build(MESSAGES + NEW, SEED, level))
            once, steps = lost(folder, frame)
            cost = once["pair_f1"] - steps["pair_f1"]
            kept.append(cost <= MOST_LOST)
            print(f"{level}: pair F1 of one import {once['pair_f1']:.4f}, of {IMPORTS} {steps['pair_f1']:.4f}")
            told_of = ", ".join(
                f"{name} {once[name]:.4f} -> {steps[name]:.4f}" for name in ("copy_p", "copy_r", "macro")
            )
            print(f"  lost {cost:.4f} (at most {MOST_LOST}); {told_of}")
            whole, more = times(folder, frame)
            kept.append(whole >= LEAST_TIMES * more)
            ratio = f"{whole / more:.1f} times faster (at least {LEAST_TIMES:.0f})"
            print(f"  all {whole:.2f} s, {NEW:,} more {more:.3f} s: {ratio}")
    return all(kept)
