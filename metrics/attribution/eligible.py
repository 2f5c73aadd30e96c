"""Which touches may get credit for a deal, and why the others may not."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from data.words import N_
from metrics.attribution.touch import Case, Moment, Touch, not_after, only_by_day

WINDOWS = (30, 90, 180, 365)
DEFAULT_WINDOW = 180
"""Days before the lead was created that touches count from."""

REASONS = {
    "after": N_("after the deal was closed"),
    "before": N_("before the window"),
    "mere": N_("no conversation: nobody answered"),
    "late_answer": N_("answered only after the deal was closed"),
    "no_role": N_("has no role on the deal"),
    "review": N_("the link to this person is not confirmed"),
}
"""Why a touch gets no credit."""


class Judged(NamedTuple):
    """A touch of a deal with the reason why it gets no credit, "" for an eligible one.

    `by_day`: it was compared with the anchor by the day only, since one of the two has no time.
    """

    touch: Touch
    reason: str
    by_day: bool = False


def judged(case: Case, found: Iterable[Touch], window: int, anchor: Moment | None) -> list[Judged]:
    """Judge the touches of a deal up to an anchor, in order of time; None as the anchor: the deal is still open.

    Two links of one talk to people on the deal are one touch.
    """
    opens = _opens(case, window)
    seen: dict[str, Judged] = {}
    for touch in sorted(found, key=lambda one: one.order):
        reason = _reason(case, touch, opens, anchor)
        by_day = anchor is not None and only_by_day(touch.when, anchor)
        if touch.id not in seen or (seen[touch.id].reason and not reason):
            seen[touch.id] = Judged(touch, reason, by_day)
    return sorted(seen.values(), key=lambda one: one.touch.order)


def eligible(case: Case, found: Iterable[Touch], window: int, anchor: Moment | None) -> list[Touch]:
    """Return the touches that may get credit, in order of time."""
    return [one.touch for one in judged(case, found, window, anchor) if not one.reason]


def _opens(case: Case, window: int) -> str:
    if case.first is None:
        return ""
    return (date.fromisoformat(case.first.day) - timedelta(days=window)).isoformat()


def _reason(case: Case, touch: Touch, opens: str, anchor: Moment | None) -> str:
    if touch.person_id not in case.people:
        return "no_role"
    if touch.when.day < opens:
        return "before"
    if anchor is not None and not not_after(touch.when, anchor):
        return "after"
    if touch.two_way is None:
        return "mere"
    if anchor is not None and not not_after(touch.two_way, anchor):
        return "late_answer"
    return "review" if touch.band == "review" else ""


def sure(found: Sequence[Touch]) -> list[Touch]:
    """Return touches as if every link that waits for review were confirmed: the upper view."""
    return [one._replace(band="confirmed") if one.band == "review" else one for one in found]
