"""Texts that workers read themselves: from a file that all of them see, or else each task brings its own."""

import os
import platform
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from data.settings import Settings

COLUMN = "text"
PREFIX = "texts-"
LONGEST = 24 * 3600
"""Seconds after which a folder of texts is nobody's any more, whatever its number says."""


class Lent(NamedTuple):
    """Some rows of a file of texts; `texts` are these texts themselves where workers do not see the file."""

    path: str
    rows: np.ndarray
    texts: pa.Array | None = None

    def read(self) -> pa.Array:
        """Return the texts."""
        if self.texts is not None:
            return self.texts
        with pa.memory_map(self.path) as held:
            return pa.ipc.open_file(held).get_batch(0).column(0).take(pa.array(self.rows))


class Lender:
    """Hands texts to tasks, as rows of a file or (`path` "") themselves."""

    def __init__(self, texts: pa.Array, path: str) -> None:
        self.texts, self.path = texts, path

    def lend(self, rows: np.ndarray) -> Lent:
        """Return what a task needs to read some rows."""
        if self.path:
            return Lent(self.path, rows.astype(np.int32))
        return Lent("", rows[:0], self.texts.take(pa.array(rows)))


@contextmanager
def lender(texts: pa.Array, client: Any) -> Iterator[Lender]:
    """Write texts to a file below RAPPORT_HOME for as long as the workers need it, if all of them see that folder."""
    home = Settings.from_env().home
    home.mkdir(parents=True, exist_ok=True)
    sweep()
    with tempfile.TemporaryDirectory(prefix=mine(), dir=home) as folder:
        path = str((Path(folder) / "texts.arrow").resolve())
        batch = pa.record_batch([texts], names=[COLUMN])
        Path(path).touch(mode=0o600)
        seen = client.run(_sees, path, os.stat(path).st_ino)
        if not (len(texts) and seen and all(seen.values())):
            yield Lender(texts, "")
            return
        with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
            writer.write_batch(batch)
        yield Lender(texts, path)


def _sees(path: str, number: int) -> bool:
    try:
        return os.stat(path).st_ino == number and os.access(path, os.R_OK)
    except OSError:
        return False


def sweep() -> None:
    """Remove the texts that a process left below RAPPORT_HOME when it was killed."""
    for folder in Settings.from_env().home.glob(f"{PREFIX}*"):
        if _left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def mine() -> str:
    """Return how folders of this process begin; other machines may share RAPPORT_HOME, so theirs begin otherwise."""
    return f"{PREFIX}{zlib.crc32(platform.node().encode()):08x}-{os.getpid()}-"


def _left(folder: Path) -> bool:
    machine, process = (*folder.name.removeprefix(PREFIX).split("-"), "")[:2]
    try:
        if os.name == "posix" and mine().startswith(f"{PREFIX}{machine}-") and process.isdecimal():
            os.kill(int(process), 0)  # asks whether it is there
        return time.time() - folder.stat().st_mtime > LONGEST
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # somebody else's process, or just removed
        return False
