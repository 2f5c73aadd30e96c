"""Which contact might be which person of the CRM: the pairs worth comparing."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from scoring.matching.given import roots
from scoring.matching.letters import loose
from scoring.matching.sides import Side

MOST = 250_000
"""A block with more pairs than this says nothing about a person ("Ivan I.") and is left out."""


def likely(contacts: Side, crm: Side) -> pd.DataFrame:
    """Return the pairs worth comparing as rows of both sides: s, turned (its name read the other way round), r."""
    found = [_joined(contacts.keys.assign(turned=False), crm.keys, ["kind", "value"])]
    mine, theirs = _blocks(contacts.people, both_ways=True), _blocks(crm.people, both_ways=False)
    found += [_joined(_coded(mine, kind), _coded(theirs, kind), ["code"]) for kind in sorted(mine.kind.unique())]
    pairs = pd.concat(found, ignore_index=True)
    code = (pairs.s.to_numpy(np.int64) * 2 + pairs.turned.to_numpy(np.int64)) * max(1, len(crm.people))
    code = np.unique(code + pairs.r.to_numpy(np.int64))
    half, r = np.divmod(code, max(1, len(crm.people)))
    return pd.DataFrame({"s": half // 2, "turned": half % 2 == 1, "r": r})


def _coded(blocks: pd.DataFrame, kind: int) -> pd.DataFrame:
    return blocks.loc[blocks.kind == kind, ["row", "turned", "code"]]


def _joined(mine: pd.DataFrame, theirs: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    sizes = mine.groupby(on).size().mul(theirs.groupby(on).size()).dropna()
    small = sizes[sizes <= MOST].index
    keys = pd.MultiIndex.from_frame(mine[on]) if len(on) > 1 else pd.Index(mine[on[0]])
    kept = mine[keys.isin(small)]
    joined = kept.merge(theirs, on=on, suffixes=("", "_r"))
    return joined[["row", "turned", "row_r"]].set_axis(["s", "turned", "r"], axis=1)


def _blocks(people: pd.DataFrame, both_ways: bool) -> pd.DataFrame:
    """Return row, turned, kind and code: the blocks that a record stands in."""
    rows: list[tuple[int, bool, int, int]] = []
    columns = zip(
        people["first"], people["last"], people.other, people.company, people.domain, people.sure, strict=True
    )
    for no, (first, last, other, company, domain, sure) in enumerate(columns):
        for kind, key in _keys_of(first, last, other, company, domain):
            rows.append((no, False, kind, hash(key)))
        if both_ways and not sure and first and last:
            for kind, key in _keys_of(last, first, other, company, domain):
                rows.append((no, True, kind, hash(key)))
    return pd.DataFrame(rows, columns=["row", "turned", "kind", "code"]).drop_duplicates()


_VOWELS = str.maketrans("", "", "aeiou")


def _keys_of(first: str, last: str, other: str, company: str, domain: str) -> Iterable[tuple[int, tuple[str, ...]]]:
    given = {root for word in first.split() for root in roots(word)} | (
        roots(first.replace(" ", "")) if first else set()
    )
    family = [loose(word) for word in {*last.split(), last.replace(" ", ""), other} if len(word) > 1]
    firm = {loose(company.replace(" ", "")), loose(domain)} - {""}
    for word in family:
        if first:
            yield 0, (word, loose(first[0]))
        for root in given:
            yield 1, (word, root)
            yield 2, (word.translate(_VOWELS)[:4], root)
            yield 3, (word[:4], root)
    for name in firm:
        for root in given:
            yield 4, (name, root)
        for word in family:
            yield 5, (name, word[:3])
