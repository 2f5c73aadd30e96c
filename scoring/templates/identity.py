"""Templates keep their ids while they grow: what was found anew is matched with what was known, by common messages."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from data.records import stable_id

ENOUGH = 3
"""Fewer common messages tell nothing of a merge or a split."""
MOST = 0.5
"""Part of a template's messages that must have come from, or gone to, another one."""


class Event(NamedTuple):
    """What happened to a template. merge: `was` became part of `now`; split: `now` was taken out of `was`."""

    kind: Literal["merge", "split"]
    was: str
    now: str


class Named(NamedTuple):
    """The id that each group goes by, and what happened to templates known before."""

    ids: dict[str, str]
    events: list[Event]


def named(before: Mapping[str, str], after: Mapping[str, str], taken: Collection[str] = ()) -> Named:
    """Name the groups that messages are in now (`after`: message id -> group) by the templates they were in (`before`).

    A template's id goes to the group with most of its messages, a group takes the id that most of its messages had;
    where both agree, largest agreement first. A group without one goes by its own name, unless a template that stays
    has it, or it is one of `taken`. Neither the order of messages nor the history of other groups makes a difference.
    """
    common = Counter((before[message], group) for message, group in after.items() if message in before)
    ids: dict[str, str] = {}
    used: set[str] = set(taken)
    for (was, group), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if group not in ids and was not in used:
            ids[group] = was
            used.add(was)
    for group in sorted(set(after.values()) - set(ids)):
        ids[group] = group if group not in used else _other(group, used)
        used.add(ids[group])
    return Named(ids, _events(common, before, after, ids))


def _other(group: str, used: Collection[str]) -> str:
    no = 2
    while (name := stable_id(group, no)) in used:
        no += 1
    return name


def _events(
    common: Mapping[tuple[str, str], int], before: Mapping[str, str], after: Mapping[str, str], ids: Mapping[str, str]
) -> list[Event]:
    left = Counter(was for message, was in before.items() if message in after)
    known = Counter(group for message, group in after.items() if message in before)
    stays = set(ids.values())
    found = set()
    for (was, group), count in common.items():
        now = ids[group]
        if now == was or count < ENOUGH:
            continue
        if was not in stays and count >= MOST * left[was]:
            found.add(Event("merge", was, now))
        elif was in stays and count >= MOST * known[group]:
            found.add(Event("split", was, now))
    return sorted(found)
