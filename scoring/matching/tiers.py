"""The rule: the kind of evidence decides whether a link is made, the score only ranks (see README, design notes)."""

import numpy as np
import pandas as pd

from scoring.matching import compare
from scoring.matching.levels import CLASH, FORM, GENDERED, INITIAL, MISSING, NEAR, PART, SAME, SHORT, TYPO, UNLIKE

KEY, NAME, NONE = "key", "name_company", ""
AUTO, REVIEW, REJECT = "auto", "review", "reject"
NAME_SCORE = 0.98
REVIEW_SCORE = 0.35
MARGIN = 3.0
"""Bits by which the runner-up of a link by name and company must be behind."""


def tier(told: pd.DataFrame) -> np.ndarray:
    """Return for each pair the kind of evidence that would make it a link: key, name_company or none."""
    return np.select([_by_key(told), _by_name(told)], [KEY, NAME], NONE)


def _by_key(told: pd.DataFrame) -> np.ndarray:
    first, last = told["first"].to_numpy(), told["last"].to_numpy()
    keys, profile = compare.key_count(told), compare.same_profile(told)
    first_fits = np.isin(first, (SAME, FORM, TYPO, INITIAL, SHORT))
    last_fits = np.isin(last, (SAME, TYPO, PART, NEAR, INITIAL, GENDERED))
    nameless = (first == MISSING) & (last == MISSING)
    whole = (first_fits & (last_fits | (last == MISSING) & np.isin(first, (SAME, FORM)))) | (
        last_fits & (first == MISSING) & (last != INITIAL)
    )
    moved = told.man.to_numpy() & (last == UNLIKE) & (told.firm.to_numpy() < compare.DOMAIN_FIRM)
    half = (first_fits & ~moved) | (last_fits & (first == UNLIKE))
    shared = told.shared.to_numpy() & ~(first_fits & last_fits)
    found = (keys > 0) & whole | profile & (half | nameless) | (keys >= 2) & (first != CLASH)
    return found & ~told.veto.to_numpy() & ~shared & ~((first == CLASH) & (keys < 2))


def _by_name(told: pd.DataFrame) -> np.ndarray:
    full = np.isin(told["last"], (SAME, TYPO, PART, GENDERED)) & np.isin(told["first"], (SAME, FORM))
    firm = told.firm.to_numpy() >= compare.DOMAIN_FIRM
    against = (told.city == -1) | (told[list(compare.PROFILES)] == -1).any(axis=1)
    clean = ~against.to_numpy() & ~told.veto.to_numpy() & ~told.handle.to_numpy() & ~told.odd.to_numpy()
    return full & firm & clean & (score(told.bits) >= NAME_SCORE) & (compare.key_count(told) == 0)


def score(bits: pd.Series) -> np.ndarray:
    """Return a probability-like number of bits of evidence: for ordering, not for promising."""
    return 1 / (1 + np.exp2(-np.clip(bits.to_numpy(dtype=float), -60, 60)))


def decided(told: pd.DataFrame, group: pd.Series, network: pd.Series, name_to_review: bool = False) -> pd.DataFrame:
    """Return the best candidate of each contact: s, r, band, tier, score, and the runner-up (row or -1), its gap."""
    told = told.assign(tier=tier(told), score=score(told.bits), group=group.to_numpy()[told.r])
    told["rank"] = told.tier.map({KEY: 2, NAME: 1, NONE: 0})
    conflict = (compare.key_count(told) > 0) & (told["rank"] == 0)
    told.loc[conflict, "score"] = np.maximum(told.loc[conflict, "score"], 0.6)
    told = told.sort_values(["s", "rank", "bits", "r"], ascending=[True, False, False, True], kind="stable")
    top = told.drop_duplicates("s")
    rivals = told.merge(top[["s", "group"]], on="s", suffixes=("", "_top"))
    rivals = rivals[rivals.group != rivals.group_top].sort_values(["s", "bits", "r"], ascending=[True, False, True])
    best_rival = rivals.drop_duplicates("s").set_index("s")
    strongest = rivals.groupby("s")["rank"].max()
    top = top.assign(
        rival=top.s.map(best_rival.r).fillna(-1).astype(int),
        gap=top.bits - top.s.map(best_rival.bits).fillna(-99.0),
        rival_rank=top.s.map(strongest).fillna(0),
    )
    return _banded(top, network, name_to_review).reset_index(drop=True)


def _banded(top: pd.DataFrame, network: pd.Series, name_to_review: bool) -> pd.DataFrame:
    by_key = (top["rank"] == 2) & (top.rival_rank < 2)
    by_name = (top["rank"] == 1) & (top.rival_rank < 1) & (top.gap >= MARGIN) & (not name_to_review)
    by_name &= ~_crowded(top, by_key | by_name, network)
    worth_a_look = (top.score >= REVIEW_SCORE) | (top["rank"] > 0)
    top["band"] = np.select([by_key | by_name, worth_a_look], [AUTO, REVIEW], REJECT)
    return top


def _crowded(top: pd.DataFrame, linked: pd.Series, network: pd.Series) -> np.ndarray:
    """Tell which links share network and person with another one: nobody has two profiles on one network."""
    place = top.group.astype(str) + " " + network.to_numpy()[top.s]
    return place.isin(place[linked][place[linked].duplicated(keep=False)]).to_numpy()
