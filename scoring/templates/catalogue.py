"""What is known of texts without reading them again: cores of templates, and hashes of what is nobody's copy yet."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.templates import compiler
from scoring.templates.evidence import LIMITS, Template
from scoring.templates.grouping import group
from scoring.templates.known import tabled
from scoring.templates.scanning import Scanned, one_thread, use_compiler

WORN = 5
"""A shingle in the cores of so many templates tells nothing."""
CROWD = 64
"""A shingle in more texts than this that are nobody's copy tells nothing."""
NEAR, NEAR_LEAST = LIMITS.lead_full, LIMITS.lead_least
"""Part, and number, of an old text's shingles that new texts must have before both are grouped together."""
MOST_NEAR = 800
"""Old texts that are grouped with new ones at most: those with the most in common."""


@dataclass(frozen=True)
class Catalogue:
    """Templates by id, in the order of `ids`."""

    ids: list[str]
    templates: list[Template]

    def to_bytes(self) -> bytes:
        """Return it as it is stored."""
        size = np.array([template.size for template in self.templates], np.int64)
        length = np.array([len(template.core) for template in self.templates], np.int64)
        core, weight, texts = (
            np.concatenate([np.empty(0, kind), *(getattr(template, name) for template in self.templates)]).astype(kind)
            for name, kind in (("core", np.uint64), ("weight", np.int16), ("texts", np.int32))
        )
        return _packed(ids=_names(self.ids), size=size, length=length, core=core, weight=weight, texts=texts)

    @classmethod
    def from_bytes(cls, content: bytes | None) -> "Catalogue":
        """Return what `to_bytes` made; nothing for None."""
        if content is None:
            return cls([], [])
        told = _unpacked(content)
        at = np.concatenate([[0], np.cumsum(told["length"])])
        columns = told["core"], told["weight"].astype(np.int64), told["texts"].astype(np.int64)
        templates = [
            Template(*(column[a:b] for column in columns), int(size))
            for a, b, size in zip(at, at[1:], told["size"], strict=False)
        ]
        return cls(told["ids"].tolist(), templates)


@dataclass(frozen=True)
class Loose:
    """Texts that are nobody's copy: message ids, senders and hashes."""

    ids: np.ndarray
    senders: np.ndarray
    scanned: Scanned

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: np.ndarray) -> "Loose":
        """Return some rows."""
        return Loose(self.ids[rows], self.senders[rows], self.scanned.take(rows))

    def to_bytes(self) -> bytes:
        """Return it as it is stored."""
        told = self.scanned
        columns = {"off": told.off, "hashes": told.hashes, "words": told.words, "digests": told.digests}
        names, number = np.unique(self.senders, return_inverse=True)
        return _packed(ids=_short(self.ids), names=names, senders=number.astype(np.int32), **columns)


def loose(ids: Sequence[str], senders: Sequence[str], scanned: Scanned) -> Loose:
    """Return the texts that are long enough to be anybody's copy."""
    rows = np.flatnonzero(np.diff(scanned.off))
    return Loose(_names(ids), _names(senders), scanned).take(rows)


def together(parts: Sequence[Loose | bytes]) -> Loose:
    """Return several, also as they are stored, as one; of the same message the last one counts."""
    read = [_loose(part) if isinstance(part, bytes) else part for part in parts]
    if len(read) == 1:
        return read[0]
    length = np.concatenate([np.empty(0, np.int64), *(np.diff(part.scanned.off) for part in read)])
    columns = (
        np.concatenate([np.empty(0, kind), *(getattr(part.scanned, name) for part in read)])
        for name, kind in (("hashes", np.uint64), ("words", np.int32), ("digests", np.uint64))
    )
    off = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    ids, senders = (
        np.concatenate([np.empty(0, "<U1"), *(getattr(part, name) for part in read)]) for name in ("ids", "senders")
    )
    whole = Loose(ids, senders, Scanned(off, *columns))
    _, last = np.unique(ids[::-1], return_index=True)
    return whole if len(last) == len(ids) else whole.take(np.sort(len(ids) - 1 - last))


def _loose(content: bytes) -> Loose:
    told = _unpacked(content)
    scanned = Scanned(*(told[name] for name in ("off", "hashes", "words", "digests")))
    return Loose(told["ids"].astype(np.str_), told["names"][told["senders"]], scanned)


def near(old: Loose, new: Scanned, known: Catalogue) -> np.ndarray:
    """Return which old texts have so much in common with new ones that they may be made from one text."""
    asked = np.setdiff1d(np.unique(new.hashes), _worn(known))
    common = _common(old.scanned, asked, use_compiler(len(new)))
    length = np.diff(old.scanned.off)
    rows = np.flatnonzero(common >= np.maximum(NEAR_LEAST, NEAR * length))
    if len(rows) <= MOST_NEAR:
        return rows
    part = common[rows] / length[rows]
    return np.sort(rows[np.lexsort((rows, -part))[:MOST_NEAR]])


def _common(old: Scanned, asked: np.ndarray, compiled: bool) -> np.ndarray:
    """Return how many of the hashes asked for each text has, but for those of a crowd; some bits rule most out."""
    maybe = np.zeros(1 << 18, bool)
    maybe[asked & np.uint64(len(maybe) - 1)] = True
    if compiled:
        seen = np.zeros(len(asked), np.int32)
        return compiler.kernels(True).in_common(old.off, old.hashes, maybe, *tabled(asked), seen, CROWD)
    place = np.flatnonzero(maybe[old.hashes & np.uint64(len(maybe) - 1)])
    place = place[np.isin(old.hashes[place], asked)]
    _, number, seen = np.unique(old.hashes[place], return_inverse=True, return_counts=True)
    place = place[seen[number] <= CROWD]
    return np.bincount(np.searchsorted(old.off, place, "right") - 1, minlength=len(old))


def _worn(known: Catalogue) -> np.ndarray:
    cores = np.concatenate([np.empty(0, np.uint64), *(template.core for template in known.templates)])
    found, spread = np.unique(cores, return_counts=True)
    return found[spread >= WORN]


def born(pool: Loose, known: Catalogue) -> tuple[np.ndarray, list[Template]]:
    """Group texts that no known template has: label of each in `known` and, after its end, in the new templates.

    What comes to a text of which most is known already is that template, a little changed. -1: still nobody's copy.
    """
    order = np.argsort(pool.senders, kind="stable")
    _, sender = np.unique(pool.senders[order], return_inverse=True)
    with one_thread():
        found = group(pool.scanned.take(order), sender)
    same = _same(found.templates, known)
    fresh = same < 0
    number = np.where(fresh, np.cumsum(fresh) - 1 + len(known.templates), same)
    labels = np.full(len(pool), -1, np.int64)
    labels[order] = np.where(found.labels >= 0, number[found.labels], -1) if len(number) else -1
    return labels, [template for template, new in zip(found.templates, fresh, strict=True) if new]


def _same(templates: Sequence[Template], known: Catalogue) -> np.ndarray:
    """Return the known template that most of each one's core stands in, -1 for none."""
    found = np.full(len(templates), -1, np.int64)
    cores = np.concatenate([np.empty(0, np.uint64), *(template.core for template in known.templates)])
    place = np.repeat(np.arange(len(known.templates)), [len(template.core) for template in known.templates])
    order = np.argsort(cores, kind="stable")
    cores, place = cores[order], place[order]
    for no, template in enumerate(templates):
        usual = template.core[template.texts >= LIMITS.support * template.size]
        left, right = np.searchsorted(cores, usual), np.searchsorted(cores, usual, "right")
        hits = np.concatenate([np.empty(0, np.int64), *(place[a:b] for a, b in zip(left, right, strict=True))])
        common = np.bincount(hits, minlength=len(known.templates))
        if len(common) and (best := int(common.argmax())) >= 0:
            least = min(len(usual), len(known.templates[best].core))
            if common[best] >= max(LIMITS.lead_least, LIMITS.across * least):
                found[no] = best
    return found


def _names(values: Sequence[str]) -> np.ndarray:
    return np.array(values, np.str_) if len(values) else np.empty(0, "<U1")


def _short(ids: np.ndarray) -> np.ndarray:
    """Return ids with one byte a character, where that can be."""
    try:
        return ids.astype(np.bytes_)
    except UnicodeEncodeError:
        return ids


def _packed(**columns: np.ndarray) -> bytes:
    into = io.BytesIO()
    np.savez(into, **columns)
    return into.getvalue()


def _unpacked(content: bytes) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(content), allow_pickle=False) as told:
        return dict(told)
