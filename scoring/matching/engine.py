"""Contacts matched to people of a CRM: frames in, links out; no database, the same links for rows in any order."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from scoring.matching import compare, duplicates, levels, pairs, sides, tiers
from scoring.matching.levels import CLASH, FORM, GENDERED, INITIAL, NEAR, PART, SAME, SHORT, TYPO, UNLIKE


class Link(NamedTuple):
    """The best candidate of a contact. band: auto or review; tier: key, name_company, or "" for what only looks alike.

    `score` orders, 0..1. `evidence` tells field by field how the two agree: {"email": "same", "first": "form", ...}.
    `rival` is the runner-up's id, "" for none, `gap` how many bits of evidence it is behind.
    """

    contact_id: str
    crm_id: str
    band: str
    tier: str
    score: float
    evidence: dict[str, str]
    rival: str
    gap: float


class Matches(NamedTuple):
    """Links in the order of contact ids, and the people that stand in the CRM more than once, by id."""

    links: list[Link]
    doubles: list[tuple[str, ...]]


def match(
    contacts: pd.DataFrame,
    crm: pd.DataFrame,
    name_to_review: bool = False,
    denied: frozenset[tuple[str, str]] = frozenset(),
) -> Matches:
    """Match contacts (columns `sides.CONTACT_COLUMNS`) to people of a CRM (`sides.CRM_COLUMNS`).

    `name_to_review` sends links by name and company to people, and leaves only those by key to the program.
    `denied` are pairs of ids that are known to be two people.
    """
    theirs = sides.crm(crm.sort_values("crm_id", kind="stable", ignore_index=True))
    vocabulary = frozenset(theirs.people.company) - {""}
    mine = sides.contacts(contacts.sort_values("contact_id", kind="stable", ignore_index=True), vocabulary)
    group = duplicates.groups(theirs)
    likely = _without(pairs.likely(mine, theirs), denied, mine.people.id, theirs.people.id)
    ids = theirs.people.id
    doubles = [one for one in ids.groupby(group).agg(tuple) if len(one) > 1]
    if likely.empty:
        return Matches([], doubles)
    told = compare.compared(likely, mine, theirs)
    best = tiers.decided(told, group, mine.people.network, name_to_review)
    return Matches(list(_links(best, mine.people.id, ids)), doubles)


def _without(
    likely: pd.DataFrame, denied: frozenset[tuple[str, str]], mine: pd.Series, theirs: pd.Series
) -> pd.DataFrame:
    if not denied:
        return likely
    pairs_of_ids = zip(likely.s.map(mine), likely.r.map(theirs), strict=True)
    return likely[[pair not in denied for pair in pairs_of_ids]]


_LEVELS = {
    SAME: "same", FORM: "form", TYPO: "typo", PART: "part", NEAR: "near", INITIAL: "initial", SHORT: "short",
    GENDERED: "gender", UNLIKE: "other", CLASH: "other",
}  # fmt: skip
_FIRMS = ("", "other", "part", "domain", "near", "same")
_SIGNS = {1: "same", -1: "other"}


def _links(best: pd.DataFrame, mine: pd.Series, theirs: pd.Series) -> Iterator[Link]:
    for row in best[best.band != tiers.REJECT].to_dict("records"):
        rival = theirs[row["rival"]] if row["rival"] >= 0 else ""
        gap = round(min(row["gap"], 99.0), 1)
        score = round(float(row["score"]), 4)
        yield Link(mine[row["s"]], theirs[row["r"]], row["band"], row["tier"], score, _evidence(row), rival, gap)


def _evidence(row: dict) -> dict[str, str]:
    found = {kind: _SIGNS[row[kind]] for kind in sides.KINDS if row[kind]}
    found |= {part: _LEVELS[row[part]] for part in ("first", "last") if row[part] != levels.MISSING}
    found |= {"company": _FIRMS[row["firm"]]} if row["firm"] else {}
    found |= {"city": _SIGNS[row["city"]]} if row["city"] else {}
    found |= {"title": "same"} if row["title"] else {}
    return found | ({"turned": "yes"} if row["turned"] else {})
