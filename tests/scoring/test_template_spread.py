"""Finding copies on a real scheduler with two worker processes: the same result, also when a worker is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring.templates import cluster, lent, spread
from scoring.templates.scanning import as_arrow
from scoring.templates.tables import classify
from tests.benchmarks import _workers
from tests.benchmarks.corpora import habits

pytest.importorskip("distributed", reason="Dask is not installed (requirements-dask.txt)")
pytestmark = [
    pytest.mark.slow,
    # Closing a client leaves sockets of its event loop to the collector; not ours to mend.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def frame():
    return pd.DataFrame(habits.build(8_000, 41))


@pytest.fixture(scope="module")
def alone(frame):
    return cluster(frame)


@pytest.fixture
def running(tmp_path):
    """Return the address of a scheduler and its two workers' processes."""
    with _workers.running(2, tmp_path) as found:
        yield found


def test_workers_find_the_same(frame, alone, running, monkeypatch, tmp_path):
    monkeypatch.setattr(spread, "CHUNK", 1_000)
    address, _ = running
    told = []
    found = cluster(frame, lambda *what: told.append(what), scheduler=address)
    pd.testing.assert_frame_equal(found, alone)
    assert told[-1][1] == told[-1][2] > 1
    frame.to_csv(tmp_path / "in.csv", index=False)
    counts = classify(tmp_path / "in.csv", tmp_path / "out.csv", scheduler=address)
    assert counts["copies"] == (alone["role"] == "copy").sum()


def test_a_worker_killed_on_the_way_makes_no_difference(frame, alone, running, monkeypatch):
    monkeypatch.setattr(spread, "CHUNK", 300)
    address, workers = running
    killed = threading.Event()

    def kill_one(_what: str, done: int, _count: int) -> None:
        if done >= 1 and not killed.is_set():
            killed.set()
            workers[0].send_signal(signal.SIGKILL)

    found = cluster(frame, kill_one, scheduler=address)
    assert killed.is_set()
    assert workers[0].wait(timeout=10) == -signal.SIGKILL
    pd.testing.assert_frame_equal(found, alone)


def test_workers_that_do_not_see_the_file_get_the_texts(frame, alone, running, monkeypatch):
    monkeypatch.setattr(lent, "_sees", lambda _path, _number: False)  # as on machines without that folder
    pd.testing.assert_frame_equal(cluster(frame, scheduler=running[0]), alone)


def test_texts_are_lent_as_a_file_only_while_they_are_needed(running, monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "home"))
    texts = as_arrow(["one", "", "drei", "четыре"])
    with spread._client(running[0]) as client, lent.lender(texts, client) as source:
        file = Path(source.path)
        assert file.is_relative_to(tmp_path / "home")
        assert file.stat().st_mode & 0o077 == 0
        handed = source.lend(np.array([3, 0]))
        assert handed.texts is None
        assert handed.read().to_pylist() == ["четыре", "one"]
        assert lent.Lender(texts, "").lend(np.array([3, 0])).read().to_pylist() == ["четыре", "one"]
    assert list((tmp_path / "home").iterdir()) == []


def test_texts_of_a_killed_process_are_swept_away(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, old = tmp_path / f"{lent.mine()}x", tmp_path / f"{lent.mine()}old"
    theirs = tmp_path / f"texts-0-{ended.pid}-x"
    killed = tmp_path / lent.mine().replace(str(os.getpid()), str(ended.pid))
    for folder in (mine, old, theirs, killed, tmp_path / "backups", tmp_path / "texts-", tmp_path / "texts-by-hand"):
        folder.mkdir()
        (folder / "texts.arrow").write_bytes(b"hello")
    os.utime(old, (1, 1))
    lent.sweep()
    assert {one.name for one in tmp_path.iterdir()} == {mine.name, theirs.name, "backups", "texts-", "texts-by-hand"}


def test_no_scheduler_is_said_in_words(frame):
    start = time.monotonic()
    with pytest.raises(spread.SchedulerError, match="does not answer"):
        cluster(frame.head(20), scheduler=f"tcp://127.0.0.1:{_workers.free_port()}")
    assert time.monotonic() - start < 30


def test_tasks_keep_a_senders_messages_together():
    senders = pd.Series([0] * 5 + [1] * spread.CHUNK + [2] * 3 + [3] * spread.CHUNK + [4]).to_numpy()
    bounds = spread.chunks(senders)
    assert bounds[0] == 0
    assert bounds[-1] == len(senders)
    assert all(senders[at - 1] != senders[at] for at in bounds[1:-1])
    assert spread.chunks(senders[:0]) == [0]
