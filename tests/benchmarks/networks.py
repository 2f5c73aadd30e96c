"""Reading of each network's export, against the least that must be done: the fastest plain reader of its format.

Each case runs in a process of its own, so that its memory is its own: `python -m tests.benchmarks.networks mail`.
`python -m tests.benchmarks.networks --mb 1000 whatsapp` reads a file of about that size.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.archive import open_upload
from connectors.connector import Context, Problem
from connectors.sources import CONNECTORS
from tests.benchmarks import _archives, _social

MB, MOST_MB = 20, 500
_TEXT = "we help warehouses plan routes hello thanks could you tell me more about your team this week Привет спасибо"
_WORDS = _TEXT.split()
_ANNA, _PETER = "Anna Sokolova", "Peter Novak"


@dataclass(frozen=True)
class Case:
    """One format: `write` makes a file of about so many bytes, `plain` reads it as fast as anything can.

    most: how many times as long the connector may take, with some room for a busy machine.
    """

    write: Callable[[Path, int], Path]
    plain: Callable[[Path], object]
    connector: str
    most: float


def _words(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(5, 60)))


def _chat(folder: Path, size: int) -> Path:
    path, rng, at = folder / f"WhatsApp Chat with {_PETER}.txt", random.Random(7), datetime(2015, 1, 25, 10, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < size:
            for _ in range(500):
                at += timedelta(seconds=rng.randint(20, 60))
                file.write(f"{at:%d/%m/%Y, %H:%M} - {rng.choice((_ANNA, _PETER))}: {_words(rng)}\n")
    return path


def _mailbox(folder: Path, size: int) -> Path:
    path, rng, no = folder / "All mail.mbox", random.Random(7), 0
    attached = "x" * 76 + "\r\n"
    with path.open("w", encoding="utf-8", newline="") as file:
        while file.tell() < size:
            no += 1
            ours, theirs = "anna@rep.example", f"p{no // 4}@c{no // 4}.example"
            sender, to = (ours, theirs) if no % 2 else (theirs, ours)
            file.write(
                f"From {no}@xxx Mon Mar 03 07:05:11 +0000 2025\r\nX-GM-THRID: {no // 4}\r\n"
                f"X-Gmail-Labels: {'Sent' if no % 2 else 'Inbox'}\r\nDate: Mon, 3 Mar 2025 10:05:11 +0300\r\n"
                f"From: <{sender}>\r\nTo: <{to}>\r\nSubject: Racks\r\nMessage-ID: <m{no}@x.example>\r\n"
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                f"{_words(rng)}\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
                f"Content-Disposition: attachment; filename=a.pdf\r\n\r\n{attached * rng.randint(0, 400)}--b--\r\n\r\n"
            )
    return path


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _text_lines(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(1 for _ in file)


CASES = {
    "whatsapp": Case(_chat, _text_lines, "whatsapp", 200),
    "mail": Case(_mailbox, _lines, "mail", 100),
    "telegram": Case(_archives.telegram, _archives.decoded, "telegram", 10),
    "vk": Case(_archives.vk, _archives.parsed, "vk", 25),
    "facebook": Case(_social.facebook, _social.decoded, "facebook", 25),
    "x": Case(_social.x, _social.decoded, "x", 20),
}
"""A new network is a new line."""


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())


def measure(name: str, megabytes: int) -> dict[str, float]:
    """Return the size, the seconds of the plain reader and of ours, the records and the memory of this process."""
    case = CASES[name]
    connector = next(one for one in CONNECTORS if one.id == case.connector)
    with tempfile.TemporaryDirectory() as place:
        path = case.write(Path(place), megabytes << 20)
        (upload,) = open_upload(path)
        began, records = time.perf_counter(), 0
        parts = connector.recognise(upload)
        context = Context("anna-sokolova", connector.find_owner(parts), "", "Europe/Lisbon")
        for part in parts:
            if not part.ignored:
                records += sum(not isinstance(what, Problem) for _, what in connector.read(part, context))
        ours, size = time.perf_counter() - began, _size(path)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # before the plain reader takes its own
        began = time.perf_counter()
        case.plain(path)
        plain = time.perf_counter() - began
    return {"bytes": size, "plain": plain, "ours": ours, "records": records, "memory": memory}


def main(names: tuple[str, ...] = (), megabytes: int = MB) -> bool:
    """Measure each network in a process of its own."""
    kept = True
    for name in names or tuple(CASES):
        command = [sys.executable, "-m", "tests.benchmarks.networks", "--alone", "--mb", str(megabytes), name]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        ratio = told["ours"] / told["plain"]
        speed = told["bytes"] / told["ours"] / 1e6
        print(
            f"{name}: {told['bytes'] / 1e6:.0f} MB, {told['records']:,} records, {told['ours']:.1f} s, {speed:.1f} MB/s"
        )
        print(f"  {ratio:.0f} times the plain reader (at most {CASES[name].most:.0f})", end=", ")
        print(f"memory {told['memory']} MB (at most {MOST_MB})")
        kept = kept and ratio <= CASES[name].most and told["memory"] <= MOST_MB
    return kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--mb", type=int, default=MB)
    parser.add_argument("--alone", action="store_true")
    chosen = parser.parse_args()
    if chosen.alone:
        print(json.dumps(measure(chosen.names[0], chosen.mb)))
    else:
        sys.exit(not main(tuple(chosen.names), chosen.mb))
