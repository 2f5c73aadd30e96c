"""Texts that are looked up among templates that are known."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from scoring.templates import compiler
from scoring.templates.cores import Weighed, assign_cores
from scoring.templates.evidence import ALONE, LIMITS, WORN_OUT, Boilerplate, Cores, Limits, Template
from scoring.templates.scanning import BLOCK, Scanned, in_threads, use_compiler


def assign(
    scanned: Scanned, templates: Sequence[Template], boilerplate: Boilerplate | None = None, limits: Limits = LIMITS
) -> tuple[np.ndarray, np.ndarray]:
    """Give new texts to known templates: (labels, the share 0..1 of the template's telling text that each has).

    A label is a number in `templates`, or -1: group these again together with older ones that are nobody's copy.
    Shingles of `boilerplate` tell nothing.
    """
    return Known(templates, boilerplate).assign(scanned, limits, use_compiler(len(scanned)))


class Known:
    """Templates, ready to look texts up in."""

    def __init__(self, templates: Sequence[Template], boilerplate: Boilerplate | None) -> None:
        cluster = np.repeat(np.arange(len(templates)), [len(template.core) for template in templates])
        nothing = np.empty(0, np.int64)
        core = np.concatenate([nothing.astype(np.uint64), *(template.core for template in templates)])
        weight = np.concatenate([nothing, *(template.weight for template in templates)])
        texts = np.concatenate([nothing, *(template.texts for template in templates)])
        if boilerplate is not None:
            weight = np.where(np.isin(core, boilerplate.shingles), 0, weight)
        self.shingles, number = np.unique(core, return_inverse=True)
        size = np.array([template.size for template in templates], np.int64)
        totals = np.bincount(cluster, weight * texts, minlength=len(templates))
        mass = totals / np.maximum(1, size)
        self.cores = Weighed(Cores(cluster, number, texts, texts, size), weight, np.where(mass == 0, np.inf, mass))

    @cached_property
    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """A hash table of the shingles: keys, and their numbers (-1: an empty place)."""
        return tabled(self.shingles)

    def numbers(self, hashes: np.ndarray, compiled: bool) -> np.ndarray:
        """Return which known shingle each hash is, or -1."""
        ids = np.full(len(hashes), -1, np.int32)
        if not len(self.shingles):
            return ids
        if compiled:
            compiler.kernels(True).looked_up(hashes, *self.table, ids)
            return ids
        place = np.minimum(np.searchsorted(self.shingles, hashes), len(self.shingles) - 1)
        return np.where(self.shingles[place] == hashes, place, ids).astype(np.int32)

    def assign(self, scanned: Scanned, limits: Limits, compiled: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return what `assign` returns."""
        ids = self.numbers(scanned.hashes, compiled)
        worn = np.zeros(len(self.shingles), bool)
        return assign_cores(self.cores, scanned.off, ids, worn, limits, compiler.kernels(compiled))


def tabled(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a hash table of these hashes: keys, and their numbers (-1: an empty place)."""
    room = 1 << max(4, (4 * len(hashes)).bit_length())
    key, number = np.zeros(room, np.uint64), np.full(room, -1, np.int32)
    compiler.kernels(True).tabled(hashes, key, number)
    return key, number


def everybodys(templates: Sequence[Template]) -> Known:
    """Return templates to look up what its sender hardly used: what many templates have in common tells nothing."""
    return Known(templates, worn_out(templates))


def joined_later(scanned: Scanned, rows: np.ndarray, known: Known) -> np.ndarray:
    """Return the labels of texts that are nobody's copy yet: what a rep sent once, others may have sent often."""
    if len(rows) == 0:
        return np.empty(0, np.int32)
    compiled = use_compiler(len(rows))
    if compiled and len(known.shingles):
        _ = known.table  # made once, before threads ask for it
    blocks = [rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)]
    made = in_threads(lambda block: known.assign(scanned.take(block), ALONE, compiled)[0], blocks)
    return np.concatenate([*made])


def worn_out(templates: Sequence[Template]) -> Boilerplate:
    """Return the shingles that so many templates have in common that they tell nothing."""
    cores = [template.core[template.weight > 0] for template in templates]
    shingles, spread = np.unique(np.concatenate([np.empty(0, np.uint64), *cores]), return_counts=True)
    worn = spread >= WORN_OUT
    return Boilerplate(shingles[worn], spread[worn])
