"""Models that learn from all journeys, also the lost ones: only with enough data, and never without their range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

MIN_WON, MIN_JOURNEYS = 100, 500
"""Below these a removal effect is noise: five channels that do nothing would be told apart."""
MOST_PLAYERS = 60
DRAWS = 200
SEED = 20_260


class Path(NamedTuple):
    """A journey, by channel or rep in order of time, with how many deals went it and were won or not."""

    steps: tuple[str, ...]
    won: int
    lost: int


@dataclass(frozen=True)
class Learnt:
    """Won deals credited to each player with the middle 95 % of bootstrap draws, or why there is no figure."""

    model: str
    credit: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]
    won: int
    journeys: int

    @property
    def enough(self) -> bool:
        """Whether there were enough journeys to say anything."""
        return bool(self.credit)


def players(paths: Sequence[Path]) -> list[str]:
    """Return everybody on the paths, in alphabetical order."""
    return sorted({step for path in paths for step in path.steps})


def removal_effects(paths: Sequence[Path]) -> dict[str, float]:
    """Return the share of conversions that goes when a player is taken out (first-order Markov, closed form)."""
    names = players(paths)
    won, lost = _outcomes(paths)
    effects = _effects(_transitions(paths, names, won, lost), len(names))
    return dict(zip(names, map(float, effects), strict=True))


def markov(paths: Sequence[Path]) -> dict[str, float]:
    """Return won deals shared out in proportion to removal effects."""
    names = players(paths)
    won, lost = _outcomes(paths)
    return dict(zip(names, map(float, _markov(paths, names, won, lost)), strict=True))


def shapley(won_by_set: Mapping[frozenset[str], float]) -> dict[str, float]:
    """Return Shapley values where a set is worth the conversions of all journeys inside it.

    Such a game is a sum of unanimity games, so each journey is shared equally by those on it: exact for any number.
    """
    values: dict[str, float] = dict.fromkeys(sorted({one for found in won_by_set for one in found}), 0.0)
    for found, won in won_by_set.items():
        for one in found:
            values[one] += won / len(found)
    return values


def learn(model: str, paths: Sequence[Path], draws: int = DRAWS) -> Learnt:
    """Return what "markov1" or "shapley" says, with its range; nothing where journeys are too few."""
    kept = sorted((path for path in paths if path.steps), key=lambda path: path.steps)
    names = players(kept)
    won, lost = _outcomes(kept)
    total, journeys = int(won.sum()), int(won.sum() + lost.sum())
    if total < MIN_WON or journeys < MIN_JOURNEYS or len(names) > MOST_PLAYERS:
        return Learnt(model, {}, {}, {}, total, journeys)
    share = _markov if model == "markov1" else _shapley
    rng, cases = np.random.default_rng(SEED), np.concatenate([won, lost])
    drawn = rng.multinomial(journeys, cases / cases.sum(), size=draws)
    half = len(kept)
    again = np.array([_of_total(share(kept, names, one[:half], one[half:]), total) for one in drawn])
    low, high = np.quantile(again, (0.025, 0.975), axis=0)
    return Learnt(model, *(_named(names, one) for one in (share(kept, names, won, lost), low, high)), total, journeys)


def _named(names: Sequence[str], values: np.ndarray) -> dict[str, float]:
    return dict(zip(names, map(float, values), strict=True))


def _of_total(credit: np.ndarray, total: int) -> np.ndarray:
    return credit / credit.sum() * total if credit.sum() else credit


def _outcomes(paths: Sequence[Path]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([path.won for path in paths], dtype=float), np.array([path.lost for path in paths], dtype=float)


def _shapley(paths: Sequence[Path], names: Sequence[str], won: np.ndarray, _lost: np.ndarray) -> np.ndarray:
    credit = np.zeros(len(names))
    place = {name: no for no, name in enumerate(names)}
    for path, count in zip(paths, won, strict=True):
        inside = [place[name] for name in set(path.steps)]
        credit[inside] += count / len(inside)
    return credit


def _markov(paths: Sequence[Path], names: Sequence[str], won: np.ndarray, lost: np.ndarray) -> np.ndarray:
    effects = _effects(_transitions(paths, names, won, lost), len(names))
    total = effects.sum()
    return effects / total * won.sum() if total else effects


def _transitions(paths: Sequence[Path], names: Sequence[str], won: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """Return how often a state came after a state: start is 0, players 1..n, won n + 1, lost n + 2."""
    place = {name: no + 1 for no, name in enumerate(names)}
    size = len(names) + 3
    counts = np.zeros((size, size))
    for path, yes, no in zip(paths, won, lost, strict=True):
        if not yes + no:
            continue
        states = [0, *(place[name] for name in path.steps)]
        np.add.at(counts, (states[:-1], states[1:]), yes + no)
        counts[states[-1], -2] += yes
        counts[states[-1], -1] += no
    return counts


def _effects(counts: np.ndarray, n: int) -> np.ndarray:
    rows = counts.sum(axis=1, keepdims=True)
    chances = np.divide(counts, rows, out=np.zeros_like(counts), where=rows > 0)
    inner, to_won = chances[: n + 1, : n + 1], chances[: n + 1, -2]
    whole = _reach(inner, to_won)
    if not whole:
        return np.zeros(n)
    return np.array([1 - _without(inner, to_won, no + 1) / whole for no in range(n)])


def _without(inner: np.ndarray, to_won: np.ndarray, gone: int) -> float:
    kept = [no for no in range(len(inner)) if no != gone]
    return _reach(inner[np.ix_(kept, kept)], to_won[kept])


def _reach(inner: np.ndarray, to_won: np.ndarray) -> float:
    """Return the chance to be won from the start: solve (I - Q) x = r."""
    return float(np.linalg.solve(np.eye(len(inner)) - inner, to_won)[0])
