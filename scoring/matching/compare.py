"""What speaks for and against each pair: levels of agreement, keys in common, and bits of evidence added up."""

import numpy as np
import pandas as pd

from scoring.matching import companies, levels
from scoring.matching.given import genders, roots
from scoring.matching.letters import loose
from scoring.matching.levels import CLASH, FORM, GENDERED, INITIAL, MISSING, NEAR, PART, SAME, SHORT, TYPO, UNLIKE
from scoring.matching.sides import KINDS, PROFILES, Side

NO_FIRM, OTHER_FIRM, PART_FIRM, DOMAIN_FIRM, NEAR_FIRM, SAME_FIRM = range(6)
_FIRM = {companies.SAME: SAME_FIRM, companies.NEAR: NEAR_FIRM, companies.PART: PART_FIRM, companies.OTHER: OTHER_FIRM}
_COMMON = 4
"""Companies whose names have a word in common make that word say little."""
OVERLAP = 0.3
"""The part of contacts that is taken to be in the CRM: the odds before any evidence."""
_KEY_BITS = {"linkedin": 16.0, "telegram": 16.0, "vk": 16.0, "email": 15.0, "phone": 13.0}
_OTHER_KEY_BITS = {"linkedin": -5.0, "telegram": -5.0, "vk": -5.0, "email": -0.6, "phone": -1.0}
_MOST_BITS = {"first": 9.0, "last": 14.0, "company": 11.0}
_UNSEEN = {"first": 200, "last": 2000, "company": 500}
"""Records that are taken to stand beside those told, all with other names: few records do not make a name common."""


def compared(pairs: pd.DataFrame, contacts: Side, crm: Side) -> pd.DataFrame:
    """Return the pairs with levels (first, last, firm, city ...), keys in common by kind, and `bits` in favour."""
    one = contacts.people.iloc[pairs.s].reset_index(drop=True)
    other = crm.people.iloc[pairs.r].reset_index(drop=True)
    turned = pairs.turned.to_numpy()
    one.loc[turned, ["first", "last"]] = one.loc[turned, ["last", "first"]].to_numpy()
    told = pairs.reset_index(drop=True).copy()
    told["first"] = levels.over(one["first"], other["first"], levels.first)
    told["last"] = _last(one, other)
    told["firm"] = _firm(one, other, _common(contacts, crm))
    told["city"] = _equal(one.city, other.city)
    told["title"] = (one.title != "") & (one.title == other.title)
    told["handle"] = one.handle.to_numpy() | other.handle.to_numpy()
    told["veto"] = _veto(told, one)
    told["man"] = _man(one)
    told["odd"] = _unusual_turn(told)
    _add_keys(told, contacts, crm)
    told["bits"] = _bits(told, one, other, contacts, crm)
    return _best_reading(told)


def _last(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Return the better of the levels of the family name as told and of earlier ones."""
    level = levels.over(one["last"], other["last"], levels.last)
    for mine, theirs in ((one.other, other["last"]), (one["last"], other.other)):
        known = ((mine != "") & (theirs != "")).to_numpy()
        earlier = np.where(known, levels.over(mine, theirs, levels.last), MISSING)
        level = np.where(known & (earlier == SAME) & (level != SAME), PART, level)
    return level


def _firm(one: pd.DataFrame, other: pd.DataFrame, common: frozenset[str]) -> np.ndarray:
    def level(mine: str, theirs: str) -> int:
        return _FIRM[companies.compared(mine, theirs, common)] if mine and theirs else NO_FIRM

    firm = levels.over(one.company, other.company, level)
    for mine, theirs in ((one.domain, other.company), (one.company, other.domain), (one.domain, other.domain)):
        firm = np.maximum(firm, levels.over(mine, theirs, _domain_level))
    return firm


def _domain_level(mine: str, theirs: str) -> int:
    """Compare two names of companies one of which is a domain's: letters run together, often shortened."""
    a, b = loose(mine.replace(" ", "")), loose(theirs.replace(" ", ""))
    return DOMAIN_FIRM if a and b and (a == b or (min(len(a), len(b)) >= 6 and a[:6] == b[:6])) else NO_FIRM


def _common(contacts: Side, crm: Side) -> frozenset[str]:
    names = pd.concat([contacts.people.company, crm.people.company]).drop_duplicates()
    counts = names.str.split().explode().value_counts()
    return frozenset(counts[counts >= _COMMON].index)


def _equal(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Return 1 for equal, -1 for different, 0 where one is not told."""
    known = (one != "") & (other != "")
    return np.where(known, np.where(one == other, 1, -1), 0)


def _veto(told: pd.DataFrame, one: pd.DataFrame) -> np.ndarray:
    """Tell where the family names are of a man and of a woman, and no given name explains it."""
    explained = (told["first"] == SAME) & one["first"].map(lambda name: len(genders(name.split(" ")[0])) == 1)
    return ((told["last"] == GENDERED) & ~explained).to_numpy()


def _man(one: pd.DataFrame) -> np.ndarray:
    return one["first"].map(lambda name: genders(name.split(" ")[0]) == frozenset("m")).to_numpy(dtype=bool)


def _unusual_turn(told: pd.DataFrame) -> np.ndarray:
    return (told.turned & ~((told["first"] == SAME) & (told["last"] == SAME))).to_numpy()


def _add_keys(told: pd.DataFrame, contacts: Side, crm: Side) -> None:
    """Add a column a kind: 1 = in common, -1 = both have one, not the same; and `shared`: a key of several people."""
    width = max(1, len(crm.people))
    code = told.s.to_numpy(np.int64) * width + told.r.to_numpy(np.int64)
    told["shared"] = False
    crowded = _crowded(crm)
    for kind in KINDS:
        mine, theirs = (side.keys[side.keys.kind == kind] for side in (contacts, crm))
        both = mine.merge(theirs, on="value")
        in_common = np.isin(code, both.row_x.to_numpy(np.int64) * width + both.row_y.to_numpy(np.int64))
        told_by_both = np.isin(told.s, mine.row) & np.isin(told.r, theirs.row)
        told[kind] = np.where(in_common, 1, np.where(told_by_both, -1, 0))
        many = both[both.value.isin(crowded)]
        told["shared"] |= np.isin(code, many.row_x.to_numpy(np.int64) * width + many.row_y.to_numpy(np.int64))


def _crowded(crm: Side) -> frozenset[str]:
    """Return the keys that people of different names have in the CRM: nobody's in particular."""
    held = crm.keys.merge(crm.people[["first", "last"]], left_on="row", right_index=True)
    held = held[held.duplicated("value", keep=False)]
    crowded = set()
    for value, group in held.groupby("value"):
        names = list(dict.fromkeys(zip(group["first"], group["last"], strict=True)))
        if any(not _one_person(names[0], name) for name in names[1:]):
            crowded.add(value)
    return frozenset(crowded)


def _one_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    straight = levels.first(one[0], other[0]), levels.last(one[1], other[1])
    turned = levels.first(one[0], other[1]), levels.last(one[1], other[0])
    return any(a not in (UNLIKE, CLASH) and b not in (UNLIKE, GENDERED) for a, b in (straight, turned))


def _rarity(values: pd.Series, total: int, most: float) -> dict[str, float]:
    """Return for each value how many bits it is worth that two records share it."""
    counts = values[values != ""].value_counts()
    return dict(zip(counts.index, np.minimum(-np.log2(counts.to_numpy() / max(1, total)), most), strict=True))


def _bits(told: pd.DataFrame, one: pd.DataFrame, other: pd.DataFrame, contacts: Side, crm: Side) -> np.ndarray:
    both = pd.concat([contacts.people, crm.people])
    bits = -np.log2(max(1, len(crm.people)) / OVERLAP) * np.ones(len(told))
    bits += _last_bits(told, _worth(one["last"], other["last"], both["last"], "last"))
    root = {name: min(roots(name.split(" ")[0])) if name else "" for name in both["first"].unique()}
    root |= {name: min(roots(name.split(" ")[0])) if name else "" for name in one["first"].unique()}
    first = [names["first"].map(root) for names in (one, other, both)]
    bits += _first_bits(told, _worth(*first, "first"))
    bits += _firm_bits(told, _worth(one.company, other.company, both.company[both.company != ""], "company"))
    bits += np.select([told.city == 1, told.city == -1], [3.0, -2.5], 0.0) + np.where(told.title, 1.5, 0.0)
    for kind in KINDS:
        bits += np.select([told[kind] == 1, told[kind] == -1], [_KEY_BITS[kind], _OTHER_KEY_BITS[kind]], 0.0)
    return bits - np.where(told.veto, 9.0, 0.0) - np.where(told.odd, 2.0, 0.0) - np.where(told.turned, 0.5, 0.0)


def _worth(one: pd.Series, other: pd.Series, among: pd.Series, field: str) -> np.ndarray:
    """Return bits of agreeing on a field: those of the more frequent of the two values."""
    worth = _rarity(among, len(among) + _UNSEEN[field], _MOST_BITS[field])
    rare = _MOST_BITS[field]
    return np.minimum(one.map(worth).fillna(rare), other.map(worth).fillna(rare)).to_numpy()


def _last_bits(told: pd.DataFrame, worth: np.ndarray) -> np.ndarray:
    level = told["last"].to_numpy()
    cases = [level == one for one in (MISSING, SAME, TYPO, PART, GENDERED, NEAR, INITIAL)]
    return np.select(
        cases, [0.0, worth - 0.2, np.minimum(worth - 2, 7), np.minimum(worth - 2, 7), worth - 1.5, 2.0, 3.0], -7.0
    )


def _first_bits(told: pd.DataFrame, worth: np.ndarray) -> np.ndarray:
    level = told["first"].to_numpy()
    cases = [level == one for one in (MISSING, SAME, FORM, TYPO, INITIAL, SHORT, UNLIKE)]
    return np.select(cases, [0.0, worth - 0.3, worth - 1.6, worth - 3.0, 2.0, worth - 4.5, -6.0], -9.0)


def _firm_bits(told: pd.DataFrame, worth: np.ndarray) -> np.ndarray:
    level = told.firm.to_numpy()
    cases = [level == one for one in (NO_FIRM, SAME_FIRM, NEAR_FIRM, DOMAIN_FIRM, PART_FIRM)]
    return np.select(cases, [0.0, worth - 0.5, np.minimum(worth, 9) - 2.5, 5.0, 1.0], -1.8)


def _best_reading(told: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair: of the two ways to read a name the one with more evidence."""
    told = told.sort_values(["s", "r", "bits", "turned"], ascending=[True, True, False, True], kind="stable")
    return told.drop_duplicates(["s", "r"]).reset_index(drop=True)


def key_count(told: pd.DataFrame) -> np.ndarray:
    """Return how many kinds of keys each pair has in common."""
    return (told[list(KINDS)] == 1).sum(axis=1).to_numpy()


def same_profile(told: pd.DataFrame) -> np.ndarray:
    """Tell which pairs have a profile in common."""
    return (told[list(PROFILES)] == 1).any(axis=1).to_numpy()
