"""Which texts were made from one: per rep first, then over all reps.

Evidence, in this order: a rep's texts that share long parts form a cluster; its core is what its texts have in
common; what the rep also writes outside the cluster (greetings, signatures, favourite phrases) weighs little; a text
belongs to the cluster when it has enough of the core, and the core makes up enough of the text.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scoring.templates import compiler
from scoring.templates.cores import (
    Weighed,
    assign_cores,
    by_label,
    compact,
    joined,
    renumbered,
    weighed,
)
from scoring.templates.evidence import (
    ALONE,
    FINDING,
    LIMITS,
    LONG_ENOUGH,
    MIN_MEMBERS,
    NO_LIMIT,
    SCALE,
    WORN_OUT,
    Boilerplate,
    Cores,
    Grouping,
    Limits,
    Part,
    Progress,
    Template,
)
from scoring.templates.scanning import BLOCK, Scanned, gather, in_threads, use_compiler


def local(scanned: Scanned, compiled: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids (numbers of shingles that two or more texts have, else -1), their texts' count and their hashes."""
    total = len(scanned.hashes)
    if compiled:
        room = 1 << max(4, int(2 * total).bit_length())
        ids = np.empty(total, np.int32)
        key, last = np.empty(room, np.uint64), np.empty(room, np.int32)
        seen = np.zeros(room, np.int32)
        frequency, found = np.empty(total // 2 + 1, np.int32), np.empty(total // 2 + 1, np.uint64)
        count = compiler.kernels(True).shared(scanned.off, scanned.hashes, ids, key, last, seen, frequency, found)
        return ids, frequency[:count].copy(), found[:count].copy()
    row = np.repeat(np.arange(len(scanned)), np.diff(scanned.off))
    found, number = np.unique(scanned.hashes, return_inverse=True)
    _, first = np.unique(np.stack([number, row]), axis=1, return_index=True)
    again = np.ones(total, bool)
    again[first] = False
    frequency = np.bincount(number[first], minlength=len(found))
    kept = frequency >= 2
    ids = np.where(kept[number] & ~again, (np.cumsum(kept) - 1)[number], -1).astype(np.int32)
    return ids, frequency[kept].astype(np.int32), found[kept]


class _Sender:
    """The texts of one sender while they are grouped."""

    def __init__(self, scanned: Scanned, limits: Limits, compiled: bool) -> None:
        self.kernel = compiler.kernels(compiled)
        self.limits = limits
        self.off = scanned.off
        self.ids, self.frequency, self.hashes = local(scanned, compiled)
        self.full = np.diff(scanned.off).astype(np.int32)
        self.order = np.argsort(scanned.digests, kind="stable")

    def lead(self, rows: np.ndarray | None, weight: np.ndarray, asked: tuple[float, ...]) -> tuple[np.ndarray, int]:
        """Cluster all texts, or some rows; labels are in the order of rows."""
        least, share, share_full, enough = asked
        if rows is None:
            off, ids, full, order = self.off, self.ids, self.full, self.order
        else:
            off, index = gather(self.off, rows)
            ids, full = self.ids[index], self.full[rows]
            order = np.argsort(np.argsort(self.order)[rows], kind="stable")
        return self.kernel.lead(
            off, ids, weight, full, order, least, float(share), float(share_full), 0.0, enough, self.limits.cap
        )

    def cores(self, labels: np.ndarray, clusters: int, support: float = 0.0) -> Cores:
        """Return what the texts of each cluster have in common: `support` of them or more."""
        members, starts = by_label(labels, clusters)
        found = self.kernel.cores(
            members, starts, self.off, self.ids, len(self.hashes), 2, support or self.limits.support
        )
        size = np.diff(starts)
        found = found[size[found[:, 0]] >= MIN_MEMBERS]
        return Cores(found[:, 0], found[:, 1], found[:, 2], self.frequency[found[:, 1]], size)

    def group(self) -> Part:
        """Cluster, join what belongs together, cluster the rest with less demanded, and check every text."""
        asked = self.limits
        labels, count = self.lead(
            None, np.ones(len(self.hashes), np.int64), (asked.lead_least, asked.lead, asked.lead_full, NO_LIMIT)
        )
        labels, count = self.settle(labels, count)
        rest = np.flatnonzero((labels < 0) & (self.full > 0))
        weight = np.ones(len(self.hashes), np.int64)
        weight[self._worn(labels, count)] = 0
        more, added = self.lead(rest, weight, (asked.rest_least, asked.rest, asked.rest_full, asked.rest_enough))
        labels = labels.copy()
        labels[rest] = np.where(more >= 0, more + count, -1)
        labels, count = self.settle(labels, count + added)
        for _ in range(asked.rounds):
            before = labels
            labels, count = self.assigned(labels, count)
            if np.array_equal(before, labels):
                break
        return self._part(labels, count)

    def _worn(self, labels: np.ndarray, count: int) -> np.ndarray:
        """Return which shingles stand in so many templates that they tell nothing."""
        found = self.cores(labels, count)
        return np.bincount(found.shingle, minlength=len(self.hashes)) >= 5

    def settle(self, labels: np.ndarray, count: int) -> tuple[np.ndarray, int]:
        """Join clusters of which one's core holds the other's, then give every text to the core it has most of."""
        cores = self.cores(labels, count)
        to, count = joined(cores, self.kernel, self.limits.merge)
        labels = renumbered(labels, to)
        return self.assigned(labels, count)

    def assigned(self, labels: np.ndarray, count: int) -> tuple[np.ndarray, int]:
        """Give every text to the cluster whose core it has most of."""
        found = weighed(self.cores(labels, count), self.limits.own)
        labels, _ = assign_cores(found, self.off, self.ids, self.worn(found), self.limits, self.kernel)
        return compact(labels)

    def worn(self, found: "Weighed") -> np.ndarray:
        """Return which shingles the sender uses so much that they tell of no cluster."""
        most = np.zeros(len(self.hashes), np.int64)
        np.maximum.at(most, found.cores.shingle, found.weight)
        return (most < self.limits.worn * SCALE) & (self.frequency >= self.limits.worn_texts)

    def _part(self, labels: np.ndarray, count: int) -> Part:
        cores = self.cores(labels, count, self.limits.text)
        hashes = self.hashes[cores.shingle]
        return Part(labels, Cores(cores.cluster, hashes, cores.texts, cores.everywhere, cores.size))


def partition(scanned: Scanned, senders: np.ndarray | None = None, progress: Progress | None = None) -> list[Part]:
    """Return what each sender's texts come to; `senders` are numbers, ascending (None: all texts are of one)."""
    bounds = [0, len(scanned)] if senders is None else sender_bounds(senders)
    compiled = use_compiler(len(scanned))
    pieces = list(pairwise(bounds))
    made = []
    for part in in_threads(lambda piece: _Sender(scanned.part(*piece), LIMITS, compiled).group(), pieces):
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


def assign(
    scanned: Scanned, templates: Sequence[Template], boilerplate: Boilerplate | None = None, limits: Limits = LIMITS
) -> tuple[np.ndarray, np.ndarray]:
    """Give new texts to known templates: (labels, the share 0..1 of the template's telling text that each has).

    A label is a number in `templates`, or -1: group these again together with older ones that are nobody's copy.
    Shingles of `boilerplate` tell nothing.
    """
    compiled = use_compiler(len(scanned))
    cores, found = _known(templates, boilerplate)
    ids = _numbers(scanned.hashes, found)
    worn = np.zeros(len(found), bool)
    return assign_cores(cores, scanned.off, ids, worn, limits, compiler.kernels(compiled))


def _numbers(hashes: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return where each hash stands among known ones (ascending), or -1; most are ruled out by their first bits."""
    ids = np.full(len(hashes), -1, np.int32)
    if len(known):
        first = np.zeros(1 << _FIRST_BITS, bool)
        first[known >> np.uint64(64 - _FIRST_BITS)] = True
        maybe = np.flatnonzero(first[hashes >> np.uint64(64 - _FIRST_BITS)])
        place = np.minimum(np.searchsorted(known, hashes[maybe]), len(known) - 1)
        ids[maybe] = np.where(known[place] == hashes[maybe], place, -1)
    return ids


_FIRST_BITS = 20


def _known(templates: Sequence[Template], boilerplate: Boilerplate | None) -> tuple[Weighed, np.ndarray]:
    cluster = np.repeat(np.arange(len(templates)), [len(template.core) for template in templates])
    nothing = np.empty(0, np.int64)
    core = np.concatenate([nothing.astype(np.uint64), *(template.core for template in templates)])
    weight = np.concatenate([nothing, *(template.weight for template in templates)])
    texts = np.concatenate([nothing, *(template.texts for template in templates)])
    if boilerplate is not None:
        weight = np.where(np.isin(core, boilerplate.shingles), 0, weight)
    found, number = np.unique(core, return_inverse=True)
    size = np.array([template.size for template in templates], np.int64)
    totals = np.bincount(cluster, weight * texts, minlength=len(templates))
    mass = totals / np.maximum(1, size)
    cores = Cores(cluster, number, texts, texts, size)
    return Weighed(cores, weight, np.where(mass == 0, np.inf, mass)), found


def group(scanned: Scanned, senders: np.ndarray | None = None, progress: Progress | None = None) -> Grouping:
    """Group texts; `senders` are numbers, ascending: the texts of one sender stand together."""
    parts = partition(scanned, senders, progress)
    labels, templates = merge(parts)
    found = np.concatenate([np.empty(0, np.int32), *labels])
    rows = np.flatnonzero((found < 0) & (scanned.words >= LONG_ENOUGH)) if len(parts) > 1 else found[:0]
    found[rows] = joined_later(scanned, rows, templates)
    return Grouping(found, templates)


def joined_later(scanned: Scanned, rows: np.ndarray, templates: Sequence[Template]) -> np.ndarray:
    """Return the labels of texts that are nobody's copy yet: what a rep sent once, others may have sent often."""
    common = worn_out(templates)
    blocks = [rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)]
    made = in_threads(lambda block: assign(scanned.take(block), templates, common, ALONE)[0], blocks)
    return np.concatenate([np.empty(0, np.int32), *made])


def worn_out(templates: Sequence[Template]) -> Boilerplate:
    """Return the shingles that so many templates have in common that they tell nothing."""
    cores = [template.core[template.weight > 0] for template in templates]
    shingles, spread = np.unique(np.concatenate([np.empty(0, np.uint64), *cores]), return_counts=True)
    worn = spread >= WORN_OUT
    return Boilerplate(shingles[worn], spread[worn])
