"""Which of a great many ids were met before, in eight bytes each."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np


class Seen:
    """Ids of facts by table, as a dry run goes through uploads: millions of them may come, and nothing is stored."""

    def __init__(self) -> None:
        """Begin with none."""
        self._runs: dict[str, list[np.ndarray]] = defaultdict(list)  # sorted, each longer than the next

    def fresh(self, table: str, ids: Iterable[str]) -> set[str]:
        """Return those of the ids (see `stable_id`) that were not met before, and remember them."""
        by_no = {int(one[:16], 16): one for one in ids}
        numbers = np.fromiter(by_no, dtype=np.uint64, count=len(by_no))
        for run in self._runs[table]:
            at = np.minimum(np.searchsorted(run, numbers), len(run) - 1)
            numbers = numbers[run[at] != numbers]
        if len(numbers):
            self._add(self._runs[table], np.sort(numbers))
        return {by_no[no] for no in numbers.tolist()}

    @staticmethod
    def _add(runs: list[np.ndarray], run: np.ndarray) -> None:
        """Append a run; runs of like length become one, so that few are to be searched."""
        while runs and len(runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([runs.pop(), run]))
        runs.append(run)
