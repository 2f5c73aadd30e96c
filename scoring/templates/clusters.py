"""The whole way from a frame of messages to their templates."""

from collections.abc import Callable
from time import perf_counter

import numpy as np
import pandas as pd
import pyarrow as pa

from scoring.templates import grouping
from scoring.templates.evidence import Progress, Template
from scoring.templates.scanning import as_arrow, scan
from scoring.templates.spans import shares
from scoring.templates.warming import prepare

OWN, COPY = "own", "copy"


def cluster(
    frame: pd.DataFrame,
    progress: Progress | None = None,
    lap: Callable[[str, float], None] | None = None,
    scheduler: str = "",
) -> pd.DataFrame:
    """Find the copies in a frame with columns id, sender, text and perhaps lang.

    Returns a frame with one row per row of the input, in its order: id, template_id ("" when the text is nobody's
    copy), personal_share (1.0 then) and role ("copy", or "own"). The order of rows makes no difference. `lap` is told
    the seconds of each stage. `scheduler`: the address of a Dask scheduler whose workers do it, with the same result.
    """
    clock = _Clock(lap)
    texts = as_arrow(frame["text"].to_list())
    names = frame["sender"].fillna("").astype(str)
    senders, _ = pd.factorize(names, sort=True)
    clock.lap("read")
    labels, templates, part = (
        _spread(texts, senders, scheduler, progress, clock) if scheduler else _here(texts, senders, progress, clock)
    )
    ids = np.array([*(template.id for template in templates), ""], object)
    return pd.DataFrame(
        {
            "id": frame["id"].to_numpy(),
            "template_id": ids[labels],
            "personal_share": np.round(part, 4),
            "role": np.where(labels >= 0, COPY, OWN),
        }
    )


Made = tuple[np.ndarray, list[Template], np.ndarray]


def _here(texts: pa.Array, senders: np.ndarray, progress: Progress | None, clock: "_Clock") -> Made:
    order = np.argsort(senders, kind="stable")
    prepare(len(texts), progress)
    clock.lap("prepare")
    scanned = scan(texts, order)
    clock.lap("scan")
    found = grouping.group(scanned, senders[order], progress)
    labels = np.empty(len(order), np.int64)
    labels[order] = found.labels
    clock.lap("group")
    part = shares(texts, labels, found.templates)
    clock.lap("shares")
    return labels, found.templates, part


def _spread(texts: pa.Array, senders: np.ndarray, address: str, progress: Progress | None, clock: "_Clock") -> Made:
    from scoring.templates import spread

    found, part = spread.group_and_share(texts, senders, address, progress)
    clock.lap("workers")
    return found.labels, found.templates, part


class _Clock:
    def __init__(self, told: Callable[[str, float], None] | None) -> None:
        self.told, self.at = told, perf_counter()

    def lap(self, stage: str) -> None:
        now = perf_counter()
        if self.told:
            self.told(stage, now - self.at)
        self.at = now
