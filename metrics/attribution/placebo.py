"""The noise floor: what the same counting finds where nothing can have been at work."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from metrics.attribution.touch import Moment, Touch

YEAR = 365
DRAWS = 5
SEED = 20_260


def shifted(found: Sequence[Touch], days: int = YEAR) -> list[Touch]:
    """Return touches as if all had been some days later: what still comes before a deal does so by chance."""
    return [
        one._replace(when=_later(one.when, days), two_way=_later(one.two_way, days) if one.two_way else None)
        for one in found
    ]


def _later(when: Moment, days: int) -> Moment:
    day = (date.fromisoformat(when.day) + timedelta(days=days)).isoformat()
    if not when.timed:
        return Moment(day, day)
    at = datetime.fromisoformat(when.at.replace("Z", "+00:00")) + timedelta(days=days)
    return Moment(at.strftime("%Y-%m-%dT%H:%M:%SZ"), day)


def dealt_reps(found: Sequence[Touch], draw: int = 0) -> dict[str, str]:
    """Return a rep for each touch id, dealt out at random among the touches of one month."""
    months: dict[str, list[Touch]] = {}
    for one in sorted(found, key=lambda one: one.order):
        months.setdefault(one.when.day[:7], []).append(one)
    rng, dealt = random.Random(SEED + draw), {}
    for month in sorted(months):
        reps = [one.rep_id for one in months[month]]
        rng.shuffle(reps)
        dealt.update(zip((one.id for one in months[month]), reps, strict=True))
    return dealt


def exchanged_people(people: Mapping[str, str], draw: int = 0) -> dict[str, str]:
    """Return another person for each: everybody's talks go to somebody who began to talk in the same month.

    people: person id -> the month of the first touch. A month's only person is exchanged with the next month's.
    """
    rng, to = random.Random(SEED + draw), {}
    waiting: list[str] = []
    months = sorted(set(people.values()))
    for month in months:
        waiting += sorted(person for person, began in people.items() if began == month)
        if len(waiting) > 1 or month == months[-1]:
            rng.shuffle(waiting)
            to.update(zip(waiting, [*waiting[1:], *waiting[:1]], strict=True))
            waiting = []
    return to
