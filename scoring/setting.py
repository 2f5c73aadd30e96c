"""What a judgement depends on beside the facts: thresholds, working hours, the day it is made as of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.workhours import WorkHours


@dataclass(frozen=True)
class Setting:
    """`as_of` is the newest day of the workspace ("" when there are no facts), never the clock.

    `newest` holds the newest day of a rep's own facts: what came after it nobody knows.
    """

    thresholds: Mapping[str, float]
    hours: WorkHours
    as_of: str = ""
    newest: Mapping[str, str] = field(default_factory=dict)

    def known_until(self, rep_id: str) -> str:
        """Return the day up to which a rep's doings are known."""
        return min(self.newest.get(rep_id, self.as_of), self.as_of)

    @property
    def silent_until(self) -> str:
        """Return the last day of messages whose silence is an answer: they had the days of grace; "" without facts."""
        grace = timedelta(days=int(self.thresholds["copies_grace_days"]))
        return (date.fromisoformat(self.as_of) - grace).isoformat() if self.as_of else ""
