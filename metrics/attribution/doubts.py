"""Whether the CRM's dates can carry a model: leads made in bulk, or only when the deal was."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

BULK, TOGETHER = 0.2, 0.5
MIN_LEADS = 10
"""Fewer leads than this share a minute or a moment by chance."""


@dataclass(frozen=True)
class Doubts:
    """How leads were dated. `bulk` of `leads` share one minute; `together` of `with_deal` began with their deal."""

    leads: int = 0
    bulk: int = 0
    with_deal: int = 0
    together: int = 0

    @property
    def imported(self) -> bool:
        """Whether so many leads share one creation minute that they were put in by a machine."""
        return self.leads >= MIN_LEADS and self.bulk >= BULK * self.leads

    @property
    def backdated(self) -> bool:
        """Whether most leads were made in the moment their deal was."""
        return self.with_deal >= MIN_LEADS and self.together > TOGETHER * self.with_deal

    @property
    def anchor(self) -> str:
        """What classes and windows go by: the lead's creation, or the deal's where that can't be trusted."""
        return "deal" if self.imported or self.backdated else "lead"


def doubts(created: Sequence[tuple[str | None, str | None]]) -> Doubts:
    """Look at leads told as (created at, their first deal created at); a day without a time is no minute."""
    minutes = Counter(lead[:16] for lead, _ in created if lead and len(lead) > 10)
    pairs = [(lead, deal) for lead, deal in created if lead and deal]
    together = sum(1 for lead, deal in pairs if lead == deal)
    return Doubts(len(created), max(minutes.values(), default=0), len(pairs), together)
