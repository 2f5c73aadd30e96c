"""A report as a document: Markdown, and HTML in one file that can be printed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from data.words import N_
from metrics.catalog import BY_ID
from metrics.translations import translations
from metrics.words import NBSP, number, percent

DASH = "–"
BY_REP = ("started", "reply_rate", "positive_of_replies", "pitch_after_reply", "pitch_in_opener", "copies", "burned")
BY_MONTH = ("started", "reply_rate", "pitch_after_reply", "copies", "burned", "answered_in_day")
_TOO_FEW = 10

Cell = str
Gettext = Callable[[str], str]


class Table(NamedTuple):
    """A table of the document: cells are plain text, escaped where they are written."""

    title: str
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]


class Document(NamedTuple):
    """A report ready to be written: heading, lines under it, tables, and notes at the end."""

    title: str
    lines: Sequence[str]
    tables: Sequence[Table]
    notes: Sequence[tuple[str, str]]


def render_markdown(report: Mapping[str, Any], lang: str) -> str:
    """Return the report as Markdown; texts of people can't become links, pictures or markup."""
    document = compose(report, lang)
    parts = [f"# {_md(document.title)}", *(_md(line) for line in document.lines)]
    for table in document.tables:
        rows = [list(table.heads), ["---"] * len(table.heads), *([_md(cell) for cell in row] for row in table.rows)]
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        parts += [f"## {_md(table.title)}", body]
    parts += [f"## {_md(translations(lang).gettext(COUNTED))}"]
    parts += [f"- {_md(title)}: {_md(how)}" for title, how in document.notes]
    return "\n\n".join(parts) + "\n"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!$~@&]|:(?=\S))", r"\\\1", " ".join(text.split()))


STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, sans-serif; color: #1b1f24; max-width: 1100px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 24px; } h2 { font-size: 17px; margin-top: 28px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 8px; border-bottom: 1px solid #d8dde3; vertical-align: top; }
th { font-weight: 600; color: #57606a; } dt { font-weight: 600; margin-top: 8px; } dd { margin: 0; color: #424a53; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
"""


def render_html(report: Mapping[str, Any], lang: str) -> str:
    """Return the report as one HTML file: it asks for nothing from outside and runs nothing."""
    document = compose(report, lang)
    tables = "".join(_table(table) for table in document.tables)
    notes = "".join(f"<dt>{escape(title)}</dt><dd>{escape(how)}</dd>" for title, how in document.notes)
    lines = "".join(f"<p>{escape(line)}</p>" for line in document.lines)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(document.title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(document.title)}</h1>{lines}{tables}"
        f"<h2>{escape(translations(lang).gettext(COUNTED))}</h2><dl>{notes}</dl></body></html>\n"
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<h2>{escape(table.title)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


COUNTED = N_("How it is counted")


def compose(report: Mapping[str, Any], lang: str) -> Document:
    """Lay a report out in a language: the same numbers as its JSON."""
    _ = translations(lang).gettext
    title = _(N_("Report")) + (f": {report['workspace']}" if report.get("workspace") else "")
    tables = [
        _totals(report, lang, _),
        _crossed(report, lang, _, "rep", _(N_("By rep")), BY_REP),
        _crossed(report, lang, _, "month", _(N_("By month")), BY_MONTH),
        _findings(report, lang, _),
        _templates(report, lang, _),
        _profiles(report, _),
    ]
    notes = [(_(BY_ID[name].title), _(BY_ID[name].how)) for name in BY_ID]
    return Document(title, _lines(report, _), [table for table in tables if table.rows], notes)


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
            value_text(one, lang, _),
            _of(one, _),
            _range(one, lang, _),
            str(one["immature"] or ""),
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
        (one["rep"], one["rule"], _(severities[one["severity"]]), str(one["count"]), number(one["points"], lang, 0))
        for one in report["findings"]
    ]
    heads = [N_("Rep"), N_("Rule"), N_("Weight"), N_("Count"), N_("Points")]
    return Table(_(N_("Findings")), [_(head) for head in heads], rows)


def _templates(report: Mapping[str, Any], lang: str, _: Gettext) -> Table:
    rows = [
        (
            one["text"][:160] or one["id"],
            str(one["reach"]),
            ", ".join(one["reps"]),
            percent(one["fixed_share"], lang),
            _(N_("{k} of {n}")).format(k=one["replied"], n=one["mature"]) if one["mature"] else DASH,
            str(one["said_no"] or ""),
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
            DASH if one["score"] is None else str(one["score"]),
            ", ".join(check["check"] for check in one["checks"] if check["state"] == "failed"),
        )
        for one in report["profiles"]
    ]
    heads = [N_("Rep"), N_("Network"), N_("Score"), N_("Failed checks")]
    return Table(_(N_("Profiles")), [_(head) for head in heads], rows)
