"""The numbers of the judgement, read from `weights.toml` and overlaid with a workspace's own."""

import copy
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "weights.toml"
GRADES = ("A", "B", "C", "D")
SEVERITIES = ("stop", "watch", "note")
FIXED = ("group", "grade", "source", "severity")
"""Fields of a rule that a workspace can't override: they are knowledge, not taste."""


class WeightError(ValueError):
    """Weights that can't be used; the message says where and what is wrong."""


@dataclass(frozen=True)
class RuleWeight:
    """What one rule costs. `one_shot`: it counts once however often it is broken; `limit`: most points it can cost."""

    group: str
    points: float
    grade: str = "D"
    source: str = ""
    severity: str = "note"
    one_shot: bool = False
    limit: float | None = None


@dataclass(frozen=True)
class Section:
    """The numbers of one kind of judgement: `profile` or `outreach`. `numbers` are single values of the section."""

    rules: Mapping[str, RuleWeight]
    groups: Mapping[str, float]
    caps: Mapping[str, float]
    thresholds: Mapping[str, float]
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Weights:
    """All numbers. Look up a rule by `weights.outreach.rules["opener.too-long"]`."""

    sections: Mapping[str, Section]

    @property
    def profile(self) -> Section:
        """The numbers of the profile audit."""
        return self.sections["profile"]

    @property
    def outreach(self) -> Section:
        """The numbers of the outreach rules."""
        return self.sections["outreach"]


@functools.cache
def _defaults() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def defaults() -> dict[str, Any]:
    """Return the content of `weights.toml`, a copy that may be changed."""
    return copy.deepcopy(_defaults())


def effective(overrides: Mapping[str, Any] | None = None) -> Weights:
    """Return the weights with a workspace's own over them; `overrides` has the shape of `weights.toml`.

    Raises:
        WeightError: an override names nothing that exists, is no number, is negative, or touches grade or source.
    """
    table = defaults()
    if overrides:
        _overlay(table, overrides, "")
    return Weights({name: _section(name, content) for name, content in table.items()})


def _overlay(table: dict[str, Any], overrides: Any, where: str) -> None:
    if not isinstance(overrides, Mapping):
        raise WeightError(f"{where or 'weights'}: a table of values is needed, not {overrides!r}.")
    for key, value in overrides.items():
        path = f"{where}.{key}" if where else str(key)
        if key not in table:
            raise WeightError(f"{path}: there is no such weight; there are {', '.join(sorted(table))}.")
        if isinstance(table[key], dict):
            _overlay(table[key], value, path)
        elif key in FIXED:
            raise WeightError(f"{path}: {key} can't be overridden.")
        else:
            table[key] = _same_kind(table[key], value, path)


def _same_kind(old: Any, value: Any, path: str) -> Any:
    if isinstance(old, bool):
        if isinstance(value, bool):
            return value
        raise WeightError(f"{path}: true or false is needed, not {value!r}.")
    return _number(value, path)


def _number(value: Any, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise WeightError(f"{path}: a number of 0 or more is needed, not {value!r}.")
    return value


def _section(name: str, content: Mapping[str, Any]) -> Section:
    tables = {key: value for key, value in content.items() if isinstance(value, Mapping)}
    unknown = set(tables) - {"rules", "groups", "caps", "thresholds"}
    if unknown:
        raise WeightError(f"{name}: unknown table {', '.join(sorted(unknown))}.")
    groups = _numbers(tables.get("groups", {}), f"{name}.groups")
    rules = {key: _rule(f"{name}.rules.{key}", value) for key, value in tables.get("rules", {}).items()}
    for key, rule in rules.items():
        if rule.group not in groups:
            raise WeightError(f"{name}.rules.{key}: group {rule.group!r} has no line in {name}.groups.")
    caps = _numbers(tables.get("caps", {}), f"{name}.caps")
    if set(caps) - set(rules):
        raise WeightError(f"{name}.caps: no such rule: {', '.join(sorted(set(caps) - set(rules)))}.")
    thresholds = _numbers(tables.get("thresholds", {}), f"{name}.thresholds")
    single = _numbers({key: value for key, value in content.items() if key not in tables}, name)
    return Section(rules, groups, caps, thresholds, single)


def _numbers(table: Mapping[str, Any], where: str) -> dict[str, float]:
    return {key: _number(value, f"{where}.{key}") for key, value in table.items()}


def _rule(where: str, value: Any) -> RuleWeight:
    try:
        rule = RuleWeight(**value)
    except TypeError as error:
        raise WeightError(
            f"{where}: group and points are needed, and only fields of a rule's weight: {error}"
        ) from None
    _number(rule.points, f"{where}.points")
    if rule.limit is not None:
        _number(rule.limit, f"{where}.limit")
    if rule.grade not in GRADES or rule.severity not in SEVERITIES:
        raise WeightError(f"{where}: grade must be one of {GRADES}, severity one of {SEVERITIES}.")
    if rule.grade != "D" and not rule.source:
        raise WeightError(f"{where}: grade {rule.grade} needs a source.")
    return rule
