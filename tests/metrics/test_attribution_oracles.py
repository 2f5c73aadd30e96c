"""Markov credit against walks drawn at random, and against another program where a developer has it."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from metrics.attribution.journeys import DRAWS, MIN_JOURNEYS, MIN_WON, Path, learn, markov, players, removal_effects

CHANNELS = ("linkedin", "telegram", "vk", "whatsapp")


def made_up(seed: int, size: int = 2000) -> list[Path]:
    rnd, counts = Random(seed), {}
    for _ in range(size):
        steps = tuple(rnd.choice(CHANNELS) for _ in range(rnd.randint(1, 5)))
        won = rnd.random() < 0.1 + 0.3 * ("telegram" in steps)
        yes, no = counts.get(steps, (0, 0))
        counts[steps] = (yes + won, no + (not won))
    return [Path(steps, *count) for steps, count in sorted(counts.items())]


def walked(paths: list[Path], gone: str | None, walks: int, seed: int) -> float:
    """The share of random walks that end won; whoever comes to the player taken out is lost."""
    ways: dict[str, list[tuple[str, int]]] = {}
    for path in paths:
        states = ["start", *path.steps]
        for one, other in pairwise(states):
            ways.setdefault(one, []).append((other, path.won + path.lost))
        ways.setdefault(states[-1], []).extend([("won", path.won), ("lost", path.lost)])
    rng = np.random.default_rng(seed)
    names = {state: [one for one, _ in found] for state, found in ways.items()}
    chances = {state: np.cumsum([count for _, count in found]) for state, found in ways.items()}
    hits = 0
    for _ in range(walks):
        state = "start"
        while state not in ("won", "lost", gone):
            at = np.searchsorted(chances[state], rng.random() * chances[state][-1], side="right")
            state = names[state][at]
        hits += state == "won"
    return hits / walks


@pytest.mark.slow
def test_the_closed_form_is_what_walks_show():
    paths = made_up(4)
    whole = walked(paths, None, 60_000, 1)
    exact = removal_effects(paths)
    for no, name in enumerate(CHANNELS):
        assert 1 - walked(paths, name, 60_000, no + 2) / whole == pytest.approx(exact[name], abs=0.02)


def test_another_program_says_the_same():
    other = pytest.importorskip("ChannelAttribution", reason="ChannelAttribution (GPL) is not installed: dev only")
    import pandas as pd

    paths = made_up(5)
    table = pd.DataFrame(
        [(" > ".join(path.steps), path.won, path.lost) for path in paths], columns=["path", "yes", "no"]
    )
    found = other.markov_model(table, "path", "yes", var_null="no", order=1, nsim_start=100_000, flg_adv=False)
    credit = dict(zip(found["channel_name"], found["total_conversions"], strict=True))
    assert credit == pytest.approx(markov(paths), rel=0.02)


def test_channels_that_do_nothing_share_alike():
    rnd = Random(3)
    paths = [Path(tuple(rnd.choice("ABCDE") for _ in range(3)), int(rnd.random() < 0.2), 0) for _ in range(3000)]
    paths = [path._replace(lost=1 - path.won) for path in paths]
    won = sum(path.won for path in paths)
    found = learn("markov1", paths)
    assert all(found.low[name] / won < 0.25 and found.high[name] / won > 0.15 for name in "ABCDE")
    assert all(found.low[name] < found.high[name] for name in "ABCDE")
    assert sum(found.credit.values()) == pytest.approx(won)


@pytest.mark.parametrize("model", ["markov1", "shapley"])
def test_too_few_journeys_say_nothing(model):
    few = [Path(("A", "B"), MIN_WON - 1, MIN_JOURNEYS)]
    assert not learn(model, few).enough
    assert not learn(model, [Path(("A",), MIN_WON, MIN_JOURNEYS - MIN_WON - 1)]).enough
    enough = learn(model, [Path(("A", "B"), MIN_WON, MIN_JOURNEYS), Path(("B",), 3, 5)])
    assert enough.enough
    assert players(made_up(1)) == sorted(CHANNELS)
    assert all(enough.low[name] <= enough.credit[name] <= enough.high[name] for name in "AB")
    assert DRAWS >= 100
