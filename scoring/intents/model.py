"""The fitted weights (model.npz) and how a text is scored by them; made by tests/scoring/fit_intents.py."""

import functools
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scoring.intents.features import Features

MODEL = Path(__file__).parent / "model.npz"
KINDS, LANGS = ("outbound", "inbound"), ("en", "ru")
PARTS = ("terms", "idf", "weights", "groups", "group_weights", "bias")


@dataclass(frozen=True)
class Scorer:
    """Weights of one kind and language: rows of `weights` are words and pairs, columns are labels."""

    terms: dict[str, int]
    idf: np.ndarray
    weights: np.ndarray
    groups: dict[str, int]
    group_weights: np.ndarray
    bias: np.ndarray

    def scores(self, seen: Features) -> list[float]:
        """Return the log-odds of every label."""
        total = self.bias
        place = self.terms.get
        counts = Counter(map(place, seen.terms))
        del counts[None]
        if counts:
            rows = np.fromiter(counts, np.intp, len(counts))
            held = self.idf[rows]
            if len(counts) < len(seen.terms):
                held = held * (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts))))
            total = total + (held @ self.weights[rows]) / math.sqrt(held @ held)
        place = self.groups.get
        found = [(row, value) for name, value in seen.numbers.items() if value and (row := place(name)) is not None]
        if found:
            rows, values = zip(*found, strict=True)
            total = total + np.array(values, np.float32) @ self.group_weights[list(rows)]
        return total.tolist()


@functools.cache
def _arrays() -> dict[str, np.ndarray]:
    with np.load(MODEL) as stored:
        return {name: stored[name] for name in stored.files}


@functools.cache
def scorer(kind: str, lang: str) -> Scorer:
    """Return the weights of a kind ("outbound", "inbound") and language; all but Russian is read as English."""
    held = _arrays()
    parts = [held[f"{kind}_{lang if lang in LANGS else 'en'}_{part}"] for part in PARTS]
    return Scorer(*(_places(part) if part.dtype == np.uint8 else part for part in parts))


def _places(listed: np.ndarray) -> dict[str, int]:
    return {name: no for no, name in enumerate(listed.tobytes().decode("utf-8").split("\n"))}


def packed(names: list[str]) -> np.ndarray:
    """Return names as the model keeps them."""
    return np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)
