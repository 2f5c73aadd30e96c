"""Goals that a team agreed on: by figure, for everybody or for the reps of one role (M4)."""

import sqlite3
from collections.abc import Mapping

from data import workspace
from metrics.catalog import BY_ID
from metrics.figures import norms_of
from metrics.targets import target_of

EVERYBODY = ""
"""The role whose goals are everybody's."""


def agreed(conn: sqlite3.Connection) -> Mapping[str, Mapping[str, float]]:
    """Return goals by role and figure, on the figure's own scale (0.2 = 20 %)."""
    return workspace.load(conn).goals or {}


def goal_of(conn: sqlite3.Connection, metric_id: str, role: str = EVERYBODY) -> float | None:
    """Return the goal of a figure: of the role, else of everybody, else the house norm; None when there is none."""
    goals = agreed(conn)
    for name in (role, EVERYBODY):
        if metric_id in goals.get(name, {}):
            return goals[name][metric_id]
    return target_of(BY_ID[metric_id], norms_of(conn)).target


def reached(metric_id: str, value: float, goal: float) -> bool:
    """Tell whether a value is as good as a goal; where neither side is better, it must not be below."""
    return value <= goal if BY_ID[metric_id].better == "down" else value >= goal
