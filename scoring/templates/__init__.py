"""Which messages are copies of one text, and what they have in common.

`cluster` does all for a frame. Step by step: `scan` texts into `Scanned` hashes, `group` these (per sender by
`partition`, then over all by `merge`) into labels and `Template`s, or `assign` new ones to templates that are known;
then `shares`, `personal_spans`, `likeness` and `display` tell what the copies have in common and what is personal.
Nothing here loads the compiler before thousands of texts are to be grouped.
"""

from scoring.templates.clusters import cluster
from scoring.templates.evidence import LIMITS, MIN_MEMBERS, Boilerplate, Grouping, Part, Template
from scoring.templates.grouping import group, merge, partition
from scoring.templates.known import assign
from scoring.templates.scanning import Scanned, scan
from scoring.templates.showing import Piece, display
from scoring.templates.spans import likeness, personal_spans, shares

__all__ = [
    "LIMITS",
    "MIN_MEMBERS",
    "Boilerplate",
    "Grouping",
    "Part",
    "Piece",
    "Scanned",
    "Template",
    "assign",
    "cluster",
    "display",
    "group",
    "likeness",
    "merge",
    "partition",
    "personal_spans",
    "scan",
    "shares",
]
