"""A real scheduler with worker processes on this machine."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(count: int, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers of one thread each; give its address and their processes, and end all of them."""
    from distributed import Client

    port = str(free_port())
    address = f"tcp://127.0.0.1:{port}"
    here = ["--host", "127.0.0.1"]
    scheduler = ["distributed.cli.dask_scheduler", *here, "--port", port, "--no-dashboard"]
    worker = ["distributed.cli.dask_worker", address, *here, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    with contextlib.ExitStack() as ending:
        processes = []
        for command in (scheduler, *[worker] * count):
            started = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=folder, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            ending.callback(started.wait, timeout=20)
            ending.callback(started.kill)
            processes.append(started)
        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)
        yield address, processes[1:]
