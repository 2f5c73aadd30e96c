"""Days of repeated tasks: always later, always on the rhythm, never past the end of a month."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.tasks import next_due

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@given(anchor=DAYS, after=DAYS, every=st.sampled_from(sorted(STEPS)))
def test_months_keep_the_day_or_take_the_last_one(anchor, after, every):
    found = date.fromisoformat(next_due(anchor.isoformat(), every, after.isoformat()))
    months = (found.year - anchor.year) * 12 + found.month - anchor.month
    assert found > after
    assert months % STEPS[every] == 0
    assert months >= 0
    last = (found.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert found.day == min(anchor.day, last.day)


@given(anchor=DAYS, after=DAYS)
def test_it_is_the_first_such_day(anchor, after):
    found = date.fromisoformat(next_due(anchor.isoformat(), "month", after.isoformat()))
    day, steps = anchor, 0
    while day <= after:
        steps += 1
        month = anchor.year * 12 + anchor.month - 1 + steps
        first = date(month // 12, month % 12 + 1, 1)
        last = ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
        day = first.replace(day=min(anchor.day, last))
    assert found == day


@given(anchor=DAYS, after=DAYS)
def test_weeks(anchor, after):
    found = date.fromisoformat(next_due(anchor.isoformat(), "week", after.isoformat()))
    assert found > after or found == anchor
    assert (found - anchor).days % 7 == 0
    assert found <= max(anchor, after + timedelta(days=7))


def test_once_does_not_come_again():
    assert next_due("2026-01-01", "", "2026-01-01") is None
