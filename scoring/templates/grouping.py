"""Which texts were made from one: per rep first, then over all reps, then what a rep sent once and others often."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scoring.templates import compiler
from scoring.templates.cores import joined, weighed
from scoring.templates.evidence import FINDING, LIMITS, LONG_ENOUGH, Cores, Grouping, Part, Progress, Template
from scoring.templates.known import everybodys, joined_later
from scoring.templates.scanning import Scanned, in_threads, use_compiler
from scoring.templates.sender import Sender


def partition(scanned: Scanned, senders: np.ndarray | None = None, progress: Progress | None = None) -> list[Part]:
    """Return what each sender's texts come to; `senders` are numbers, ascending (None: all texts are of one)."""
    bounds = [0, len(scanned)] if senders is None else sender_bounds(senders)
    compiled = use_compiler(len(scanned))
    pieces = list(pairwise(bounds))
    made = []
    for part in in_threads(lambda piece: Sender(scanned.part(*piece), LIMITS, compiled).group(), pieces):
        made.append(part)
        if progress:
            progress(FINDING, len(made), len(pieces))
    return made


def sender_bounds(senders: np.ndarray) -> list[int]:
    """Return where the texts of each sender begin, and the end."""
    return [0, *(np.flatnonzero(np.diff(senders)) + 1).tolist(), len(senders)] if len(senders) else [0]


def merge(parts: Sequence[Part]) -> tuple[list[np.ndarray], list[Template]]:
    """Put together what is one text in several parts: labels of each part over all, and the templates."""
    base = np.cumsum([0, *(len(part.cores.size) for part in parts)])
    cores = Cores(
        np.concatenate(
            [np.empty(0, np.int64), *(part.cores.cluster + at for part, at in zip(parts, base, strict=False))]
        ),
        np.concatenate([np.empty(0, np.uint64), *(part.cores.shingle for part in parts)]),
        *(
            np.concatenate([np.empty(0, np.int64), *(getattr(part.cores, name) for part in parts)])
            for name in ("texts", "everywhere", "size")
        ),
    )
    to, count = joined(cores, compiler.kernels(use_compiler(len(cores.shingle))), LIMITS.across)
    labels = [
        np.where(part.labels >= 0, to[part.labels + at], -1) if len(part.cores.size) else part.labels
        for part, at in zip(parts, base, strict=False)
    ]
    return labels, _templates(cores, to, count)


def _templates(cores: Cores, to: np.ndarray, count: int) -> list[Template]:
    cluster = to[cores.cluster]
    rows = np.lexsort((cores.shingle, cluster))
    cluster, shingle = cluster[rows], cores.shingle[rows]
    new = np.ones(len(rows), bool)
    new[1:] = (cluster[1:] != cluster[:-1]) | (shingle[1:] != shingle[:-1])
    starts = np.flatnonzero(new)
    texts = np.add.reduceat(cores.texts[rows], starts) if len(starts) else np.empty(0, np.int64)
    everywhere = np.add.reduceat(cores.everywhere[rows], starts) if len(starts) else texts
    size = np.bincount(to[to >= 0], cores.size[to >= 0], minlength=count).astype(np.int64)
    merged = Cores(cluster[starts], shingle[starts], texts, everywhere, size)
    found = weighed(merged, LIMITS.own)
    kept = texts >= LIMITS.text * size[merged.cluster]
    bounds = np.searchsorted(merged.cluster[kept], np.arange(count + 1))
    columns = merged.shingle[kept], found.weight[kept], texts[kept]
    return [
        Template(*(column[a:b].copy() for column in columns), size=int(n))
        for (a, b), n in zip(pairwise(bounds.tolist()), size, strict=True)
    ]


def group(scanned: Scanned, senders: np.ndarray | None = None, progress: Progress | None = None) -> Grouping:
    """Group texts; `senders` are numbers, ascending: the texts of one sender stand together."""
    parts = partition(scanned, senders, progress)
    labels, templates = merge(parts)
    found = np.concatenate([np.empty(0, np.int32), *labels])
    rows = np.flatnonzero((found < 0) & (scanned.words >= LONG_ENOUGH)) if len(parts) > 1 else found[:0]
    if len(rows):
        found[rows] = joined_later(scanned, rows, everybodys(templates))
    return Grouping(found, templates)
