"""All compiled code made or loaded before the work begins, so that its seconds are told as what they are."""

import numpy as np

from scoring.templates import compiler
from scoring.templates.evidence import Progress
from scoring.templates.grouping import group
from scoring.templates.scanning import as_arrow, scan
from scoring.templates.spans import shares

_TEXT = "One text of some words that {name} sends to {name} and to others so that all of it is compiled."


def prepare(count: int, progress: Progress | None = None) -> None:
    """Run all kernels once on a few texts where so many are worth the compiler; `progress` is told what takes time."""
    if not compiler.prepare(count, progress):
        return
    texts = as_arrow([_TEXT.format(name=name) for name in ("Ada", "Bo", "Cem", "Dora")] * 2)
    found = group(scan(texts), np.array([0, 0, 0, 0, 1, 1, 1, 1]))
    shares(texts, found.labels, found.templates)
