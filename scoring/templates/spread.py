"""The same grouping on the workers of a Dask scheduler: a map over senders, a merge of cores, a map for the shares.

Workers read the texts from a file, where all of them see it, so that hardly anything but numbers travels. What a worker
makes of a sender's messages does not depend on others, so the result is that of one process. A task of a worker that
dies is done again by another. Workers need this code (the folder of this installation on their path).
"""

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from data.words import N_
from scoring.templates import grouping, known, scanning, spans
from scoring.templates.evidence import FINDING, LONG_ENOUGH, Grouping, Part, Progress, Template
from scoring.templates.lent import Lender, Lent, lender

CHUNK = 10_000
"""Messages of a task; one sender's stand together, so a task can have more."""
AHEAD = 3
"""Tasks given out at a time for each thread of the workers."""
TRIES = 3
MISSING = N_("RAPPORT_SCHEDULER is set, but Dask is not installed: pip install 'dask[distributed]', or unset it.")
NO_ANSWER = N_("The scheduler at {address} does not answer. Start it (dask scheduler), or unset RAPPORT_SCHEDULER.")
COMPARING = N_("Telling what is personal")


class SchedulerError(RuntimeError):
    """There is no scheduler to work with; the message says what to do."""


def group(texts: pa.Array, senders: np.ndarray, address: str, progress: Progress | None = None) -> Grouping:
    """Group texts on the workers of the scheduler at `address`; labels are in the order of the texts.

    Raises:
        SchedulerError: Dask is missing, or the scheduler does not answer.
    """
    with _client(address) as client, lender(texts, client) as source:
        return _group(client, source, senders, progress)


def group_and_share(
    texts: pa.Array, senders: np.ndarray, address: str, progress: Progress | None = None
) -> tuple[Grouping, np.ndarray]:
    """Group texts and return personal shares too, told by the workers from the merged templates."""
    with _client(address) as client, lender(texts, client) as source:
        found = _group(client, source, senders, progress)
        return found, _shares(client, source, found, progress)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise SchedulerError(MISSING) from error
    try:
        return Client(address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise SchedulerError(NO_ANSWER.format(address=address)) from error


def _group(client: Any, source: Lender, senders: np.ndarray, progress: Progress | None) -> Grouping:
    order = np.argsort(senders, kind="stable")
    bounds = chunks(senders[order])

    def task(no: int) -> tuple[Lent, np.ndarray]:
        rows = order[bounds[no] : bounds[no + 1]]
        return source.lend(rows), senders[rows]

    made = _mapped(client, partitioned, task, len(bounds) - 1, FINDING, progress)
    labels, templates = grouping.merge([part for parts in made for part in parts])
    in_order = np.empty(len(order), np.int32)
    in_order[order] = np.concatenate([np.empty(0, np.int32), *labels])
    rows = np.flatnonzero(in_order < 0) if len(labels) > 1 else order[:0]
    in_order[rows] = _joined_later(client, source, rows, templates, progress)
    return Grouping(in_order, templates)


def _joined_later(
    client: Any, source: Lender, rows: np.ndarray, templates: list[Template], progress: Progress | None
) -> np.ndarray:
    nothing = np.empty(0, np.int32)
    if len(rows) == 0:
        return nothing
    held = client.scatter(
        known.everybodys(templates), broadcast=True, hash=False
    )  # all workers have it, so one that dies takes nothing
    bounds = [*range(0, len(rows), CHUNK), len(rows)]

    def task(no: int) -> tuple[Lent, Any]:
        return source.lend(rows[bounds[no] : bounds[no + 1]]), held

    return np.concatenate([nothing, *_mapped(client, joined, task, len(bounds) - 1, FINDING, progress)])


def _shares(client: Any, source: Lender, found: Grouping, progress: Progress | None) -> np.ndarray:
    rows = np.flatnonzero(found.labels >= 0)
    rows = rows[np.argsort(found.labels[rows], kind="stable")]
    bounds = [*range(0, len(rows), CHUNK), len(rows)]

    def task(no: int) -> tuple[Lent, np.ndarray, list[Template]]:
        chosen = rows[bounds[no] : bounds[no + 1]]
        used, labels = np.unique(found.labels[chosen], return_inverse=True)
        return source.lend(chosen), labels, [found.templates[number] for number in used]

    made = _mapped(client, shared, task, len(bounds) - 1, COMPARING, progress)
    part = np.ones(len(source.texts))
    part[rows] = np.concatenate([np.empty(0), *made])
    return part


def chunks(senders: np.ndarray) -> list[int]:
    """Return where tasks begin, and the end, so that each sender's messages (ascending) are in one task."""
    bounds = [0]
    for start in grouping.sender_bounds(senders)[1:]:
        if start - bounds[-1] >= CHUNK:
            bounds.append(start)
    if len(senders) and bounds[-1] != len(senders):
        bounds.append(len(senders))
    return bounds


def partitioned(texts: Lent, senders: np.ndarray) -> list[Part]:
    """Do a task of the first map: return what each sender's texts come to."""
    with scanning.one_thread():
        return grouping.partition(scanning.scan(texts.read()), senders)


def joined(texts: Lent, templates: known.Known) -> np.ndarray:
    """Do a task for what is left: return the labels of texts among templates of all."""
    with scanning.one_thread():
        rest = scanning.scan(texts.read())
        labels = np.full(len(rest), -1, np.int32)
        long = np.flatnonzero(rest.words >= LONG_ENOUGH)
        labels[long] = known.joined_later(rest, long, templates)
        return labels


def shared(texts: Lent, labels: np.ndarray, templates: list[Template]) -> np.ndarray:
    """Do a task of the second map: return the personal shares of texts."""
    with scanning.one_thread():
        return spans.shares(texts.read(), labels, templates)


def _mapped(
    client: Any, work: Callable[..., Any], task: Callable[[int], Sequence[Any]], count: int, what: str,
    progress: Progress | None,
) -> list[Any]:  # fmt: skip
    """Do tasks on the workers, a few at a time so that the scheduler holds little; return what they make, in order."""
    from distributed import as_completed

    done: dict[int, Any] = {}
    numbers: dict[str, int] = {}
    waiting = as_completed(loop=client.loop)
    given = 0

    def give() -> None:
        nonlocal given
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a sender's texts, once; it may be long
            future = client.submit(work, *task(given), pure=False, retries=TRIES)
        numbers[future.key] = given
        waiting.add(future)
        given += 1

    for _ in range(min(count, AHEAD * max(1, sum(client.nthreads().values())))):
        give()
    for future in waiting:
        done[numbers.pop(future.key)] = future.result()
        if progress:
            progress(what, len(done), count)
        if given < count:
            give()
        if len(done) == count:
            break
    return [done[no] for no in range(count)]
