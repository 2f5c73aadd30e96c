"""Texts that workers read themselves: from a file that all of them see, or else each task brings its own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from data.settings import Settings

COLUMN = "text"


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
    with tempfile.TemporaryDirectory(prefix="texts-", dir=home) as folder:
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
