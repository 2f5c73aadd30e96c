"""The report: every figure of a scope as one flat model that any tool can read, and the same as a document."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from data import queries, store, workspace
from data.derive import newest_day
from data.scope import Scope
from metrics import measure as m
from metrics import people
from metrics.associations import measurements
from metrics.attributed.report import told as of_attribution
from metrics.catalog import BY_ID, METRICS
from metrics.coverage import coverage
from metrics.documents import FORMATS as DOCUMENTS
from metrics.documents import compose, write
from metrics.metric import Measurement
from metrics.people import Known
from metrics.sales_stored.report import measured as of_sales
from metrics.templates.listed import TemplateRow, used

SPLITS: tuple[tuple[str, ...], ...] = ((), ("rep",), ("network",), ("month",), ("rep", "month"))
FORMATS = ("json", *DOCUMENTS)


class ReportError(ValueError):
    """A report that can't be made; the message says why."""


def build(db_path: Path, scope: Scope, as_of: str | None = None) -> dict[str, Any]:
    """Return the report model of a scope, judged at `as_of` (a day; the newest fact when not given).

    Raises:
        ReportError: `as_of` is no day.
    """
    _check(as_of)
    with store.reading(Path(db_path)) as conn:
        as_of = as_of or newest_day(conn)
        days = people.known(conn, scope, (as_of or "")[:10])
        names = _unique({rep.rep_id: rep.name for rep in days})
        return {
            "scope": _scope(scope, names),
            "data_until": newest_day(conn),
            "as_of": as_of,
            "workspace": workspace.load(conn).name,
            "currency": workspace.load(conn).currency,
            "coverage": _coverage(conn, scope, names, days, as_of),
            "measurements": _measurements(conn, scope, names, as_of),
            "findings": _findings(conn, scope, names),
            "templates": _templates(conn, scope, names, as_of),
            "profiles": _profiles(conn, scope, names, as_of),
            "attribution": of_attribution(conn, _until(scope, as_of), names),
            "links": {},
        }


def _until(scope: Scope, as_of: str | None) -> Scope:
    return m.until(scope, as_of[:10]) if as_of else scope


def _check(as_of: str | None) -> None:
    try:
        datetime.fromisoformat((as_of or "2000-01-01").replace("Z", "+00:00"))
    except ValueError:
        raise ReportError(f"{as_of!r} is no day; write it as 2026-03-05.") from None


def _unique(names: dict[str, str]) -> dict[str, str]:
    """Return names of which no two are equal: a namesake is told by the id."""
    seen = list(names.values())
    return {key: name if seen.count(name) == 1 else f"{name} ({key})" for key, name in names.items()}


def _scope(scope: Scope, names: dict[str, str]) -> dict[str, Any]:
    return {
        "since": scope.since or None,
        "until": scope.until or None,
        "reps": None if scope.reps is None else [names.get(rep, rep) for rep in scope.reps],
        "networks": None if scope.networks is None else list(scope.networks),
        "masked": scope.masked,
    }


def _coverage(
    conn: sqlite3.Connection, scope: Scope, names: dict[str, str], reps: list[Known], as_of: str | None
) -> dict[str, Any]:
    model = coverage(conn, scope, "all")
    covered = people.coverage(reps, {cell.rep_id for cell in model.cells if cell.facts}, as_of)
    return {
        "reps": covered.reps,
        "reps_with_data": covered.fresh,
        "until": {names[rep.rep_id]: rep.until for rep in reps},
        "wanted": [{"rep": names[one.rep_id], "network": one.network, "since": one.since} for one in model.wanted],
    }


def _measurements(
    conn: sqlite3.Connection, scope: Scope, names: dict[str, str], as_of: str | None
) -> list[dict[str, Any]]:
    found: list[Measurement] = []
    ids = [metric.id for metric in METRICS]
    for by in SPLITS:
        measured = m.measure_many(conn, ids, scope, by, as_of).values()
        found += [one for one in measured if "month" not in by or _happened(one)]
    found += of_sales(conn, scope, as_of)
    if as_of:
        found += measurements(conn, scope, as_of)
    order = {name: no for no, name in enumerate(BY_ID)}
    found.sort(key=lambda one: (order[one.metric], len(one.by), sorted(one.by.items())))
    return [_flat(one, names) for one in found]


def _happened(one: Measurement) -> bool:
    """Tell whether a month has any case: the many months without one are not worth a row each."""
    return bool(one.value or one.n or one.immature)


def _flat(one: Measurement, names: dict[str, str]) -> dict[str, Any]:
    by = {key: names.get(value, value) if key == "rep" else value for key, value in one.by.items()}
    keys = ("value", "k", "n", "low", "high", "unit", "immature", "late", "unknown", "note")
    return {"metric": one.metric, "by": by, **{key: getattr(one, key) for key in keys}}


def _findings(conn: sqlite3.Connection, scope: Scope, names: dict[str, str]) -> list[dict[str, Any]]:
    rows = queries.rows(conn, "findings_counts", scope)
    return [
        {
            "rep": names.get(row["rep_id"], row["rep_id"]),
            "rule": row["rule"],
            "severity": row["severity"],
            "count": row["count"],
            "points": row["points"],
        }
        for row in rows
    ]


def _templates(
    conn: sqlite3.Connection, scope: Scope, names: dict[str, str], as_of: str | None
) -> list[dict[str, Any]]:
    """Return the texts that went to several people of the scope in its days, as the Templates page judges them."""
    texts = {row["id"]: row["text"] for row in queries.rows(conn, "templates_top", scope)}
    return [_template(row, texts.get(row.id, ""), names) for row in used(conn, scope, as_of=as_of)]


def _template(row: TemplateRow, text: str, names: dict[str, str]) -> dict[str, Any]:
    m = row.answered
    return {
        "id": row.id,
        "text": text,
        "messages": row.sent,
        "reps": [names.get(rep, rep) for rep, _ in row.reps],
        "reach": row.people,
        "replied": m.k,
        "mature": m.n,
        "low": m.low,
        "high": m.high,
        "said_no": row.said_no,
        "fixed_share": round(row.fixed, 3),
        "use": row.use,
        "verdict": row.judged.kind,
        "networks": list(row.networks),
        "first_day": row.first_day,
        "last_day": row.last_day,
        "agreed": [names.get(rep, rep) for rep in row.agreed],
    }


def _profiles(conn: sqlite3.Connection, scope: Scope, names: dict[str, str], as_of: str | None) -> list[dict[str, Any]]:
    then = scope.during("", (as_of or "9999-12-31")[:10])
    newest = {(row["rep_id"], row["network"]): row for row in queries.rows(conn, "reps_profiles", then)}
    checks: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in queries.rows(conn, "reps_profile_checks", then):
        key = (row["rep_id"], row["network"])
        if key in newest and newest[key]["taken_on"] == row["taken_on"]:
            told = {"check": row["rule"], "state": row["state"], "evidence": row["evidence"]}
            checks.setdefault(key, []).append(told)
    return [
        {
            "rep": names.get(rep_id, rep_id),
            "network": network,
            "taken_on": row["taken_on"],
            "score": row["score"],
            "checks": checks.get((rep_id, network), []),
        }
        for (rep_id, network), row in newest.items()
    ]


def masked_report(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report without texts: for a shared screen. Names of contacts are in no report."""
    profiles = [{**one, "checks": [{**check, "evidence": ""} for check in one["checks"]]} for one in report["profiles"]]
    templates = [{**one, "text": ""} for one in report["templates"]]
    return {**report, "scope": {**report["scope"], "masked": True}, "profiles": profiles, "templates": templates}


def render(report: dict[str, Any], fmt: str, lang: str = "en", masked: bool = False) -> str:
    """Return the report as json, md or html (one file without outside parts, made for printing).

    Raises:
        ReportError: a format that there isn't, or that is not text.
    """
    if fmt in ("pdf", "xlsx"):
        raise ReportError(f"{fmt!r} is no text; use `rendered`.")
    return rendered(report, fmt, lang, masked).decode()


def rendered(report: dict[str, Any], fmt: str, lang: str = "en", masked: bool = False) -> bytes:
    """Return the report as one of FORMATS, as bytes of a file: the same numbers in each.

    Raises:
        ReportError: a format that there isn't.
    """
    shown = masked_report(report) if masked else report
    if fmt == "json":
        return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode()
    if fmt not in DOCUMENTS:
        raise ReportError(f"{fmt!r} is no format of a report; choose one of {', '.join(FORMATS)}.")
    return write(compose(shown, lang), fmt)
