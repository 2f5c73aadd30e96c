"""The score of a profile: 100 less the points that its checks lost, as far as the checks could be judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.rule import Outcome
from scoring.weights import Section


@dataclass(frozen=True)
class Score:
    """`value` 0..100, None when nothing could be judged; `parts` the same by group; `lost` points of the score by rule.

    The lost points add up to 100 less the score, before a cap: `capped_by` names the rule that lowered it further.
    """

    value: int | None
    capped_by: str | None
    parts: Mapping[str, int]
    lost: Mapping[str, float]


def score(outcomes: Mapping[str, Outcome], numbers: Section) -> Score:
    """Weigh the outcomes of the checks, by rule id.

    A group can cost its cap at most, and counts only as far as its checks could be judged. So a profile is not
    marked down for what an export did not tell, nor up.
    """
    known = {rule: outcome for rule, outcome in outcomes.items() if outcome.state != "unknown"}
    cost = {rule: _cost(rule, outcome, numbers) for rule, outcome in known.items()}
    worth = {group: min(cap, _sum(known, group, numbers)) for group, cap in numbers.groups.items()}
    whole = sum(worth.values())
    if not whole:
        return Score(None, None, {}, {})
    lost: dict[str, float] = {}
    parts: dict[str, int] = {}
    for group, most in worth.items():
        if not most:
            continue
        mine = {rule: points for rule, points in cost.items() if numbers.rules[rule].group == group}
        spent = sum(mine.values())
        share = min(1.0, most / spent) if spent else 0.0
        lost |= {rule: points * share * 100 / whole for rule, points in mine.items()}
        parts[group] = round(100 * (1 - spent * share / most))
    return _capped(round(100 - sum(lost.values())), parts, lost, known, numbers)


def _cost(rule: str, outcome: Outcome, numbers: Section) -> float:
    share = {"failed": 1.0, "improve": numbers.numbers.get("improve_share", 0.5)}.get(outcome.state, 0.0)
    return numbers.rules[rule].points * share


def _sum(known: Mapping[str, Outcome], group: str, numbers: Section) -> float:
    return sum(numbers.rules[rule].points for rule in known if numbers.rules[rule].group == group)


def _capped(value: int, parts, lost, known: Mapping[str, Outcome], numbers: Section) -> Score:
    caps = {rule: cap for rule, cap in numbers.caps.items() if rule in known and known[rule].state == "failed"}
    lowest = min(caps, key=lambda rule: (caps[rule], rule), default=None)
    if lowest is None or value <= caps[lowest]:
        return Score(max(0, value), None, parts, lost)
    return Score(round(caps[lowest]), lowest, parts, lost)
