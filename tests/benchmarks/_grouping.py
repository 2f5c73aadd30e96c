"""How well groups of messages fit labels, and what two peers make of the same messages."""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

WORD = re.compile(r"\w+")
LEAST_WORDS, LEAST_TEXTS = 5, 3
"""For every method: a text under five words is nobody's copy, fewer than three texts are no template."""


def pairs(counts: np.ndarray) -> float:
    """Return how many pairs there are within groups of these sizes."""
    counts = counts.astype(float)
    return float((counts * (counts - 1) / 2).sum())


def numbered(labels: np.ndarray) -> np.ndarray:
    """Return labels without gaps; each -1 becomes a group of its own."""
    found = labels.astype(np.int64).copy()
    alone = found < 0
    found[alone] = found.max(initial=0) + 1 + np.arange(alone.sum())
    return np.unique(found, return_inverse=True)[1]


def cleaned(labels: np.ndarray, texts: pd.Series) -> np.ndarray:
    """Return labels without groups and texts that are too small to be a template."""
    found = np.asarray(labels).astype(np.int64).copy()
    found[texts.str.count(r"\w+").to_numpy() < LEAST_WORDS] = -1
    _, number, size = np.unique(found, return_inverse=True, return_counts=True)
    found[size[number] < LEAST_TEXTS] = -1
    return found


def quality(frame: pd.DataFrame, labels: np.ndarray) -> dict[str, float]:
    """Return pair precision, recall and F1, precision and recall of being a copy, and macro.

    Macro: the part of templates (of three texts or more) that one group has with an F1 of .8. Short notes count for
    being a copy, but not for pairs.
    """
    found = cleaned(labels, frame["text"])
    true, kind = frame["template"].to_numpy(), frame["kind"].to_numpy()
    size = np.bincount(true[true >= 0])
    counted = (true >= 0) & (size[np.maximum(true, 0)] >= LEAST_TEXTS)
    copy = found >= 0
    long = kind != "short"
    a, b = numbered(true[long]), numbered(found[long])
    common = pairs(np.unique(a * (b.max() + 1) + b, return_counts=True)[1])
    precision, recall = common / max(1, pairs(np.bincount(b))), common / max(1, pairs(np.bincount(a)))
    return {
        "pair_p": precision,
        "pair_r": recall,
        "pair_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "copy_p": (copy & counted).sum() / max(1, (copy & (counted | (kind != "template"))).sum()),
        "copy_r": (copy & counted).sum() / max(1, counted.sum()),
        "macro": macro(true, found, size),
    }


def macro(true: np.ndarray, found: np.ndarray, size: np.ndarray) -> float:
    """Return the part of templates that one group has with an F1 of .8 or more."""
    both = (true >= 0) & (found >= 0)
    key, common = np.unique(true[both] * (found.max() + 2) + found[both], return_counts=True)
    template, group = key // (found.max() + 2), key % (found.max() + 2)
    groups = np.bincount(found[found >= 0], minlength=found.max() + 2)
    best = np.zeros(len(size))
    np.maximum.at(best, template, 2 * common / (size[template] + groups[group]))
    return float((best[size >= LEAST_TEXTS] >= 0.8).mean())


def shingles(text: str, width: int) -> set[str]:
    """Return every so many words in a row of a text, for peers."""
    words = WORD.findall(text.lower())
    return {" ".join(words[no : no + width]) for no in range(len(words) - width + 1)} or set(words)


class Sets:
    """Groups that are joined pair by pair."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, one: int) -> int:
        """Return the group of one."""
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put two groups together."""
        one, other = self.root(one), self.root(other)
        if one != other:
            self.parent[max(one, other)] = min(one, other)

    def labels(self) -> np.ndarray:
        """Return each one's group."""
        return np.array([self.root(one) for one in range(len(self.parent))])


Peer = Callable[[list[str]], tuple[np.ndarray, float]]
"""Groups texts; returns labels and the seconds that the signatures alone took."""


def rensa(texts: list[str]) -> tuple[np.ndarray, float]:
    """RMinHash of word pairs, 126 permutations, 42 bands, threshold .4, candidates verified, joined."""
    import rensa as peer

    start = time.perf_counter()
    signatures: list[Any] = []
    for text in texts:
        one = peer.RMinHash(num_perm=126, seed=42)
        one.update(list(shingles(text, 2)))
        signatures.append(one)
    took = time.perf_counter() - start
    index = peer.RMinHashLSH(threshold=0.4, num_perm=126, num_bands=42)
    return _joined(signatures, index.query, index.insert, 0.4), took


def datasketch(texts: list[str]) -> tuple[np.ndarray, float]:
    """MinHash of word pairs, 128 permutations, threshold .5, candidates verified, joined."""
    import datasketch as peer

    start = time.perf_counter()
    signatures = peer.MinHash.bulk([[part.encode() for part in shingles(text, 2)] for text in texts], num_perm=128)
    took = time.perf_counter() - start
    index = peer.MinHashLSH(threshold=0.5, num_perm=128)
    return _joined(signatures, index.query, index.insert, 0.5), took


def _joined(
    signatures: list[Any], query: Callable[[Any], Iterable[int]], insert: Callable[[int, Any], Any], threshold: float
) -> np.ndarray:
    sets = Sets(len(signatures))
    for no, one in enumerate(signatures):
        for other in query(one):
            if signatures[other].jaccard(one) >= threshold:
                sets.join(no, other)
        insert(no, one)
    return sets.labels()


PEERS: dict[str, Peer] = {"rensa": rensa, "datasketch": datasketch}
