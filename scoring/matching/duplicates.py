"""People that stand in the CRM more than once: the same name and company, and nothing that speaks against it."""

from collections import defaultdict

import pandas as pd

from scoring.matching import levels
from scoring.matching.given import roots
from scoring.matching.keys import FREE_MAIL
from scoring.matching.letters import loose
from scoring.matching.sides import Side


def groups(crm: Side) -> pd.Series:
    """Return for each row of the CRM the first row of its group; a row that is nobody's double is its own."""
    held = _held(crm)
    group = list(range(len(crm.people)))
    members = {no: [no] for no in group}
    for one, other in _suspected(crm, held):
        first, second = sorted((group[one], group[other]))
        if first == second or any(_conflict(held, a, b) for a in members[first] for b in members[second]):
            continue
        for no in members.pop(second):
            group[no] = first
            members[first].append(no)
    return pd.Series(group, dtype="int64")


def _held(crm: Side) -> dict[int, dict[str, set[str]]]:
    held: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row, kind, value in crm.keys.itertuples(index=False):
        held[row][_class(kind, value)].add(value)
    return held


def _class(kind: str, value: str) -> str:
    """Return the kind of a key; private and work addresses are two kinds, since most people have both."""
    if kind != "email":
        return kind
    return "email, private" if value.rpartition("@")[2].split(".")[0] in FREE_MAIL else "email, work"


def _suspected(crm: Side, held: dict) -> list[tuple[int, int]]:
    """Return pairs of rows of one name that share a company or a key."""
    places: dict[tuple, list[int]] = defaultdict(list)
    people = crm.people
    for no, (first, last, firm) in enumerate(zip(people["first"], people["last"], people.company, strict=True)):
        if first and last:
            family = loose(last.replace(" ", ""))
            for root in sorted(roots(first.split(" ")[0])):
                if firm:
                    places[family, root, loose(firm.replace(" ", ""))].append(no)
                for values in held[no].values():
                    for value in values:
                        places[family, root, "key", value].append(no)
    found = {(rows[0], other) for rows in places.values() for other in rows[1:]}
    return sorted(pair for pair in found if _same_name(people, *pair))


def _same_name(people: pd.DataFrame, one: int, other: int) -> bool:
    level = levels.first(people["first"].iat[one], people["first"].iat[other])
    return level in (levels.SAME, levels.FORM)


def _conflict(held: dict, one: int, other: int) -> bool:
    mine, theirs = held[one], held[other]
    common = any(mine[kind] & theirs[kind] for kind in mine)
    return not common and any(theirs[kind] and mine[kind] and not mine[kind] & theirs[kind] for kind in list(mine))
