"""Damages samples of every network and reads what is left: `python -m tests.connectors.fuzz_networks --files 20000`.

Whatever comes must be records and problems, never an exception; no file may take 20 seconds or the process 1 GB.
"""

import argparse
import json
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from connectors.asking import ask, settled
from connectors.connector import Connector, Context, Problem, Upload
from connectors.problems import WORDS, evidence_words
from connectors.refusal import RefusedUpload
from connectors.settle import settle
from connectors.sources import CONNECTORS
from data.records import TABLES
from tests.connectors.damage import NETWORK_WAYS, damaged

EXPORTS = Path(__file__).parent / "exports"
MOST_SECONDS, MOST_MB = 20, 1_000
_NAMES = (
    "result.json",
    "messages.html",
    "_chat.txt",
    "message_1.json",
    "All mail.mbox",
    "tweets.js",
    "x",
    "a.json",
    "a.txt",
)


@dataclass
class Tally:
    """What a run came to."""

    files: int = 0
    records: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    read: int = 0  # uploads that somebody recognised
    slowest: float = 0.0


def samples(networks: tuple[str, ...] = ()) -> list[tuple[Path, dict[str, bytes]]]:
    """Return every sample export as its files; of all networks but LinkedIn, which has a test of its own."""
    places = [place for place in sorted(EXPORTS.iterdir()) if place.is_dir() and place.name != "linkedin"]
    chosen = [place for place in places if not networks or place.name in networks]
    units = [unit for place in chosen for unit in sorted(place.iterdir())]
    return [(unit, found) for unit in units if (found := _files(unit))]


def _files(unit: Path) -> dict[str, bytes]:
    paths = [unit] if unit.is_file() else sorted(path for path in unit.rglob("*") if path.is_file())
    return {path.relative_to(unit.parent).as_posix(): path.read_bytes() for path in paths if path.stat().st_size}


def uploads(draw: random.Random, count: int, found: list[tuple[Path, dict[str, bytes]]]) -> Iterator[Upload]:
    """Yield damaged exports: one file of one alone, or in the midst of the others."""
    for _ in range(count):
        unit, files = draw.choice(found)
        path = draw.choice(list(files))
        body = damaged(draw, files[path], NETWORK_WAYS)
        name = path.rpartition("/")[2]
        if draw.random() < 0.5 and len(files) < 20:
            yield Upload.of(unit.name, {**files, path: body})
        elif draw.random() < 0.5:
            yield Upload.of(draw.choice((name, *_NAMES)), {path: body})
        else:
            other = draw.choice((name, name, *_NAMES))
            yield Upload.of(other, {other: body})


def read_everything(upload: Upload, draw: random.Random, tally: Tally) -> None:
    """Go through an upload as an import does, with answers drawn at random."""
    for connector in CONNECTORS:
        try:
            _read(connector, upload, draw, tally)
        except RefusedUpload:
            continue


def _read(connector: Connector, upload: Upload, draw: random.Random, tally: Tally) -> None:
    parts = connector.recognise(upload)
    if not parts:
        return
    tally.read += 1
    owner = connector.find_owner(parts)
    for reason in owner.evidence:
        words, places = evidence_words(reason)
        words.format(**places)
    given = {
        one.id: draw.choice(one.choices).value
        for one in connector.questions(parts)
        if one.choices and draw.random() < 0.5
    }
    told = settled(ask(connector, parts, given, {}), "Europe/Lisbon")
    day = connector.taken_on(upload, parts)
    context = Context("rep", owner, day, "Europe/Lisbon", dict(told.answers))
    for part in parts:
        for line, what in () if part.ignored else connector.read(part, context):
            assert line >= 0
            check(what if isinstance(what, Problem) else settle(what, connector, told), tally)


def check(what, tally: Tally) -> None:
    """What is told must be storable and printable."""
    if type(what) not in TABLES:
        assert "{" not in WORDS[what.code].format(**dict.fromkeys(what.detail, 1)), what
        tally.problems[what.code] += 1
        return
    tally.records += 1
    assert len(what.id) > 8
    json.dumps(what)
    assert all(isinstance(cell, str | int | None) for cell in what), what
    assert all(not isinstance(cell, int) or abs(cell) < 1 << 63 for cell in what), what
    assert what.rep_id == "rep"
    if getattr(what, "day", None):
        assert "2002" <= what.day[:4] < "2100", what


def run(count: int, seed: str, networks: tuple[str, ...] = ()) -> Tally:
    """Read so many damaged exports.

    Raises:
        AssertionError: one of them raised, or took too long; the message names its number.
    """
    draw, found, tally = random.Random(seed), samples(networks), Tally()
    for upload in uploads(draw, count, found):
        began = time.perf_counter()
        signal.alarm(MOST_SECONDS)
        try:
            read_everything(upload, draw, tally)
        except Exception as error:
            paths = ", ".join(member.path for member in upload.members[:3])
            raise AssertionError(f"seed {seed!r}, number {tally.files}: {upload.name} ({paths}): {error!r}") from error
        finally:
            signal.alarm(0)
        tally.files += 1
        tally.slowest = max(tally.slowest, time.perf_counter() - began)
    return tally


def _too_long(*_: object) -> None:
    raise TimeoutError(f"more than {MOST_SECONDS} seconds")


signal.signal(signal.SIGALRM, _too_long)


def main() -> int:
    """Run from the command line; return 1 when something raised or went beyond its bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", default="7")
    parser.add_argument("networks", nargs="*", help="folders of samples; all but LinkedIn's when none is named")
    told = parser.parse_args()
    began = time.perf_counter()
    try:
        tally = run(told.files, told.seed, tuple(told.networks))
    except AssertionError as error:
        print(error)
        return 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{tally.files:,} damaged exports in {time.perf_counter() - began:.0f} s; {tally.read:,} recognised")
    print(f"{tally.records:,} records, problems: {dict(tally.problems.most_common())}")
    print(f"slowest {tally.slowest:.1f} s (at most {MOST_SECONDS}), memory {memory} MB (at most {MOST_MB})")
    return 0 if memory <= MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
