"""From texts to shingle hashes: the same numbers with and without a compiler."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from scoring.templates import compiler, fold

BLOCK = 4_000
"""Texts that one thread scans at a time."""
Texts = Sequence[str] | pa.Array | pa.ChunkedArray


@dataclass(frozen=True)
class Scanned:
    """Texts as hashes, in rows of a CSR array.

    Attributes:
        off: Where the hashes of each text begin (n + 1 whole numbers).
        hashes: 64-bit hashes of every three words in a row; a text under five words has none.
        words: How many words each text has.
        digests: A hash of each whole text; equal for texts that are the same after folding.
    """

    off: np.ndarray
    hashes: np.ndarray
    words: np.ndarray
    digests: np.ndarray

    def __len__(self) -> int:
        return len(self.words)

    def part(self, start: int, end: int) -> "Scanned":
        """Return the texts from `start` to before `end`, without copying."""
        off = self.off[start : end + 1]
        return Scanned(off - off[0], self.hashes[off[0] : off[-1]], self.words[start:end], self.digests[start:end])

    def take(self, rows: np.ndarray) -> "Scanned":
        """Return some texts, in the order given."""
        off, index = gather(self.off, rows)
        return Scanned(off, self.hashes[index], self.words[rows], self.digests[rows])


def gather(off: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the row starts of some rows of a CSR array, and where their values stand."""
    length = np.diff(off)[rows]
    to = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(length, out=to[1:])
    return to, np.repeat(off[rows] - to[:-1], length) + np.arange(to[-1])


def scan(texts: Texts, order: np.ndarray | None = None, *, compiled: bool | None = None) -> Scanned:
    """Hash texts, in the order of rows given, or as they stand. `compiled` None: where it pays."""
    if use_compiler(len(texts)) if compiled is None else compiled:
        return _scan_compiled(as_arrow(texts), order)
    return _scan_plain(texts, order)


def use_compiler(count: int) -> bool:
    """Return whether compiled code pays for so many texts, because they are many or it is loaded already."""
    return compiler.prepare(count)


def as_arrow(texts: Texts) -> pa.Array:
    """Return texts as one Arrow array of UTF-8; None is an empty text, and halves of characters are replaced."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not isinstance(texts, pa.Array):
        try:
            texts = pa.array(texts, pa.large_string(), from_pandas=True)
        except UnicodeEncodeError:
            whole = [text.encode("utf-8", "replace").decode() if isinstance(text, str) else "" for text in texts]
            texts = pa.array(whole, pa.large_string())
    texts = texts.cast(pa.large_string())
    return texts.fill_null("") if texts.null_count else texts


def _scan_plain(texts: Texts, order: np.ndarray | None) -> Scanned:
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        texts = texts.to_pylist()
    rows = range(len(texts)) if order is None else order.tolist()
    found = [fold.text_hashes(texts[row] or "") for row in rows]
    parts = [fold.shingles(hashes) for hashes in found]
    off = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(part) for part in parts], out=off[1:])
    words = np.array([len(hashes) for hashes in found], np.int32)
    digests = np.array([_digest(hashes.tolist()) for hashes in found], np.uint64)
    return Scanned(off, np.concatenate([np.empty(0, np.uint64), *parts]), words, digests)


def _digest(hashes: list[int]) -> int:
    value = len(hashes)
    for one in hashes:
        value = fold.mixed((value * fold.A + one) & fold.MASK)
    return value


def tables() -> tuple[np.ndarray, ...]:
    """Return what the compiled scan folds with."""
    return (*fold.tables(), *fold.quote_hashes())


_ONE = ContextVar("one", default=False)


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep what runs inside to the thread it is in: where other processes have the other processors."""
    token = _ONE.set(True)
    try:
        yield
    finally:
        _ONE.reset(token)


def threads() -> int:
    """Return how many threads to use: one for each processor this process may use."""
    if _ONE.get():
        return 1
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def buffers(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes of an Arrow array of texts, and where each text begins."""
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8), starts


def _scan_compiled(texts: pa.Array, order: np.ndarray | None) -> Scanned:
    if len(texts) == 0:
        return Scanned(np.zeros(1, np.int64), np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.uint64))
    data, starts = buffers(texts)
    rows = np.arange(len(texts)) if order is None else np.asarray(order, np.int64)
    words = np.empty(len(rows), np.int32)
    digests = np.empty(len(rows), np.uint64)
    counts = np.empty(len(rows), np.int64)
    # Reserved for the most there can be; the rest of it is never touched, so that it takes no memory.
    hashes = np.empty(int(starts[-1] - starts[0]) // 2 + len(rows) + 8, np.uint64)
    kernel = compiler.kernels(True)
    nothing = np.empty(0, np.uint8)
    folding = tables()

    def one(start: int) -> np.ndarray:
        part = slice(start, start + BLOCK)
        chosen = rows[part]
        room = int((starts[chosen + 1] - starts[chosen]).sum()) // 2 + len(chosen) + 8
        out = np.empty(room, np.uint64)
        made = kernel.scan(data, starts, chosen, *folding, out, nothing, True, digests[part], counts[part], words[part])
        return out[:made]

    at = 0
    for made in in_threads(one, range(0, len(rows), BLOCK)):
        hashes[at : at + len(made)] = made
        at += len(made)
    off = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(counts, out=off[1:])
    return Scanned(off, hashes[:at], words, digests)


def in_threads(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
    """Do tasks in threads and return what they make, in order; never many more at once than there are threads."""
    count = threads()
    if count == 1 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    with ThreadPoolExecutor(count) as pool:
        waiting = []
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) > 2 * count:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()
