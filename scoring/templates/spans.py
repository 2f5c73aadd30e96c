"""What is personal in a message, and how like one text is to another."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from scoring.templates import compiler, fold
from scoring.templates.evidence import Template
from scoring.templates.scanning import BLOCK, Texts, as_arrow, buffers, in_threads, tables, use_compiler


def shares(texts: Texts, labels: np.ndarray, templates: Sequence[Template]) -> np.ndarray:
    """Return the part of each text's letters (0..1) that its template does not have; 1.0 where the label is -1.

    `labels` are numbers in `templates`, as `group` returns them.
    """
    if use_compiler(len(texts)):
        return _shares_compiled(texts, np.asarray(labels, np.int64), templates)
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        texts = texts.to_pylist()
    found = [
        _share(fold.words(text or ""), templates[label].core) if label >= 0 else 1.0
        for text, label in zip(texts, labels, strict=True)
    ]
    return np.array(found, float)


def _share(words: list[str], core: np.ndarray) -> float:
    length = np.array([len(word.removesuffix(fold.LINK_WORD)) for word in words])
    hashes = np.fromiter(map(fold.word_hash, words), np.uint64, len(words))
    total = int(length.sum())
    return int(length[~covered(hashes, core)].sum()) / total if total else 1.0


def covered(hashes: np.ndarray, core: np.ndarray) -> np.ndarray:
    """Return which words, given by their hashes, stand in a shingle of an ascending core, or greet."""
    known = np.zeros(len(hashes), bool)
    known[: fold.GREETED] = np.isin(hashes[: fold.GREETED], fold.greetings())
    if len(hashes) >= fold.WIDTH and len(core):
        value = fold.every_three(hashes)
        hit = core[np.minimum(np.searchsorted(core, value), len(core) - 1)] == value
        for shift in range(fold.WIDTH):
            known[shift : len(hashes) - 2 + shift] |= hit
    return known


def _shares_compiled(texts: Texts, labels: np.ndarray, templates: Sequence[Template]) -> np.ndarray:
    data, starts = buffers(as_arrow(texts))
    kernel = compiler.kernels(True)
    folding, greetings = tables(), fold.greetings()
    off = np.zeros(len(templates) + 1, np.int64)
    np.cumsum([len(template.core) for template in templates], out=off[1:])
    core = np.concatenate([np.empty(0, np.uint64), *(template.core for template in templates)])

    def one(rows: np.ndarray) -> np.ndarray:
        room = int((starts[rows + 1] - starts[rows]).sum()) // 2 + len(rows) + 8
        hashes, lengths = np.empty(room, np.uint64), np.empty(room, np.uint8)
        digests, counts = np.empty(len(rows), np.uint64), np.empty(len(rows), np.int64)
        words, out = np.empty(len(rows), np.int32), np.zeros((2, len(rows)), np.int64)
        kernel.scan(data, starts, rows, *folding, hashes, lengths, False, digests, counts, words)
        kernel.personal(hashes, lengths, counts, labels[rows], off, core, greetings, out[0], out[1])
        return out[0] / np.maximum(1, out[1])

    found = np.ones(len(labels))
    rows = np.flatnonzero(labels >= 0)
    pieces = [rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)]
    for piece, part in zip(pieces, in_threads(one, pieces), strict=True):
        found[piece] = part
    return found


def personal_spans(text: str, template: Template) -> list[tuple[int, int]]:
    """Return where a text is personal: (start, end) in characters, ascending, words next to each other as one."""
    placed = fold.placed(text)
    known = covered(np.array([hashed for _, _, hashed in placed], np.uint64), template.core)
    spans: list[tuple[int, int]] = []
    joins = False
    for (start, end, _), fixed in zip(placed, known, strict=True):
        if not fixed:
            spans.append((spans.pop()[0] if joins else start, end))
        joins = not fixed
    return spans


def likeness(text: str, other: Template | str) -> float:
    """Return how much of two texts is the same, 0..1: of both, so that a part of a long text is not like all of it."""
    words = fold.words(text)
    hashes = np.fromiter(map(fold.word_hash, words), np.uint64, len(words))
    if len(words) < fold.MIN_WORDS:
        return 0.0
    mine = np.unique(fold.shingles(hashes))
    if isinstance(other, str):
        theirs = np.unique(fold.shingles(fold.text_hashes(other)))
        there = 1.0 - _share(fold.words(other), mine)
    else:
        theirs = other.core
        common = np.isin(theirs, mine)
        usual = 2 * other.texts >= other.size
        there = float(other.texts[common].sum() / max(1, other.texts[usual | common].sum()))
    here = 1.0 - _share(words, theirs)
    return 2 * here * there / (here + there) if here + there else 0.0
