"""The copy-paste engine: how right, how fast, how big; against its own scan and two peers.

`python -m tests.benchmarks templates` runs 100,000 messages of two kinds and the corpus of reps with habits. With
RAPPORT_BENCH=million it runs a million instead. RAPPORT_BENCH_RUNS (5) sets the runs that medians are of,
RAPPORT_BENCH_SEED (20261) the seed. Corpora are kept in RAPPORT_BENCH_FOLDER (default: a temporary folder).
"""

import importlib.util
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from scoring.templates import group, scan, shares
from scoring.templates.scanning import as_arrow
from tests.benchmarks._grouping import PEERS, quality
from tests.benchmarks.corpora import habits, outreach

RUNS = int(os.environ.get("RAPPORT_BENCH_RUNS", "5"))
SEED = int(os.environ.get("RAPPORT_BENCH_SEED", "20261"))
FOLDER = Path(os.environ.get("RAPPORT_BENCH_FOLDER", tempfile.gettempdir())) / "rapport-templates"
GATES: dict[str, dict[str, float]] = {
    "std": {"pair_f1": 0.997, "copy_p": 0.990, "copy_r": 0.995},
    "hard": {"pair_f1": 0.965, "copy_p": 0.990, "copy_r": 0.980, "macro": 0.965},
    "habits": {"pair_f1": 0.985, "copy_p": 0.985, "copy_r": 0.985, "macro": 0.94},
    "million": {"pair_f1": 0.985, "copy_r": 0.985},
}
SHARE_ERROR = {"std": 0.035, "hard": 0.035, "habits": 0.05, "million": 0.035}
TIMES_SCAN = {"std": 6.0, "hard": 6.0, "habits": 10.0, "million": 10.0}
FASTER = {"rensa": 8.0, "datasketch": 35.0}
THAN_SIGNATURES = 1.5
MEMORY_MIB = 2_048


def corpus(name: str) -> pd.DataFrame:
    """Return a corpus, built on first use."""
    path = FOLDER / f"{name}-{SEED}.parquet"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        made = {
            "std": lambda: outreach.build(100_000, SEED),
            "hard": lambda: outreach.build(100_000, SEED, "hard"),
            "habits": lambda: habits.build(30_000, SEED),
            "million": lambda: outreach.build(1_000_000, SEED),
        }[name]()
        pd.DataFrame(made).to_parquet(path)
    return pd.read_parquet(path)


def resident() -> float:
    """Return the memory this process holds now, in MiB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20


class Ours:
    """One corpus as the engine gets it: Arrow texts and senders."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame, self.texts = frame, as_arrow(pa.array(frame["text"], pa.large_string()))
        self.senders = frame["sender"].to_numpy()

    def scan(self) -> Any:
        """Only fold, hash and shingle."""
        return scan(self.texts)

    def labels(self) -> np.ndarray:
        """Scan and group."""
        order = np.argsort(self.senders, kind="stable")
        self.found = group(scan(self.texts, order), self.senders[order])
        labels = np.empty(len(order), np.int64)
        labels[order] = self.found.labels
        return labels


def clocked(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that something takes, and what it returns."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def check(what: str, value: float, bound: float, least: bool = True) -> bool:
    """Print a figure with its gate and return whether it keeps it."""
    kept = value >= bound if least else value <= bound
    print(f"  {what:34} {value:9.4f}   {'>=' if least else '<='} {bound:<8g} {'kept' if kept else 'MISSED'}")
    return kept


def right(name: str, ours: Ours) -> bool:
    """Measure quality and the error of personal shares."""
    labels = ours.labels()
    figures = quality(ours.frame, labels)
    print("  " + "  ".join(f"{what} {value:.4f}" for what, value in figures.items()))
    kept = [check(what, figures[what], bound) for what, bound in GATES[name].items()]
    known = (labels >= 0) & (ours.frame["template"] >= 0).to_numpy()
    part = shares(ours.texts, labels, ours.found.templates)
    error = float(np.abs(part - ours.frame["personal"].to_numpy())[known].mean())
    kept.append(check("error of the personal share", error, SHARE_ERROR[name], least=False))
    alone = (ours.frame["kind"] == "individual").to_numpy()
    print(f"  called copies: {(labels >= 0)[alone].sum():,} of {alone.sum():,} texts written for one person")
    return all(kept)


def fast(name: str, ours: Ours) -> tuple[bool, float]:
    """Measure seconds against the scan alone, in turn."""
    both = [(clocked(ours.scan)[0], clocked(ours.labels)[0]) for _ in range(RUNS)]
    whole = statistics.median(run[1] for run in both)
    print(f"  {len(ours.frame) / whole:,.0f} messages a second ({', '.join(f'{run[1]:.2f}' for run in both)} s)")
    ratio = statistics.median(run[1] / run[0] for run in both)
    return check("times the scan alone", ratio, TIMES_SCAN[name], least=False), whole


def against(name: str, ours: Ours) -> bool:
    """Measure peers in turn with the engine: runs are RUNS for rensa, one for the slow one."""
    kept = []
    for peer, work in PEERS.items():
        if importlib.util.find_spec(peer) is None:
            print(f"  {peer}: not installed (tests/benchmarks/requirements.txt), left out")
            continue
        print(f"  {peer}: {work.__doc__}")
        texts, ratios, alone = ours.frame["text"].tolist(), [], []
        for _ in range(RUNS if peer == "rensa" else 1):
            own = clocked(ours.labels)[0]
            took, (labels, signatures) = clocked(lambda work=work, texts=texts: work(texts))
            ratios.append(took / own)
            alone.append(signatures / own)
        figures = quality(ours.frame, labels)
        print(f"  {took:.1f} s  " + "  ".join(f"{what} {value:.4f}" for what, value in figures.items()))
        kept.append(check(f"times faster than {peer}", statistics.median(ratios), FASTER[peer]))
        if peer == "rensa":
            kept.append(check("times faster than its signatures", statistics.median(alone), THAN_SIGNATURES))
        if name == "hard":
            mine = quality(ours.frame, ours.labels())["pair_f1"]
            kept.append(check(f"pair F1 above {peer}'s", mine - figures["pair_f1"], 0.0))
    return all(kept)


def main() -> bool:
    """Measure everything; return whether all gates are kept."""
    scan(["load the compiled code once"] * 3_000)
    print(f"load average {os.getloadavg()[0]:.1f}, seed {SEED}, medians of {RUNS}")
    if os.environ.get("RAPPORT_BENCH") == "million":
        return million()
    kept = []
    for name in ("habits", "std", "hard"):
        ours = Ours(corpus(name))
        print(f" {name}: {len(ours.frame):,} messages")
        kept += [right(name, ours), fast(name, ours)[0]]
        kept.append(name == "habits" or against(name, ours))
    return all(kept)


def million() -> bool:
    """Measure a million messages: quality, speed, memory."""
    ours = Ours(corpus("million"))
    ours.senders = ours.senders.astype(np.int32)
    before = resident()
    ours.labels()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f" million: {len(ours.frame):,} messages")
    kept = check("MiB over the loaded corpus", peak - before, MEMORY_MIB, least=False)
    return all([kept, right("million", ours), fast("million", ours)[0]])
