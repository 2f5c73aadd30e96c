"""Finding copies on a Dask scheduler: one worker against two; 3,000,000 messages, or RAPPORT_BENCH_MESSAGES.

RAPPORT_BENCH_RUNS (3) sets the rounds, one worker and two in turn, that the median ratio is of.

The corpus is one of 100,000 messages, again and again, each time by other senders. Workers have one thread each. Two
of them need two processors that nobody else uses: seconds of processor time are told, too, which
others do not change so much.
"""

import importlib.util
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa

from scoring.templates import scan, spread
from scoring.templates.scanning import as_arrow
from tests.benchmarks._workers import running
from tests.benchmarks.templates import check, clocked, corpus

MESSAGES = int(os.environ.get("RAPPORT_BENCH_MESSAGES", "3000000"))
ROUNDS = int(os.environ.get("RAPPORT_BENCH_RUNS", "3"))
FASTER = 1.7


def spent(workers: Iterable[subprocess.Popen[bytes]]) -> np.ndarray:
    """Return the seconds of processor time that each process has used."""
    told = (Path(f"/proc/{one.pid}/stat").read_text("ascii").rpartition(")")[2].split() for one in workers)
    return np.array([int(fields[11]) + int(fields[12]) for fields in told]) / os.sysconf("SC_CLK_TCK")


def once(count: int, texts: pa.Array, senders: np.ndarray) -> tuple[float, float, np.ndarray]:
    """Group on so many workers; return the seconds, what they would be if nobody else worked here, and the labels.

    The latter: processor time of the busiest worker and of this process, one after the other.
    """
    with tempfile.TemporaryDirectory() as folder, running(count, Path(folder)) as (address, workers):
        spread.group(texts.slice(0, 40_000), senders[:40_000], address)  # all workers load the compiled code
        here, there = time.process_time(), spent(workers)
        took, found = clocked(lambda: spread.group(texts, senders, address))
        here, there = time.process_time() - here, spent(workers) - there
    print(f"  {count} workers: {took:.1f} s, {len(texts) / took:,.0f} a second (load {os.getloadavg()[0]:.1f})")
    print(f"    seconds of processor time: {', '.join(f'{one:.1f}' for one in there)} in the workers, {here:.1f} here")
    return took, there.max() + here, found.labels


def main() -> bool:
    """Measure; return whether two workers are enough faster than one and find the same."""
    if importlib.util.find_spec("distributed") is None:
        print("  Dask is not installed (requirements-dask.txt), left out")
        return True
    scan(["compile once, so that workers load it"] * 3_000)
    frame = corpus("std")
    times = max(1, MESSAGES // len(frame))
    texts = as_arrow(pa.concat_arrays([as_arrow(pa.array(frame["text"], pa.large_string()))] * times))
    senders = np.concatenate([frame["sender"].to_numpy() + 1_000 * no for no in range(times)])
    ratios, alone, labels = [], [], []
    for _ in range(ROUNDS):
        one, two = once(1, texts, senders), once(2, texts, senders)
        ratios.append(one[0] / two[0])
        alone.append(one[1] / two[1])
        labels += [one[2], two[2]]
    same = all(np.array_equal(labels[0], other) for other in labels)
    print(f"  same result: {same}; in seconds of processor time {statistics.median(alone):.2f} times")
    return check("times faster with two workers", statistics.median(ratios), FASTER) and same
