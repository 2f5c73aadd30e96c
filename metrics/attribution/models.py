"""Rules that share out one deal among its eligible touches. Names differ between tools, so weights go with them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.words import N_
from metrics.attribution.touch import Case, Moment, Touch, days_between, not_after

HALF_LIFE = 30.0
"""Days; seven is a figure of web shops, and deals take longer."""
NO_TOUCH = "(no social touch)"
"""Whose share a deal without an eligible touch is: it is never dropped, so that totals agree with the CRM's."""

Weights = list[float]
Rule = Callable[[Case, Sequence[Touch], float], Weights]


@dataclass(frozen=True)
class Model:
    """A rule. `weights` says in words what it gives to whom."""

    id: str
    title: str
    weights: str
    rule: Rule


def _first(_case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    return [1.0] + [0.0] * (len(found) - 1)


def _last(_case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    return [0.0] * (len(found) - 1) + [1.0]


def _linear(_case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    return [1 / len(found)] * len(found)


def _decay(case: Case, found: Sequence[Touch], half_life: float) -> Weights:
    end = case.closed or found[-1].when
    days = [days_between(one.when, end) for one in found]
    nearest = min(days)
    return _normal([2.0 ** (-(one - nearest) / half_life) if half_life else float(one == nearest) for one in days])


def _u(case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    scope = sum(1 for one in found if case.opened is None or not_after(one.when, case.opened)) or 1
    inside = _anchored(found[:scope], [0.4, 0.4], [0, _at(found[:scope], case.lead)], 0.2)
    return inside + [0.0] * (len(found) - scope)


def _w(case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    return _anchored(found, [0.3] * 3, [0, _at(found, case.lead), _at(found, case.opened)], 0.1)


def _full(case: Case, found: Sequence[Touch], _half_life: float) -> Weights:
    anchors = [0, _at(found, case.lead), _at(found, case.opened), _at(found, case.closed)]
    return _anchored(found, [0.225] * 4, anchors, 0.1)


def _at(found: Sequence[Touch], anchor: Moment | None) -> int:
    """Return the place of the last touch at or before a moment; the first touch where there is none."""
    if anchor is None:
        return 0
    return max((no for no, one in enumerate(found) if not_after(one.when, anchor)), default=0)


def _anchored(found: Sequence[Touch], shares: Sequence[float], places: Sequence[int], middle: float) -> Weights:
    """Give each anchor its share (one touch may hold several) and the middle to all others; with none, to anchors."""
    weights = [0.0] * len(found)
    for share, place in zip(shares, places, strict=True):
        weights[place] += share
    others = [no for no in range(len(found)) if no not in places]
    for no in others:
        weights[no] = middle / len(others)
    return _normal(weights)


def _normal(weights: Sequence[float]) -> Weights:
    total = math.fsum(weights)
    return [one / total for one in weights]


MODELS: tuple[Model, ...] = (
    Model("first_touch", N_("First touch"), N_("100 % the first"), _first),
    Model("last_touch", N_("Last touch"), N_("100 % the last before it was won"), _last),
    Model("linear", N_("Linear"), N_("the same to each"), _linear),
    Model("u_shaped", N_("U-shaped"), N_("40 % first, 40 % at the lead, 20 % others until the deal was opened"), _u),
    Model("w_shaped", N_("W-shaped"), N_("30 % first, 30 % at the lead, 30 % at the deal’s opening, 10 % others"), _w),
    Model("full_path", N_("Full path"), N_("22.5 % each: first, lead, opening, last; 10 % others"), _full),
    Model("time_decay", N_("Time decay"), N_("half as much for every {days} days before it was won"), _decay),
)
BY_ID: Mapping[str, Model] = {one.id: one for one in MODELS}


def weights(model: str, case: Case, found: Sequence[Touch], half_life: float = HALF_LIFE) -> dict[str, float]:
    """Return the share of each touch id of a deal, adding up to 1; of a deal without touches, all to NO_TOUCH.

    found: eligible touches, in any order. Raises KeyError: no such model.
    """
    if not found:
        return {NO_TOUCH: 1.0}
    ordered = sorted(found, key=lambda one: one.order)
    return dict(zip((one.id for one in ordered), BY_ID[model].rule(case, ordered, half_life), strict=True))
