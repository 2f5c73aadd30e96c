"""What a judgement depends on beside the facts: thresholds, working hours, the day it is made as of."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.workhours import WorkHours


@dataclass(frozen=True)
class Setting:
    """`as_of` is the newest day of the workspace ("" when there are no facts), never the clock."""

    thresholds: Mapping[str, float]
    hours: WorkHours
    as_of: str = ""
