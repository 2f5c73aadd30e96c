"""Ids of templates: kept while they grow, told when they merge or split."""

import random

from hypothesis import given
from hypothesis import strategies as st

from scoring.templates.identity import Event, named


def groups(**members):
    """Message id -> group, from group="messages"."""
    return {message: group for group, messages in members.items() for message in messages}


def test_a_growing_template_keeps_its_id():
    assert named(groups(A="abc"), groups(x="abcdefgh", y="uvw")).ids == {"x": "A", "y": "y"}


def test_without_history_groups_go_by_their_own_names():
    assert named({}, groups(x="abc", y="def")) == ({"x": "x", "y": "y"}, [])


def test_a_merge_keeps_the_larger_ones_id_and_is_told():
    made = named(groups(A="abcd", B="efg"), groups(x="abcdefg"))
    assert made == ({"x": "A"}, [Event("merge", "B", "A")])


def test_a_split_keeps_the_id_with_most_and_is_told():
    made = named(groups(A="abcdefg"), groups(x="abcd", y="efg"))
    assert made == ({"x": "A", "y": "y"}, [Event("split", "A", "y")])


def test_a_few_messages_that_move_are_no_event():
    made = named(groups(A="abcdef", B="uvwxyz"), groups(x="abcde", y="fuvwxyz"))
    assert made == ({"x": "A", "y": "B"}, [])


def test_a_name_in_use_is_not_given_twice():
    made = named(groups(x="abc"), groups(x="def", y="abc"))
    assert made.ids["y"] == "x"
    assert made.ids["x"] not in ("x", "y")
    assert named({}, groups(x="abc"), taken={"x"}).ids["x"] != "x"


MEMBERS = st.dictionaries(st.integers(0, 20).map(str), st.sampled_from("ABCDE"), max_size=20)


@given(MEMBERS, MEMBERS, st.randoms(use_true_random=False))
def test_ids_are_one_to_one_and_do_not_depend_on_order(before, after, rnd: random.Random):
    made = named(before, after)
    assert set(made.ids) == set(after.values())
    assert len(set(made.ids.values())) == len(made.ids)
    mixed = [list(one.items()) for one in (before, after)]
    for one in mixed:
        rnd.shuffle(one)
    assert named(*map(dict, mixed)) == made


@given(MEMBERS)
def test_the_same_groups_keep_all_ids_silently(after):
    first = named({}, after)
    again = named({message: first.ids[group] for message, group in after.items()}, after)
    assert again.ids == first.ids
    assert again.events == []
