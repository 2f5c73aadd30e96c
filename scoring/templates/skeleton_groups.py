"""Putting copies together: texts that share their longest common sentence, or their whole skeleton."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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


def assign(keys: Sequence[tuple[str, str]]) -> dict[str, Copy]:
    """Return the copies among (message id, template key) pairs; the order of the pairs does not matter."""
    copies = copied(Counter([key for _, key in keys]))
    return {id_: copies[key] for id_, key in keys if key in copies}


def copied(texts: Mapping[str, int]) -> dict[str, Copy]:
    """Return which template keys are those of copies, given how many messages have each key."""
    counts: Counter[str] = Counter()
    for key, seen in texts.items():
        for part in set(key.split(" ")):
            counts[part] += seen
    common = {part for part, seen in counts.items() if seen >= MIN_MEMBERS}
    choice = {key: found for key in texts if (found := _choose(key.split(" "), common))}
    members: Counter[str] = Counter()
    for key, (part, _) in choice.items():
        members[part] += texts[key]
    names = {part: stable_id("template", part) for part, seen in members.items() if seen >= MIN_MEMBERS}
    return {key: Copy(names[part], share) for key, (part, share) in choice.items() if part in names}


def _choose(parts: list[str], common: Collection[str]) -> tuple[str, float] | None:
    """Return the part that a message is grouped by and its personal share, None when it is nobody's copy."""
    whole = parts[0]
    lines = [(_length(part), part) for part in parts[1:] if part in common]
    share = sum(length for length, _ in lines) / _length(whole)
    if lines and share >= COMMON_SHARE:
        return max(lines)[1], 0.0 if whole in common else round(1 - share, 4)
    return (whole, 0.0) if whole in common else None


def _length(part: str) -> int:
    return int(part.partition(":")[2])


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
