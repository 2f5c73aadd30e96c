"""The four classes a deal can be of: each deal is of exactly one, so that they add up to the CRM's total."""

from collections.abc import Sequence

from data.words import N_
from metrics.attribution.touch import Case, Moment, Touch, not_after

CLASSES: dict[str, str] = {
    "sourced": N_("A talk came before the lead"),
    "assisted_before_lead": N_("A talk before a lead of another source"),
    "influenced_only": N_("A talk only after the lead"),
    "untouched": N_("No talk known"),
}


def class_of(case: Case, found: Sequence[Touch], first_ever: Moment | None = None) -> str:
    """Return the class of a deal by its eligible touches.

    first_ever: the first touch of its people in any talk, also one before the window; it tells an old acquaintance.
    """
    ever = first_ever or min((one.when for one in found), default=None)
    return class_by(
        source_social=case.source != "other" and not (ever and acquainted(case, ever)),
        before_lead=any(before_lead(case, one) for one in found),
        touched=bool(found),
    )


def class_by(*, source_social: bool, before_lead: bool, touched: bool) -> str:
    """Return the class by what decides it; `source_social`: the CRM names a social source or none, no old friend."""
    if not touched:
        return "untouched"
    if not before_lead:
        return "influenced_only"
    return "sourced" if source_social else "assisted_before_lead"


def before_lead(case: Case, touch: Touch) -> bool:
    """Tell whether a conversation was under way, answered, when the lead was created."""
    at = case.first
    return at is not None and touch.two_way is not None and not_after(touch.when, at) and not_after(touch.two_way, at)


def acquainted(case: Case, first_ever: Moment) -> bool:
    """Tell whether somebody on the deal had another deal before the first touch: a talk can't have found them."""
    return case.known_since is not None and not not_after(first_ever, case.known_since)
