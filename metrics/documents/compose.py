"""A report of figures laid out in a language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from data.translations import translator
from data.words import N_
from metrics.catalog import BY_ID
from metrics.documents import attribution
from metrics.documents.document import COUNTED, Cell, Document, Number, Table
from metrics.words import NBSP, number, percent

DASH = "–"
BY_REP = ("started", "reply_rate", "positive_of_replies", "pitch_after_reply", "pitch_in_opener", "copies", "burned")
BY_MONTH = ("started", "reply_rate", "pitch_after_reply", "copies", "burned", "answered_in_day")
_TOO_FEW = 10

Gettext = Callable[[str], str]


def compose(report: Mapping[str, Any], lang: str) -> Document:
    """Lay a report out in a language: the same numbers as its JSON."""
    _ = translator(lang).gettext
    title = _(N_("Report")) + (f": {report['workspace']}" if report.get("workspace") else "")
    tables = [
        _totals(report, lang, _),
        _crossed(report, lang, _, "rep", _(N_("By rep")), BY_REP),
        _crossed(report, lang, _, "month", _(N_("By month")), BY_MONTH),
        _findings(report, lang, _),
        _templates(report, lang, _),
        _profiles(report, _),
        *attribution.tables(report, lang, _),
    ]
    notes = [(_(BY_ID[name].title), _(BY_ID[name].how)) for name in BY_ID]
    counted = _(COUNTED)
    return Document(title, _lines(report, _), [table for table in tables if table.rows], notes, lang, counted)


def _lines(report: Mapping[str, Any], _: Gettext) -> list[str]:
    scope, covered = report["scope"], report["coverage"]
    said = [
        _(N_("Days: {since} – {until}")).format(since=scope["since"] or "…", until=scope["until"] or "…"),
        _(N_("Data until {day}; {k} of {n} reps have data.")).format(
            day=report["data_until"] or DASH, k=covered["reps_with_data"], n=covered["reps"]
        ),
    ]
    if scope["reps"] is not None:
        said.append(_(N_("Reps: {names}")).format(names=", ".join(scope["reps"]) or DASH))
    if scope["masked"]:
        said.append(_(N_("Without texts, for a shared screen.")))
    said.append(_(N_("Ranges are 95 %. Under ten cases no share is given. A dash means that there is no figure.")))
    return said


def value_text(one: Mapping[str, Any], lang: str, _: Gettext) -> str:
    """Return a measurement's value: "24 %", "2 of 7" under ten cases, a dash where there is no figure."""
    if one["unit"] == "rate" and one["k"] is not None and one["n"] and one["n"] < _TOO_FEW:
        return _(N_("{k} of {n}")).format(k=one["k"], n=one["n"])
    if one["value"] is None:
        return DASH
    return _with_unit(one["value"], one["unit"], lang, _)


def _with_unit(value: float, unit: str, lang: str, _: Gettext) -> str:
    if unit == "rate":
        return percent(value, lang)
    if unit == "flag":
        return _(N_("yes")) if value else _(N_("no"))
    whole = unit == "characters" or abs(value) >= 100 or float(value).is_integer()
    text = number(value, lang, 0 if whole else 1)
    units = {"hours": N_("{n} h"), "days": N_("{n} d")}
    return _(units[unit]).format(n=text) if unit in units else text


def value_cell(one: Mapping[str, Any], lang: str, _: Gettext) -> Cell:
    """Return a measurement's value as a cell: a number wherever it is shown as one."""
    text = value_text(one, lang, _)
    told = one["value"] is not None and (one["unit"] != "rate" or (one["n"] or 0) >= _TOO_FEW)
    return Number(text, one["value"], one["unit"]) if told and one["unit"] != "flag" else text


def _range(one: Mapping[str, Any], lang: str, _: Gettext) -> str:
    if one["low"] is None or (one["unit"] == "rate" and (one["n"] or 0) < _TOO_FEW):
        return ""
    high = "…" if one["high"] is None else _with_unit(one["high"], one["unit"], lang, _)
    return f"{_with_unit(one['low'], one['unit'], lang, _)} – {high}".replace(" ", NBSP)


def _of(one: Mapping[str, Any], _: Gettext) -> str:
    if one["k"] is None or one["n"] is None:
        return "" if one["n"] is None else str(one["n"])
    return _(N_("{k} of {n}")).format(k=one["k"], n=one["n"])


def _totals(report: Mapping[str, Any], lang: str, _: Gettext) -> Table:
    rows = [
        (
            _(BY_ID[one["metric"]].title),
            value_cell(one, lang, _),
            _of(one, _),
            _range(one, lang, _),
            Number(str(one["immature"]), one["immature"]) if one["immature"] else "",
            _(one["note"]) if one["note"] else "",
        )
        for one in report["measurements"]
        if not one["by"]
    ]
    heads = [N_("Figure"), N_("Value"), N_("Cases"), N_("Range"), N_("Too young"), N_("Note")]
    return Table(_(N_("Figures")), [_(head) for head in heads], rows)


def _crossed(report: Mapping[str, Any], lang: str, _: Gettext, by: str, title: str, metrics: Iterable[str]) -> Table:
    chosen = list(metrics)
    cells: dict[str, dict[str, str]] = {}
    for one in report["measurements"]:
        if list(one["by"]) == [by] and one["metric"] in chosen:
            cells.setdefault(one["by"][by], {})[one["metric"]] = _with_cases(one, lang, _)
    rows = [[name, *(row.get(metric, DASH) for metric in chosen)] for name, row in sorted(cells.items())]
    return Table(title, ["", *(_(BY_ID[metric].title) for metric in chosen)], rows)


def _with_cases(one: Mapping[str, Any], lang: str, _: Gettext) -> str:
    shown = value_text(one, lang, _)
    many = one["unit"] == "rate" and one["n"] and one["n"] >= _TOO_FEW and one["value"] is not None
    return f"{shown} ({_of(one, _)})" if many else shown


def _findings(report: Mapping[str, Any], lang: str, _: Gettext) -> Table:
    severities = {"stop": N_("stop and fix first"), "watch": N_("watch"), "note": N_("note")}
    rows = [
        (
            one["rep"],
            one["rule"],
            _(severities[one["severity"]]),
            Number(str(one["count"]), one["count"]),
            Number(number(one["points"], lang, 0), one["points"]),
        )
        for one in report["findings"]
    ]
    heads = [N_("Rep"), N_("Rule"), N_("Weight"), N_("Count"), N_("Points")]
    return Table(_(N_("Findings")), [_(head) for head in heads], rows)


def _templates(report: Mapping[str, Any], lang: str, _: Gettext) -> Table:
    rows = [
        (
            one["text"][:160] or one["id"],
            Number(str(one["reach"]), one["reach"]),
            ", ".join(one["reps"]),
            Number(percent(one["fixed_share"], lang), one["fixed_share"], "rate"),
            _(N_("{k} of {n}")).format(k=one["replied"], n=one["mature"]) if one["mature"] else DASH,
            Number(str(one["said_no"]), one["said_no"]) if one["said_no"] else "",
        )
        for one in report["templates"][:30]
    ]
    heads = [N_("Text"), N_("People reached"), N_("Reps"), N_("Same text"), N_("Answered"), N_("Said no")]
    return Table(_(N_("Texts sent to many")), [_(head) for head in heads], rows)


def _profiles(report: Mapping[str, Any], _: Gettext) -> Table:
    rows = [
        (
            one["rep"],
            one["network"],
            DASH if one["score"] is None else Number(str(one["score"]), one["score"]),
            ", ".join(check["check"] for check in one["checks"] if check["state"] == "failed"),
        )
        for one in report["profiles"]
    ]
    heads = [N_("Rep"), N_("Network"), N_("Score"), N_("Failed checks")]
    return Table(_(N_("Profiles")), [_(head) for head in heads], rows)
