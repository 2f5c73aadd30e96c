"""Putting copies together: texts that share their longest common sentence, or their whole skeleton."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from data.records import stable_id
from scoring.templates.skeleton import template_key

MIN_MEMBERS = 3
"""Fewer messages are no template."""
COMMON_SHARE = 0.4
"""Part of the words that must stand in common sentences; a shared closing line alone makes no copy."""


class Copy(NamedTuple):
    """A message that is a copy: of which template, and which part of its words (0..1) is its own."""

    template_id: str
    personal_share: float


def assign(keys: Iterable[tuple[str, str]]) -> dict[str, Copy]:
    """Return the copies among (message id, template key) pairs; the order of the pairs does not matter."""
    parsed = [(id_, *_parse(key)) for id_, key in keys]
    counts: Counter[str] = Counter()
    for _, whole, _, lines in parsed:
        counts.update({whole, *(line for line, _ in lines)})
    choice = {id_: _choose(whole, total, lines, counts) for id_, whole, total, lines in parsed}
    members = Counter(chosen[0] for chosen in choice.values() if chosen)
    return {
        id_: Copy(stable_id("template", chosen[0]), chosen[1])
        for id_, chosen in choice.items()
        if chosen and members[chosen[0]] >= MIN_MEMBERS
    }


def _parse(key: str) -> tuple[str, int, list[tuple[str, int]]]:
    pieces = [piece.partition(":") for piece in key.split()]
    whole, _, total = pieces[0]
    return f"w{whole}", int(total), [(line, int(length)) for line, _, length in pieces[1:]]


def _choose(whole: str, total: int, lines: list, counts: Mapping[str, int]) -> tuple[str, float] | None:
    """Return the key that a message is grouped by and its personal share, None when it is nobody's copy."""
    common = [(length, line) for line, length in lines if counts[line] >= MIN_MEMBERS]
    share = sum(length for length, _ in common) / total
    if common and share >= COMMON_SHARE:
        own = 0.0 if counts[whole] >= MIN_MEMBERS else round(1 - share, 4)
        return max(common)[1], own
    return (whole, 0.0) if counts[whole] >= MIN_MEMBERS else None


def cluster(frame: pd.DataFrame) -> pd.DataFrame:
    """Find the copies in a frame with columns id, sender, text and perhaps lang.

    Returns a frame with one row per row of the input, in its order: id, template_id ("" when the text is nobody's
    copy), personal_share (1.0 then) and role ("copy", or "own").
    """
    ids = frame["id"].astype(str)
    keys = {id_: template_key(str(text)) for id_, text in zip(ids, frame["text"].fillna(""), strict=True)}
    copies = assign([(id_, key) for id_, key in keys.items() if key])
    found = [copies.get(id_) for id_ in ids]
    return pd.DataFrame(
        {
            "id": frame["id"].to_numpy(),
            "template_id": [copy.template_id if copy else "" for copy in found],
            "personal_share": [copy.personal_share if copy else 1.0 for copy in found],
            "role": ["copy" if copy else "own" for copy in found],
        }
    )
