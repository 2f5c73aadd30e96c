"""Attribution in the report: deals and money by class and channel, and credit by model; all add up to one total."""

import sqlite3
from typing import Any

from data.scope import Scope
from metrics.attributed.model import AttributionModel
from metrics.attributed.page import attribution
from metrics.attributed.words import LIMIT
from metrics.attribution.eligible import DEFAULT_WINDOW


def told(conn: sqlite3.Connection, scope: Scope, names: dict[str, str]) -> dict[str, Any]:
    """Return the report's part; {} where there is no CRM data. Money is in minor units of the report's currency."""
    model = attribution(conn, scope, DEFAULT_WINDOW)
    if model.empty:
        return {}
    return {
        "note": LIMIT,
        "window": model.window,
        "quantity": model.quantity,
        "deals": model.deals,
        "total": model.total,
        "classes": [{"class": row.id, "deals": row.deals, "money": row.money} for row in model.classes],
        "channels": [_channel(row) for row in model.channels],
        "credit": _credit(model, names),
        "floor": vars(model.floor) if model.floor else None,
        "doubts": {**vars(model.doubts), "anchor": model.doubts.anchor, "no_roles": model.no_roles},
    }


def _channel(row: Any) -> dict[str, Any]:
    return {
        "channel": row.id,
        "deals": row.deals,
        "money": row.money,
        "with_talk": row.touched,
        "money_with_talk": row.touched_money,
        "sourced": row.sourced,
    }


def _credit(model: AttributionModel, names: dict[str, str]) -> list[dict[str, Any]]:
    """Return a row per rep, network or template and model; of each they add up to the total."""
    return [
        {
            "by": by,
            "name": names.get(row.id, row.id) if by == "rep" else row.id,
            "model": name,
            "deals": row.deals,
            "money": money,
        }
        for by, rows in model.credit
        for row in rows
        for name, money in row.money
    ]
