"""A screen on the wall for a week: memory of the server while a kiosk of the review is drawn thousands of times."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks._visits import visits
from tests.benchmarks.pages import server
from tests.browser.server import ROOT

REFRESHES, PARTS = 5_000, 10
MOST_GROWTH_MB = 30
"""Growth over the last nine tenths of the refreshes; the first tenth fills caches."""


def rss_mb(pid: int) -> float:
    """Return the memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextlib.contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """Yield the memory of a process, taken every second while the block runs."""
    held, over = [rss_mb(pid)], threading.Event()

    def look() -> None:
        while not over.wait(1.0):
            held.append(rss_mb(pid))

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield held
    finally:
        over.set()
        watch.join()


def main() -> bool:
    """Draw the kiosk of the demo team again and again in one session, and print how memory goes."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "RAPPORT_HOME": folder}
        subprocess.run([sys.executable, str(ROOT / "manage.py"), "demo"], env=env, check=False, capture_output=True)
        with server(ROOT / "dashboard.py", Path(folder)) as served, watched(served.pid) as held:
            begun = time.monotonic()
            seen = visits(served.port, "review", query="present=1&auto=3600", reruns=REFRESHES)
            took = time.monotonic() - begun
    tenths = [held[min(len(held) - 1, len(held) * no // PARTS)] for no in range(PARTS + 1)]
    growth = held[-1] - tenths[1]
    print(f"{REFRESHES:,} refreshes in {took:.0f} s; memory by tenth, MB: {', '.join(f'{mb:.0f}' for mb in tenths)}")
    print(f"growth after the first tenth {growth:.0f} MB; errors {seen.errors[:1]}")
    return growth <= MOST_GROWTH_MB and not seen.errors
