"""What a template looks like: fixed text, slots, optional parts and variants."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from scoring.templates import fold

MOST = 40
"""Texts that are laid side by side."""
CANDIDATES = 12
USUAL, NEARLY_ALWAYS, COMMON = 0.5, 0.85, 0.12
KNOWN_PART = 0.6
"""So much of what fills a place must come again for the place to be a choice of variants, not a slot."""
_CHUNK = re.compile(r"\s*\S+|\s+$")
Kind = Literal["fixed", "slot", "optional", "variants"]


class Piece(NamedTuple):
    """A stretch of a template: its text as one message has it ("" for a slot); `variants`: what else stands there."""

    kind: Kind
    text: str
    variants: tuple[str, ...] = ()


def display(texts: Sequence[str]) -> list[Piece]:
    """Return the pieces of the template that some texts were made from; of more than 40, these are chosen evenly."""
    chosen = _sample(texts)
    if not chosen:
        return []
    chunks = [_CHUNK.findall(text) for text in chosen]
    keys = [[_key(chunk) for chunk in row] for row in chunks]
    middle = _middle(keys)
    kept, fillers = _aligned(middle, keys, chunks)
    return _pieces(chunks[middle], kept, fillers, len(chosen))


def _sample(texts: Sequence[str]) -> list[str]:
    ordered = sorted(text for text in texts if text.strip())
    if len(ordered) <= MOST:
        return ordered
    return [ordered[round(no * (len(ordered) - 1) / (MOST - 1))] for no in range(MOST)]


def _key(chunk: str) -> str:
    return " ".join(fold.words(chunk)) or chunk.strip()


def _middle(keys: list[list[str]]) -> int:
    """Return the text that is most like the others."""
    step = max(1, len(keys) // CANDIDATES)
    some = range(0, len(keys), step)
    return max(some, key=lambda one: (sum(Indel.normalized_similarity(keys[one], keys[two]) for two in some), -one))


def _aligned(middle: int, keys: list[list[str]], chunks: list[list[str]]) -> tuple[list[int], list[Counter[str]]]:
    """Return how many texts have each chunk of the middle one, and what else stands before each."""
    kept = [0] * len(keys[middle])
    fillers: list[Counter[str]] = [Counter() for _ in range(len(kept) + 1)]
    for row, words in zip(keys, chunks, strict=True):
        for step in Indel.opcodes(keys[middle], row):
            if step.tag == "equal":
                for place in range(step.src_start, step.src_end):
                    kept[place] += 1
            elif step.tag in ("insert", "replace"):
                fillers[step.src_start]["".join(words[step.dest_start : step.dest_end]).strip()] += 1
    return kept, fillers


def _pieces(chunks: list[str], kept: list[int], fillers: list[Counter[str]], count: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    while place <= len(chunks):
        end, found = place, Counter(fillers[place])
        if end < len(chunks) and _is_open(kept[end], found.total(), count):
            end += 1
        while end < len(chunks) and _is_open(kept[end], fillers[end].total() if end > place else 0, count):
            end += 1
            found += fillers[end]
        if end > place:
            own = "".join(chunks[place:end]).strip()
            found[own] += max(1, min(kept[place:end]))
        if end > place or found.total() >= USUAL * count:
            _add_open(pieces, found, count)
        if end < len(chunks):
            _add(pieces, "fixed" if kept[end] >= NEARLY_ALWAYS * count else "optional", chunks[end])
        place = end + 1
    return pieces


def _is_open(kept: int, others: int, count: int) -> bool:
    """Return whether a place has no fixed text: most texts have something else there, or where it is missing, other."""
    return kept < USUAL * count or (kept < NEARLY_ALWAYS * count and 2 * others >= count - kept)


def _add_open(pieces: list[Piece], found: Counter[str], count: int) -> None:
    often = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    variants = tuple(text for text, seen in often[:5] if seen >= max(2, COMMON * count))
    known = sum(found[text] for text in variants)
    if variants and known >= KNOWN_PART * found.total():
        pieces.append(Piece("variants", variants[0], variants))
    else:
        pieces.append(Piece("slot", "", tuple(text for text, _ in often[:5])))


def _add(pieces: list[Piece], kind: Kind, text: str) -> None:
    if pieces and pieces[-1].kind == kind:
        text = pieces.pop().text + text
    pieces.append(Piece(kind, text))
