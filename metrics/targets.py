"""House norms and what a figure's colour means."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from metrics.metric import Measurement, Metric
from metrics.models import Tone


class Target(NamedTuple):
    """What a figure should reach, and where missing it is harm; None: nothing agreed.

    `verdict` names the thresholds that judge the same share in verdicts: "pitch" of "verdict_pitch_watch", "_stop".
    """

    target: float | None = None
    stop: float | None = None
    verdict: str = ""


Norms = Mapping[str, Target]
"""Targets by figure."""


@functools.cache
def house_norms() -> Norms:
    """Return the norms that stand in targets.toml."""
    text = (Path(__file__).parent / "targets.toml").read_text(encoding="utf-8")
    return {name: Target(**values) for name, values in tomllib.loads(text).items()}


def norms_with(limits: Mapping[str, float]) -> Norms:
    """Return the house norms with a workspace's own thresholds of verdicts in the place of those that they replace."""
    return {name: _agreed(norm, limits) if norm.verdict else norm for name, norm in house_norms().items()}


def _agreed(norm: Target, limits: Mapping[str, float]) -> Target:
    watch, stop = f"verdict_{norm.verdict}_watch", f"verdict_{norm.verdict}_stop"
    return norm._replace(target=limits.get(watch, norm.target), stop=limits.get(stop, norm.stop))


def target_of(metric: Metric, norms: Norms | None = None) -> Target:
    """Return the norm of a figure, of the house norms when no others are given."""
    return (house_norms() if norms is None else norms).get(metric.id, Target())


def tone(metric: Metric, measured: Measurement, norms: Norms | None = None) -> Tone:
    """Return the colour of a figure: only what the interval proves is red, amber or green."""
    if measured.value is None or measured.too_few or measured.thin:
        return "grey"
    norm = target_of(metric, norms)
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
