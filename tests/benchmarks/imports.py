"""100,000 LinkedIn messages through the whole import, against the least that must be done: csv.reader + executemany."""

import csv
import io
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from connectors.archive import open_upload
from connectors.connector import Context, Problem
from connectors.ingest import ingest
from connectors.sources import linkedin
from data import store
from data.records import Message
from tests.connectors import linkedin_exports as made

MESSAGES, ROUNDS = 100_000, 3
MOST_TIMES, MOST_MB = 3.0, 600
_TEXT = "we help warehouses plan routes hello thanks could you tell me more about your team this week Привет спасибо"
_WORDS = _TEXT.split()


def archive(folder: Path, count: int) -> Path:
    """Write an archive of `count` messages of natural length in talks of about ten."""
    rng = random.Random(7)
    rows = (
        made.message(1 + no // 10, no * 60, rng.random() < 0.6, " ".join(rng.choices(_WORDS, k=rng.randint(5, 60))))
        for no in range(count)
    )
    return made.zipped(folder, made.archive(messages=made.messages_csv(rows)))


def least(path: Path, db: Path, records: list[Message]) -> float:
    """Return the seconds of reading the table and writing the same rows, with the same indexes and safety."""
    began = time.perf_counter()
    with zipfile.ZipFile(path) as packed, packed.open("messages.csv") as raw:
        for _ in csv.reader(io.TextIOWrapper(raw, "utf-8", newline="")):
            pass
    with store.writing(db) as conn:
        conn.executemany(f"INSERT INTO message VALUES ({','.join('?' * len(Message._fields))})", records)
        conn.executemany("INSERT INTO sighting VALUES (?,1,0,0,?)", [(row.id, no) for no, row in enumerate(records)])
    return time.perf_counter() - began


def whole(path: Path, db: Path) -> float:
    """Return the seconds of the whole import."""
    began = time.perf_counter()
    report = ingest(db, path)
    seconds = time.perf_counter() - began
    assert report.imports[0].new >= MESSAGES, report
    return seconds


def records_of(path: Path) -> list[Message]:
    """Return the rows the import would store."""
    [upload] = open_upload(path)
    parts = linkedin.CONNECTOR.recognise(upload)
    context = Context("anna-sokolova", linkedin.CONNECTOR.find_owner(parts), "2026-11-21")
    part = next(part for part in parts if part.kind == "messages")
    return [item for _, item in linkedin.CONNECTOR.read(part, context) if not isinstance(item, Problem)]


def main() -> bool:
    """Measure both, alternating, and the memory of an import in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = archive(folder, MESSAGES)
        store.prepare(folder / "empty.db")
        records = records_of(path)
        times = {"least": [], "whole": []}
        for no in range(ROUNDS):
            db = Path(shutil.copy(folder / "empty.db", folder / f"least{no}.db"))
            times["least"].append(least(path, db, records))
            db = Path(shutil.copy(folder / "empty.db", folder / f"whole{no}.db"))
            times["whole"].append(whole(path, db))
        db = Path(shutil.copy(folder / "empty.db", folder / "memory.db"))
        command = [sys.executable, "-m", "tests.benchmarks.imports", str(path), str(db)]
        memory = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    shortest = {name: min(seconds) for name, seconds in times.items()}
    ratio = shortest["whole"] / shortest["least"]
    print(f"{MESSAGES:,} messages: {shortest['whole']:.1f} s; csv.reader + executemany {shortest['least']:.1f} s")
    print(f"ratio {ratio:.2f} (at most {MOST_TIMES}), memory {memory} MB (at most {MOST_MB})")
    return ratio <= MOST_TIMES and memory <= MOST_MB


if __name__ == "__main__":
    whole(Path(sys.argv[1]), Path(sys.argv[2]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
