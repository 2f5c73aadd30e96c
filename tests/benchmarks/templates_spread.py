"""Finding copies on a Dask scheduler: one worker against two; 3,000,000 messages, or RAPPORT_BENCH_MESSAGES.

The corpus is one of 100,000 messages, again and again, each time by other senders.
"""

import importlib.util
import os
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from scoring.templates import scan, spread
from scoring.templates.scanning import as_arrow
from tests.benchmarks._workers import running
from tests.benchmarks.templates import check, clocked, corpus

MESSAGES = int(os.environ.get("RAPPORT_BENCH_MESSAGES", "3000000"))
FASTER = 1.7


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
    seconds, labels = [], []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as folder, running(count, Path(folder)) as (address, _):
            spread.group(texts.slice(0, 5_000), senders[:5_000], address)
            took, found = clocked(lambda address=address: spread.group(texts, senders, address))
        print(f"  {count} workers: {took:.1f} s, {len(texts) / took:,.0f} a second (load {os.getloadavg()[0]:.1f})")
        seconds.append(took)
        labels.append(found.labels)
    same = bool(np.array_equal(*labels))
    print(f"  same result: {same}")
    return check("times faster with two workers", seconds[0] / seconds[1], FASTER) and same
