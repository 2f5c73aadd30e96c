"""What a file turned out to be, drawn from the report of its preview (see `connectors.reports`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectors import crm_tables, mapper
from connectors.asking import OPEN
from connectors.problems import NOTES, WORDS
from connectors.refusal import REFUSALS
from connectors.reports import ASIDE, STOPS
from connectors.sources import CONNECTORS
from data.imports import FileRow
from data.words import N_
from pages.ui.marks import pill
from pages.ui.markup import esc, icon, put
from pages.ui.words import _, day, days, ngettext, num

SHOWN = 8
"""Kinds of problems listed; the rest is counted."""
LINES = 6
ASKS = {
    "no-owner": N_("The file does not tell whose export it is."),
    "who-is-this": N_(
        "This is the export of {owner}, but of another account than the one {rep} has here. If both are the same "
        "person, choose {rep}; if not, choose somebody new."
    ),
    "which-rep": N_("This is the export of {owner}, who may be any of {reps}."),
}
"""Reasons to stop that a person can settle by saying whose export it is."""
REASONS = {
    "sensitive": N_("private, left closed"),
    "not-needed": N_("not needed"),
    "unknown": N_("not known"),
    "empty": N_("empty"),
    "duplicate": N_("the same file twice"),
    "not-a-table": N_("not readable as a table"),
    "broken": N_("damaged"),
}
TITLES = {
    mapper.ID: mapper.TITLE,
    crm_tables.ID: crm_tables.TITLE,
    "mapped_crm": crm_tables.MAPPED,
    **{connector.id: connector.title for connector in CONNECTORS},
}
Report = Mapping[str, Any]


def sentence(told: Report) -> str:
    """Return a problem or a stop in the reader's language; `told` has code and detail, and message as a way out."""
    words = {**WORDS, **REFUSALS, **STOPS, **ASKS}.get(told["code"])
    if words is None:
        return str(told.get("message") or told["code"])
    detail = {"name": "…"} | dict(told.get("detail") or {})
    try:
        return _(words, **detail)
    except (KeyError, IndexError):
        return str(told.get("message") or told["code"])


def card(report: Report, name: str, size: str) -> None:
    """Draw one upload: what it is, whose, how much, since when, what is new, what could not be read."""
    what = _(TITLES.get(report["connector"], "")) or _("Unknown")
    head = (
        f'<div class="rp-file">{icon("folder_zip" if name.endswith(".zip") else "description")}'
        f'<div><div style="font-weight:600;font-size:15px;overflow-wrap:anywhere">{esc(name)}</div>'
        f'<div class="rp-sub">{esc(what)} · {esc(size)}</div></div><div>{_mark(report)}</div></div>'
    )
    facts = "".join(f"<span>{fact}</span>" for fact in _facts(report))
    body = (
        f'<div class="rp-facts rp-indent">{facts}</div><div class="rp-indent">{_news(report)}{_problems(report)}</div>'
    )
    put(head + body)


def _mark(report: Report) -> str:
    if report["stopped"]:
        if report["stopped"]["code"] == "mapping-needed":
            return pill("watch", "table", _("say what the columns are"))
        if report["stopped"]["code"] not in ASKS:
            return pill("stop", "block", _("can't be read"))
        return _questions(1 + _open(report))
    if report.get("hollow"):
        return pill("watch", "inbox", _("nothing in it"))
    if count := _open(report):
        return _questions(count)
    if report["already"]:
        return pill("none", "task_alt", _("imported already"))
    count = sum(problem["code"] not in NOTES for file in report["files"] for problem in file["problems"])
    if count:
        return pill("watch", "error", ngettext("{n} problem", "{n} problems", count))
    return pill("good", "check_circle", _("ready"))


def _open(report: Report) -> int:
    return sum(one["answered_by"] in OPEN for one in report.get("questions", ()))


def _questions(count: int) -> str:
    return pill("watch", "help", ngettext("one question", "{n} questions", count))


def _facts(report: Report) -> list[str]:
    facts = []
    if report.get("team") and not report["stopped"]:
        facts += [f"<b>{esc(_('For the whole team'))}</b>", *_sales(report["files"])]
    if report["rep"]["name"]:
        facts.append(f"{esc(_('Export of'))} <b>{esc(report['rep']['name'])}</b>")
    said = (
        ngettext("{n} message sent", "{n} messages sent", report["sent"]) if report["sent"] else "",
        ngettext("{n} received", "{n} received", report["received"]) if report["received"] else "",
        ngettext("{n} contact", "{n} contacts", report["contacts"]) if report["contacts"] else "",
    )
    facts += [esc(text) for text in said if text]
    if report["period"]:
        facts.append(f"<b>{esc(days(*report['period']))}</b>")
    return facts


def _sales(files: Sequence[Report]) -> list[str]:
    """Return what the tables of a CRM hold, in words."""
    counts: dict[str, int] = {}
    for file in files:
        for what, n in file["counts"].items():
            counts[what] = counts.get(what, 0) + n
    said = (
        ngettext("{n} deal", "{n} deals", counts["deals"]) if counts.get("deals") else "",
        ngettext("{n} lead", "{n} leads", counts["leads"]) if counts.get("leads") else "",
        ngettext("{n} contact", "{n} contacts", counts["crm_people"]) if counts.get("crm_people") else "",
        ngettext("{n} company", "{n} companies", counts["crm_companies"]) if counts.get("crm_companies") else "",
        ngettext("{n} payment", "{n} payments", counts["payments"]) if counts.get("payments") else "",
    )
    return [esc(text) for text in said if text]


def _news(report: Report) -> str:
    said = []
    if report["first_answer"]:
        who, when = report["first_answer"]
        said.append(_("The first answer came from {name} on {day}.", name=who, day=day(when, year=True)))
    if report.get("hollow"):
        said.append(_("There is nothing in it: no message, no person, no post."))
    elif not report["stopped"]:
        said.append(ngettext("{n} record is new", "{n} records are new", report["new"]) + ".")
        if report["unchanged"]:
            said.append(ngettext("{n} is here already.", "{n} are here already.", report["unchanged"]))
    said += [_aside(report), _left_out(report["files"])]
    return f'<div class="rp-sub" style="padding-top:4px">{esc(" ".join(text for text in said if text))}</div>'


def _aside(report: Report) -> str:
    """Say which messages count neither as sent nor as received."""
    said = [f"{_(ASIDE[kind])} {num(count)}" for kind, count in report.get("aside", {}).items()]
    if report.get("undecided"):
        said.append(_("nobody knows who wrote to whom: {n}", n=num(report["undecided"])))
    return _("Neither sent nor received: {kinds}.", kinds=", ".join(said)) if said else ""


def _left_out(files: Sequence[Report]) -> str:
    reasons: dict[str, int] = {}
    for file in files:
        if file["ignored"]:
            reasons[file["ignored"]] = reasons.get(file["ignored"], 0) + 1
    if not reasons:
        return ""
    count = ngettext("{n} file is not read", "{n} files are not read", sum(reasons.values()))
    why = ", ".join(f"{_(REASONS.get(reason, reason))}: {num(n)}" for reason, n in sorted(reasons.items()))
    return f"{count} ({why})."


def _problems(report: Report) -> str:
    if report["stopped"]:
        return f'<div style="padding-top:8px">{esc(sentence(report["stopped"]))}</div>'
    return problems(report["files"])


def told(file: FileRow) -> Report:
    """Return a stored file as far as `problems` looks at it."""
    found = [{"line": line, "code": code, "detail": detail} for line, code, detail in file.problems]
    return {"name": file.path, "problems": found}


def problems(files: Iterable[Report]) -> str:
    """Return a table of what could not be read, the same words of one file in one row."""
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for file in files:
        for problem in file["problems"]:
            entry = (problem.get("detail") or {}).get("place") == "entry"
            groups.setdefault((file["name"], sentence(problem), entry), []).append(int(problem.get("line") or 0))
    if not groups:
        return ""
    rows = "".join(_problem(lines, *place) for place, lines in list(groups.items())[:SHOWN])
    more = len(groups) - SHOWN
    rest = ngettext("and {n} more kind of problem", "and {n} more kinds of problems", more) if more > 0 else ""
    table = f'<table class="rp-table"><tbody>{rows}</tbody></table>'
    return f'<div class="rp-scroll" style="margin-top:8px">{table}</div><div class="rp-meta">{esc(rest)}</div>'


def _problem(lines: Sequence[int], file: str, words: str, entry: bool) -> str:
    known = [num(line) for line in lines if line]
    place = ", ".join(known[:LINES]) + (", …" if len(known) > LINES else "")
    if entry:
        numbers = ngettext("entry {lines}", "entries {lines}", len(known), lines=place)
    else:
        numbers = ngettext("line {lines}", "lines {lines}", len(known), lines=place)
    where = f"{file}, {numbers}" if known else file
    return f'<tr><td class="rp-quiet">{esc(where)}</td><td>{esc(words)}</td></tr>'
