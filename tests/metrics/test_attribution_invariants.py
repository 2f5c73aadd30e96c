"""What must hold of every model, whatever the touches: the thirteen invariants, on made-up deals."""

import math
import os
import random
import time
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics.attribution.classes import CLASSES, class_of
from metrics.attribution.eligible import WINDOWS, eligible
from metrics.attribution.journeys import Path, markov, removal_effects, shapley
from metrics.attribution.models import MODELS, NO_TOUCH, weights
from metrics.attribution.money import split, split_rows
from metrics.attribution.touch import Case, Message, Moment, Touch, not_after, touches

IDS = [model.id for model in MODELS]
few = settings(max_examples=50, deadline=None)
PEOPLE, REPS = ("p1", "p2"), ("ann", "bob", "cid")


@st.composite
def moments(draw, first: int = 0, last: int = 500) -> Moment:
    """A moment of 2025 or 2026, with or without a time."""
    at = time.gmtime(1_735_689_600 + 86_400 * draw(st.integers(first, last)) + draw(st.integers(0, 86_399)))
    day = time.strftime("%Y-%m-%d", at)
    return Moment(time.strftime("%Y-%m-%dT%H:%M:%SZ", at) if draw(st.booleans()) else day, day)


@st.composite
def cases(draw, state: str | None = "won") -> Case:
    steps = sorted((draw(moments(200, 480)) for _ in range(3)), key=lambda one: (one.day, one.at))
    lead = steps[0] if draw(st.booleans()) else None
    source = draw(st.sampled_from(["social", "other", ""]))
    known = draw(st.none() | moments(0, 480))
    state = state or draw(st.sampled_from(["won", "lost", "open"]))
    closed = None if state == "open" else steps[2]
    return Case("d", frozenset(PEOPLE), state, lead or steps[1], steps[1], closed, source, known, "ann")


@st.composite
def some_touches(draw, least: int = 0, most: int = 8, bands=("auto", "confirmed", "review")) -> list[Touch]:
    count = draw(st.integers(least, most))
    return [
        Touch(
            f"t{no}",
            draw(moments()),
            draw(st.sampled_from(REPS)),
            draw(st.sampled_from(["linkedin", "vk"])),
            draw(st.sampled_from([*PEOPLE, "stranger"])),
            draw(st.none() | moments()),
            band=draw(st.sampled_from(bands)),
        )
        for no in range(count)
    ]


windows = st.sampled_from(WINDOWS)
models = st.sampled_from(IDS)


def shares(case: Case, found: list[Touch], model: str, window: int = 180) -> dict[str, float]:
    return weights(model, case, eligible(case, found, window, case.closed))


def good(case: Case, *days: Moment) -> list[Touch]:
    return [Touch(f"t{no}", one, "ann", "linkedin", "p1", one) for no, one in enumerate(days)]


@few
@given(cases(), some_touches(), models, windows, st.integers(-(10**9), 10**9))
def test_1_credit_adds_up(case, found, model, window, amount):
    given_out = shares(case, found, model, window)
    assert math.fsum(given_out.values()) == pytest.approx(1, abs=1e-9)
    assert sum(split(amount, given_out).values()) == amount
    assert all(one >= 0 for one in given_out.values())


@few
@given(st.lists(st.tuples(cases(), some_touches(), st.integers(0, 10**8)), max_size=5), models)
def test_2_sums_are_the_total(deals, model):
    amounts, group, parts, reps, months = [], [], [], [], []
    for no, (case, found, amount) in enumerate(deals):
        author = {one.id: one.rep_id for one in found} | {NO_TOUCH: NO_TOUCH}
        given_out = sorted(shares(case, found, model).items())
        amounts.append(amount)
        group += [no] * len(given_out)
        parts += [one for _, one in given_out]
        reps += [author[key] for key, _ in given_out]
        months += [case.closed.day[:7]] * len(given_out)
    cents = split_rows(amounts, group, parts)
    assert all(int(cents[[no for no, one in enumerate(group) if one == deal]].sum()) == amounts[deal] for deal in group)
    for names in (reps, months):
        sums = Counter()
        for name, one in zip(names, cents, strict=True):
            sums[name] += int(one)
        assert sum(sums.values()) == sum(amounts)


@few
@given(cases(state=None), some_touches(), windows)
def test_3_no_credit_where_none_is_due(case, found, window):
    by_id = {one.id: one for one in found}
    for one in (by_id[key] for key in shares(case, found, "linear", window) if key != NO_TOUCH):
        assert case.closed is None or not_after(one.when, case.closed)
        assert case.closed is None or not_after(one.two_way, case.closed)
        assert one.person_id in case.people
        assert one.band in ("auto", "confirmed")
        gap = time.mktime(time.strptime(case.first.day, "%Y-%m-%d")) - time.mktime(
            time.strptime(one.when.day, "%Y-%m-%d")
        )
        assert gap <= window * 86_400 + 3_700


@few
@given(cases(), some_touches(), some_touches(1, 3), models, windows)
def test_4_an_ineligible_touch_changes_nothing(case, found, more, model, window):
    added = [one._replace(id=f"x{one.id}", person_id="stranger") for one in more]
    added += [one._replace(id=f"y{one.id}", two_way=None) for one in more]
    added += [one._replace(id=f"z{one.id}", band="review") for one in more]
    assert shares(case, [*found, *added], model, window) == shares(case, found, model, window)
    before, after = (eligible(case, one, window, case.closed) for one in (found, [*found, *added]))
    assert class_of(case, before) == class_of(case, after)


@few
@given(cases(), some_touches(), models)
def test_5_split_contacts_and_crm_duplicates_change_nothing(case, found, model):
    twice = case._replace(people=frozenset([*PEOPLE, "p1-again"]))
    doubled = [*found, *(one._replace(person_id="p1-again") for one in found if one.person_id == "p1")]
    assert shares(twice, doubled, model) == shares(case, found, model)


@few
@given(cases(), some_touches(), models, st.randoms())
def test_6_order_and_the_servers_zone_change_nothing(case, found, model, rnd: random.Random):
    expected = shares(case, found, model)
    mixed = found[:]
    rnd.shuffle(mixed)
    zone = os.environ.get("TZ")
    os.environ["TZ"] = "Asia/Vladivostok"
    time.tzset()
    try:
        assert shares(case, mixed, model) == expected
    finally:
        os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
        time.tzset()


@few
@given(cases(), moments(150, 300), moments(150, 300), some_touches(1, 6, bands=("auto",)), models)
def test_7_one_two_and_all_of_one_rep(case, one, other, many, model):
    first, last = sorted((one, other), key=lambda when: (when.day, when.at))
    assume(first.day < last.day)
    before = case._replace(lead=max(case.first, last, key=lambda when: when.day))
    before = before._replace(opened=before.lead, closed=before.lead)
    assert shares(before, good(case, last), model, 365) == {"t0": 1.0}
    assert shares(before, good(case, first, last), "linear", 365) == {"t0": 0.5, "t1": 0.5}
    assert shares(before, good(case, first, last), "u_shaped", 365) == pytest.approx({"t0": 0.5, "t1": 0.5})
    given_out = shares(case, [touch._replace(rep_id="ann") for touch in many], model)
    assert math.fsum(given_out.values()) == pytest.approx(1)


@few
@given(cases(), some_touches(), models, st.integers(1, 10**6), st.permutations(REPS))
def test_8_renaming_permutes_and_scaling_scales(case, found, model, amount, names):
    renamed = dict(zip(REPS, names, strict=True))
    author = {one.id: one.rep_id for one in found}
    other = shares(case, [one._replace(rep_id=renamed[one.rep_id]) for one in found], model)
    assert other == shares(case, found, model)
    assert {renamed.get(author.get(key, ""), key) for key in other} == {
        renamed.get(author.get(key), key) for key in other
    }
    small, large = split(amount, other), split(amount * 1000, other)
    assert all(abs(large[key] - 1000 * small[key]) <= 1000 for key in small)


@few
@given(cases(), st.lists(st.integers(0, 120 * 86_400), min_size=1, max_size=6, unique=True))
def test_9_limits_of_time_decay(case, ago):
    end = Moment("2026-06-01T12:00:00Z", "2026-06-01")
    at = [time.gmtime(1_780_315_200 - seconds) for seconds in sorted(ago, reverse=True)]
    texts = [(time.strftime("%Y-%m-%dT%H:%M:%SZ", one), time.strftime("%Y-%m-%d", one)) for one in at]
    closed = case._replace(lead=end, opened=end, closed=end)
    held = good(closed, *(Moment(*one) for one in texts))
    assert weights("time_decay", closed, held, 1e15) == pytest.approx(weights("linear", closed, held), abs=1e-9)
    assert weights("time_decay", closed, held, 1e-9) == pytest.approx(weights("last_touch", closed, held), abs=1e-9)
    assert weights("time_decay", closed, held, 0) == weights("last_touch", closed, held)


players = st.sampled_from(["A", "B", "C", "D"])
journeys = st.lists(
    st.builds(Path, st.lists(players, min_size=1, max_size=4).map(tuple), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=8,
)


@few
@given(journeys)
def test_10_shapley_and_markov(paths):
    sets = Counter()
    for path in paths:
        sets[frozenset(path.steps)] += path.won
    values = shapley(sets)
    assert sum(values.values()) == pytest.approx(sum(path.won for path in paths))
    assert values == pytest.approx(by_definition(sets))
    assert all(value == 0 for name, value in values.items() if not any(p.won for p in paths if name in p.steps))
    if any(path.won for path in paths):  # a first-order chain forgets: only who stands at every end is on every way
        closed_by_z = [path._replace(steps=(*path.steps, "Z")) for path in paths]
        assert removal_effects(closed_by_z)["Z"] == pytest.approx(1)
    assert sum(markov(paths).values()) == pytest.approx(sum(path.won for path in paths))


def by_definition(sets: Counter) -> dict[str, float]:
    """Shapley values as the mean of what each adds, over all orders of joining."""
    names = sorted({name for found in sets for name in found})
    worth = lambda inside: sum(count for found, count in sets.items() if found <= inside)  # noqa: E731
    values, orders = dict.fromkeys(names, 0.0), list(permutations(names))
    for order in orders:
        for no, name in enumerate(order):
            values[name] += (worth(frozenset(order[: no + 1])) - worth(frozenset(order[:no]))) / len(orders)
    return values


@few
@given(cases(), some_touches())
def test_11_only_won_deals_may_get_credit(case, found):
    assert case.won
    assert not case._replace(state="lost").won
    assert not case._replace(state="open", closed=None).won
    assert eligible(case, [*found, *found], 180, case.closed) == eligible(case, found, 180, case.closed)


@few
@given(st.lists(st.tuples(cases(state=None), some_touches(), st.integers(0, 10**6)), max_size=8), windows)
def test_12_four_classes_are_everything(deals, window):
    sums = Counter()
    for case, found, amount in deals:
        name = class_of(case, eligible(case, found, window, case.closed))
        assert name in CLASSES
        sums[name] += amount
    assert sum(sums.values()) == sum(amount for _, _, amount in deals)


@few
@given(cases(), some_touches(), models)
def test_13_undoing_a_link_moves_that_persons_touches_only(case, found, model):
    without = shares(case, [one for one in found if one.person_id != "p2"], model)
    alone = case._replace(people=frozenset(["p1"]))
    assert without == shares(alone, found, model)


@few
@given(st.lists(st.tuples(moments(), st.sampled_from(["c1", "c2"]), st.sampled_from(["in", "out"])), max_size=12))
def test_a_day_of_a_conversation_is_one_touch(told):
    messages = [
        Message(f"m{no}", talk, when, "ann", "linkedin", "p1", direction)
        for no, (when, talk, direction) in enumerate(told)
    ]
    found = touches(messages)
    assert len(found) == len({(talk, when.day) for when, talk, _ in told})
    assert sum(one.messages for one in found) == len(told)
    heard = {talk for _, talk, direction in told if direction == "in"}
    assert {one.conversation_id for one in found if one.two_way} == heard
