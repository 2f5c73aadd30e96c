"""Asking for the next pages while the last ones are stored."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
WAITING = 8
"""Pages that wait to be stored at most, so that memory stays flat however slow the disk is."""


def ahead(source: Iterator[Item], weight: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """Yield what a source yields, several at once when they wait: batches of at most about `most` by weight.

    The source runs in a thread of its own. Its exception is raised after everything that came before it. Closing this
    generator ends the source at its next item.
    """
    box: queue.Queue[tuple[str, object]] = queue.Queue(WAITING)
    stopped = threading.Event()

    def put(kind: str, what: object) -> bool:
        while not stopped.is_set():
            try:
                box.put((kind, what), timeout=0.2)
                return True
            except queue.Full:
                continue
        return False

    def work() -> None:
        try:
            for item in source:
                if not put("item", item):
                    return
            put("end", None)
        except BaseException as error:  # noqa: BLE001 (told to who waits)
            put("error", error)

    threading.Thread(target=work, daemon=True).start()
    try:
        yield from _batches(box, weight, most)
    finally:
        stopped.set()


def _batches(box: queue.Queue, weight: Callable, most: int) -> Iterator[list]:
    while True:
        kind, what = box.get()
        batch: list = []
        while kind == "item":
            batch.append(what)
            if sum(map(weight, batch)) >= most or box.empty():
                break
            kind, what = box.get()
        if batch:
            yield batch
        if kind == "error":
            raise what from None
        if kind == "end":
            return
