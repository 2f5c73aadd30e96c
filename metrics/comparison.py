"""Ways of doing something beside each other, as values: what goes with answers, and how surely."""

from dataclasses import dataclass

from metrics.metric import Measurement
from metrics.words import Said


@dataclass(frozen=True)
class Band:
    """One way of doing it (`id` "200-400": characters): share answered (or positive) among its cases."""

    id: str
    name: str
    answered: Measurement
    positive: Measurement
    negative: Measurement


@dataclass(frozen=True)
class Comparison:
    """Ways beside each other. `judged` names the measurement that is compared: answered or positive.

    title says the difference between the best told and the base, or that none can be told.
    """

    id: str
    title: Said
    sub: Said
    bands: tuple[Band, ...]
    judged: str
    note: Said
    told: bool = False  # whether there are enough cases on both sides

    def of(self, band: Band) -> Measurement:
        """Return the measurement that is compared."""
        return band.positive if self.judged == "positive" else band.answered
