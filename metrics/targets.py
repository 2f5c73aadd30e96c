"""House norms and what a figure's colour means."""

import functools
import tomllib
from pathlib import Path
from typing import NamedTuple

from metrics.metric import Measurement, Metric
from metrics.models import Tone


class Target(NamedTuple):
    """What a figure should reach, and where missing it is harm; None: nothing agreed."""

    target: float | None = None
    stop: float | None = None


@functools.cache
def _targets() -> dict[str, Target]:
    text = (Path(__file__).parent / "targets.toml").read_text(encoding="utf-8")
    return {name: Target(**values) for name, values in tomllib.loads(text).items()}


def target_of(metric: Metric) -> Target:
    """Return the norm of a figure."""
    return _targets().get(metric.id, Target())


def tone(metric: Metric, measured: Measurement) -> Tone:
    """Return the colour of a figure: only what the interval proves is red, amber or green."""
    if measured.value is None or measured.too_few or measured.thin:
        return "grey"
    norm = target_of(metric)
    if measured.unit != "rate" or norm.target is None or measured.low is None or measured.high is None:
        return "plain"
    if metric.better == "up":
        return _tone(-measured.high, -measured.low, -norm.target, None if norm.stop is None else -norm.stop)
    return _tone(measured.low, measured.high, norm.target, norm.stop)


def _tone(best: float, worst: float, target: float, stop: float | None) -> Tone:
    """Judge a figure whose smaller values are better by the ends of its interval."""
    if stop is not None and best > stop:
        return "stop"
    if best > target:
        return "watch"
    return "met" if worst <= target else "plain"
