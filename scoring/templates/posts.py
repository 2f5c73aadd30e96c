"""Posts that are one text: a handful of lines, compared word by word."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scoring.text import fold, own_words, words

LEAST_WORDS = 8
"""A shorter post ("Happy New Year!") is nobody's copy."""
ALIKE = 0.8
"""Part of both posts' runs of three words that must be the same."""
_COMMON = 50
"""A run of words in more posts than this tells nothing."""


class Post(NamedTuple):
    """A post with a text and a day."""

    id: str
    rep_id: str
    network: str
    day: str
    text: str


def alike(posts: Sequence[Post]) -> list[list[Post]]:
    """Return the groups of two or more posts that have one text, the posts of a group oldest first.

    A group forms around its oldest post; the order in which posts are given does not matter.
    """
    groups: list[list[Post]] = []
    runs_of: list[frozenset[str]] = []
    where: dict[str, list[int]] = {}
    for post in sorted(posts, key=lambda post: (post.day, post.id)):
        runs = _runs(post.text)
        if not runs:
            continue
        found = _nearest(runs, runs_of, where)
        if found is not None:
            groups[found].append(post)
            continue
        for run in runs:
            where.setdefault(run, []).append(len(groups))
        groups.append([post])
        runs_of.append(runs)
    return [group for group in groups if len(group) > 1]


def _runs(text: str) -> frozenset[str]:
    said = words(fold(own_words(text)))
    if len(said) < LEAST_WORDS:
        return frozenset()
    return frozenset(" ".join(said[no : no + 3]) for no in range(len(said) - 2))


def _nearest(runs: frozenset[str], runs_of: list[frozenset[str]], where: dict[str, list[int]]) -> int | None:
    shared: Counter[int] = Counter()
    for run in runs:
        if len(places := where.get(run, ())) <= _COMMON:
            shared.update(places)
    best = max(shared.items(), key=lambda pair: (pair[1], -pair[0]), default=None)
    if best is None or best[1] < ALIKE * max(len(runs), len(runs_of[best[0]])):
        return None
    return best[0]
