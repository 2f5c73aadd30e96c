"""One sender's texts: which were made from one.

Evidence, in this order: texts that share long parts form a cluster; its core is what its texts have in common; what
the sender also writes outside the cluster (greetings, signatures, favourite phrases) weighs little; a text belongs to
the cluster when it has enough of the core, and the core makes up enough of the text.
"""

import numpy as np

from scoring.templates import compiler
from scoring.templates.cores import Weighed, assign_cores, by_label, compact, joined, renumbered, weighed
from scoring.templates.evidence import MIN_MEMBERS, NO_LIMIT, SCALE, WORN_OUT, Cores, Limits, Part
from scoring.templates.scanning import Scanned, gather


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


class Sender:
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
        return np.bincount(found.shingle, minlength=len(self.hashes)) >= WORN_OUT

    def settle(self, labels: np.ndarray, count: int) -> tuple[np.ndarray, int]:
        """Join clusters of which one's core holds the other's, then give every text to the core it has most of."""
        if not count or np.bincount(labels[labels >= 0], minlength=count).max() < MIN_MEMBERS:
            return np.full_like(labels, -1), 0
        cores = self.cores(labels, count)
        to, count = joined(cores, self.kernel, self.limits.merge)
        labels = renumbered(labels, to)
        return self.assigned(labels, count)

    def assigned(self, labels: np.ndarray, count: int) -> tuple[np.ndarray, int]:
        """Give every text to the cluster whose core it has most of."""
        if not count:
            return labels, 0
        found = weighed(self.cores(labels, count), self.limits.own)
        labels, _ = assign_cores(found, self.off, self.ids, self.worn(found), self.limits, self.kernel)
        return compact(labels)

    def worn(self, found: Weighed) -> np.ndarray:
        """Return which shingles the sender uses so much that they tell of no cluster."""
        most = np.zeros(len(self.hashes), np.int64)
        np.maximum.at(most, found.cores.shingle, found.weight)
        return (most < self.limits.worn * SCALE) & (self.frequency >= self.limits.worn_texts)

    def _part(self, labels: np.ndarray, count: int) -> Part:
        cores = self.cores(labels, count, self.limits.text)
        hashes = self.hashes[cores.shingle]
        return Part(labels, Cores(cores.cluster, hashes, cores.texts, cores.everywhere, cores.size))
