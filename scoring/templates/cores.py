"""Cores of clusters: how much each shingle tells, which texts have enough of a core, which clusters are one."""

from typing import Any, NamedTuple

import numpy as np

from scoring.templates.evidence import LIMITS, MIN_MEMBERS, NO_LIMIT, SCALE, Cores, Limits


class Weighed(NamedTuple):
    """Cores with the weight of each shingle in each cluster, and each cluster's whole weight."""

    cores: Cores
    weight: np.ndarray
    mass: np.ndarray


def weighed(cores: Cores, own: float) -> Weighed:
    """Weigh shingles by the part of their texts that is in the cluster; below `own` they tell nothing of it."""
    part = cores.texts / np.maximum(1, cores.everywhere)
    telling = (part >= own) & (cores.texts >= LIMITS.support * cores.size[cores.cluster])
    weight = np.where(~telling, 0, np.ceil(part * SCALE)).astype(np.int64)
    totals = np.zeros(len(cores.size), np.int64)
    np.add.at(totals, cores.cluster, weight * cores.texts)
    mass = totals / np.maximum(1, cores.size)
    return Weighed(cores, weight, np.where(mass == 0, np.inf, mass))


def assign_cores(
    found: Weighed, off: np.ndarray, ids: np.ndarray, worn: np.ndarray, limits: Limits, kernel: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Return each text's cluster, -1 for none, and the share of the core that it has.

    `ids` and the cores' shingles are numbers in `worn`, which tells the shingles that prove nothing.
    """
    cores, telling = found.cores, np.flatnonzero(found.weight)
    # clusters ascend, and so they do in each shingle
    order = telling[np.argsort(cores.shingle[telling], kind="stable")]
    post = np.zeros(len(worn) + 1, np.int32)
    np.cumsum(np.bincount(cores.shingle[telling], minlength=len(worn)), out=post[1:])
    cluster, weight = cores.cluster[order], found.weight[order]
    firm = (2 * cores.texts[order] >= cores.size[cluster]) & (2 * weight >= SCALE)
    labels, got, refused = kernel.assign(
        off, ids, post, cluster.astype(np.int32), weight.astype(np.int32), firm, found.mass, worn,
        limits.least * SCALE // 2, limits.share, np.array(limits.steps, float), limits.both, limits.runs_less,
        limits.gap, SCALE,
    )  # fmt: skip
    accepted = np.bincount(labels[labels >= 0], minlength=len(found.mass))
    habit = refused > limits.refused * accepted
    labels = renumbered(labels, np.where(habit, -1, np.arange(len(habit))))
    return labels, np.where(labels >= 0, got / found.mass[labels], 0.0) if len(found.mass) else np.zeros(len(labels))


def by_label(labels: np.ndarray, clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of each cluster after one another, and where each cluster's begin."""
    rows = np.flatnonzero(labels >= 0)
    narrow = np.int16 if clusters < 1 << 15 else np.int32  # short numbers are sorted in no time
    members = rows[np.argsort(labels[rows].astype(narrow), kind="stable")]
    starts = np.zeros(clusters + 1, np.int64)
    np.cumsum(np.bincount(labels[rows], minlength=clusters), out=starts[1:])
    return members, starts


def compact(labels: np.ndarray) -> tuple[np.ndarray, int]:
    """Drop clusters that are too small and number the others without gaps, in the same order."""
    size = np.bincount(labels[labels >= 0])
    kept = size >= MIN_MEMBERS
    number = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    return renumbered(labels, number), int(kept.sum())


def renumbered(labels: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Return the new number of each label; -1 stays."""
    return np.where(labels >= 0, number[labels], -1).astype(np.int32) if len(number) else np.full_like(labels, -1)


def joined(cores: Cores, kernel: Any, share: float) -> tuple[np.ndarray, int]:
    """Return the new number of each cluster (-1 for one without a core), biggest first."""
    cores = cores.usual(LIMITS.support)
    clusters = len(cores.size)
    having = np.unique(cores.cluster)
    mark = np.zeros(clusters, np.uint64)
    np.bitwise_xor.at(mark, cores.cluster, fold_mark(cores.shingle))
    order = having[np.lexsort((having, mark[having], -cores.size[having]))]
    rank = np.full(clusters, -1, np.int32)
    rank[order] = np.arange(len(order))
    rows = np.argsort(rank[cores.cluster], kind="stable")
    off = np.zeros(len(order) + 1, np.int64)
    np.cumsum(np.bincount(rank[cores.cluster], minlength=len(order)), out=off[1:])
    found, ids = np.unique(cores.shingle[rows], return_inverse=True)
    to, count = kernel.lead(
        off, ids.astype(np.int32), np.ones(len(found), np.int64), np.diff(off).astype(np.int32), np.arange(len(order)),
        3, share, 0.0, LIMITS.merge_most, NO_LIMIT, 64,
    )  # fmt: skip
    numbers = np.full(clusters, -1, np.int32)
    numbers[order] = to
    return numbers, count


def fold_mark(shingles: np.ndarray) -> np.ndarray:
    """Return numbers that order clusters of the same size the same way each time."""
    return shingles.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
