"""What would prove an effect: accounts drawn by lot, worked socially or as usual, compared by intention to treat."""

import math
from hashlib import blake2b

from scipy import stats

POWER, LEVEL = 0.8, 0.05


def arm_size(usual: float, hoped: float, power: float = POWER, level: float = LEVEL) -> int:
    """Return accounts needed in each arm to see a rise from one share to another (Cohen 1988, by arcsine).

    Raises:
        ValueError: shares that are equal or not between 0 and 1.
    """
    if not (0 < usual < 1 and 0 < hoped < 1) or usual == hoped:
        raise ValueError("two different shares between 0 and 1 are needed")
    apart = 2 * abs(math.asin(math.sqrt(hoped)) - math.asin(math.sqrt(usual)))
    z = stats.norm.ppf(1 - level / 2) + stats.norm.ppf(power)
    return math.ceil(2 * (z / apart) ** 2)


def arm_of(domain: str, salt: str) -> str:
    """Return "social" or "usual" for a company: by lot, yet the same on every machine and day."""
    digest = blake2b(f"{salt}\x1f{domain.strip().casefold()}".encode(), digest_size=8).digest()
    return "social" if digest[0] % 2 else "usual"
