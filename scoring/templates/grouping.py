"""Which texts were made from one: per rep first, then over all reps.

Evidence, in this order: a rep's texts that share long parts form a cluster; its core is what its texts have in
common; what the rep also writes outside the cluster (greetings, signatures, favourite phrases) weighs little; a text
belongs to the cluster when it has enough of the core, and the core makes up enough of the text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from data.words import N_
from scoring.templates import compiler
from scoring.templates.scanning import BLOCK, Scanned, gather, in_threads, use_compiler

Progress = Callable[[str, int, int], None]
MIN_MEMBERS = 3
"""Fewer messages are no template."""
SCALE = 16
"""Weight of a shingle that stands in one template only."""
NO_LIMIT = 1 << 60
LONG_ENOUGH = 16
"""Words of a text that may join a template that only others use."""
WORN_OUT = 5
"""A shingle of so many templates tells nothing."""
FINDING = N_("Finding copies")


class Limits(NamedTuple):
    """What the grouping demands; shares are 0..1, weights are in shingles."""

    lead: float = 0.4
    lead_full: float = 0.35
    lead_least: int = 3
    support: float = 0.25
    text: float = 0.12
    merge: float = 0.65
    merge_most: float = 0.5
    own: float = 0.15
    worn: float = 0.2
    worn_texts: int = 10
    share: float = 0.35
    least: int = 3
    rounds: int = 3
    refused: float = 0.5
    runs_less: float = 0.65
    both: float = 1.1
    steps: tuple[tuple[float, float], ...] = ((8.99, 1.01), (9, 0.55), (12, 0.42), (20, 0.35), (24, 0.3), (40, 0.25))
    rest: float = 0.5
    rest_full: float = 0.15
    rest_least: int = 4
    rest_enough: int = 8
    across: float = 0.6
    cap: int = 24
    cohesion: float = 0.5


LIMITS = Limits()
ALONE = Limits(steps=((15.99, 1.01), (16, 0.5), (24, 0.35), (40, 0.25)))
"""For a text that its sender hardly used: everybody writes the same short notes."""


@dataclass(frozen=True)
class Template:
    """A text that was sent again and again.

    Attributes:
        core: Hashes of the shingles that its texts have in common (an eighth of them or more), ascending.
        weight: How much each tells (0..16): little for one that its senders also use elsewhere; 0: it is fixed
            text, but proves nothing.
        texts: How many of its texts have each.
        size: How many texts it was made from.
    """

    core: np.ndarray
    weight: np.ndarray
    texts: np.ndarray
    size: int

    @property
    def id(self) -> str:
        """An id that follows from the core: the same grouping always gives the same."""
        firm = self.core[2 * self.texts.astype(np.int64) >= self.size]
        return blake2b((firm if len(firm) else self.core).tobytes(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Boilerplate:
    """Shingles that say nothing about where a text is from, ascending, and in how many templates each stands."""

    shingles: np.ndarray
    spread: np.ndarray


@dataclass(frozen=True)
class Grouping:
    """Labels of texts (a number in `templates`, or -1: nobody's copy) and the templates."""

    labels: np.ndarray
    templates: list[Template]


@dataclass(frozen=True)
class Cores:
    """Cores of clusters as rows: cluster, shingle (hash or number), its texts in the cluster and at all."""

    cluster: np.ndarray
    shingle: np.ndarray
    texts: np.ndarray
    everywhere: np.ndarray
    size: np.ndarray

    def usual(self, support: float) -> "Cores":
        """Return the rows of shingles that `support` of the cluster's texts have."""
        kept = self.texts >= support * self.size[self.cluster]
        if kept.all():
            return self
        return Cores(self.cluster[kept], self.shingle[kept], self.texts[kept], self.everywhere[kept], self.size)


@dataclass(frozen=True)
class Part:
    """What the texts of one sender, or of some, come to: labels of clusters and their cores."""

    labels: np.ndarray
    cores: Cores


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
    order = np.lexsort((found.cores.cluster, found.cores.shingle))
    post = np.zeros(len(worn) + 1, np.int64)
    np.cumsum(np.bincount(found.cores.shingle, minlength=len(worn)), out=post[1:])
    cores, weight = found.cores, found.weight
    firm = (2 * cores.texts >= cores.size[cores.cluster]) & (2 * weight >= SCALE)
    labels, got, refused = kernel.assign(
        off, ids, post, cores.cluster[order].astype(np.int32), weight[order], firm[order], found.mass, worn,
        limits.least * SCALE // 2, limits.share, np.array(limits.steps, float), limits.both, limits.runs_less, SCALE,
    )  # fmt: skip
    accepted = np.bincount(labels[labels >= 0], minlength=len(found.mass))
    habit = refused > limits.refused * accepted
    labels = renumbered(labels, np.where(habit, -1, np.arange(len(habit))))
    return labels, np.where(labels >= 0, got / found.mass[labels], 0.0) if len(found.mass) else np.zeros(len(labels))


def by_label(labels: np.ndarray, clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of each cluster after one another, and where each cluster's begin."""
    rows = np.flatnonzero(labels >= 0)
    members = rows[np.argsort(labels[rows], kind="stable")]
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
    place = np.searchsorted(found, scanned.hashes)
    place[place == len(found)] = 0
    ids = (
        np.where(found[place] == scanned.hashes, place, -1).astype(np.int32) if len(found) else np.full(len(place), -1)
    )
    worn = np.zeros(len(found), bool)
    return assign_cores(cores, scanned.off, ids.astype(np.int32), worn, limits, compiler.kernels(compiled))


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
