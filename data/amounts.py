"""Amounts of money in whole minor units."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

_NO_CENTS = (
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
)
_THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")


def digits(currency: str) -> int:
    """Return how many decimal digits a currency's minor unit has (ISO 4217); 2 when the currency is not told."""
    return 0 if currency in _NO_CENTS else 3 if currency in _THREE else 2


def minor(amount: Decimal | str, currency: str) -> int:
    """Return an amount in minor units, rounded half to even."""
    return int(Decimal(amount).scaleb(digits(currency)).quantize(Decimal(1), ROUND_HALF_EVEN))


def major(units: int, currency: str) -> Decimal:
    """Return minor units as an amount."""
    return Decimal(units).scaleb(-digits(currency))


def split(total: int, weights: Iterable[float]) -> list[int]:
    """Split minor units by weights so that the parts add up exactly (largest remainder; of equal ones the first)."""
    parts = [max(0.0, weight) for weight in weights]
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    exact = [abs(total) * part / whole for part in parts]
    floors = [int(value) for value in exact]
    by_rest = sorted(range(len(parts)), key=lambda no: (floors[no] - exact[no], no))
    for no in by_rest[: abs(total) - sum(floors)]:
        floors[no] += 1
    return floors if total >= 0 else [-value for value in floors]
