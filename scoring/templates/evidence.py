"""What the grouping demands, and what it finds: limits, templates, cores of clusters."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from data.words import N_

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
    own: float = 0.1
    worn: float = 0.2
    worn_texts: int = 10
    share: float = 0.35
    least: int = 3
    rounds: int = 3
    refused: float = 0.5
    runs_less: float = 0.65
    both: float = 1.04
    steps: tuple[tuple[float, float], ...] = ((9.99, 1.01), (10, 0.5), (12, 0.38), (20, 0.32), (24, 0.27), (40, 0.22))
    gap: int = 3
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
