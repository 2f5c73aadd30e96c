"""Attribution in a document: the four classes, and what each model gives to whom; every column adds up to the total."""

from collections.abc import Callable, Mapping
from typing import Any

from data.channels import name as channel_name
from data.money import major
from data.words import N_
from metrics.attribution.classes import CLASSES
from metrics.attribution.models import MODELS, NO_TOUCH
from metrics.documents.document import Cell, Number, Table
from metrics.words import money

BY = {"rep": N_("Credit by rep"), "network": N_("Credit by network"), "template": N_("Credit by template")}
REST = "(rest)"
"""What the smallest rows of a model are told as, together."""
LONGEST = 80
MOST = 30
"""Rows of a table of credit; what is left out is one row more."""

Gettext = Callable[[str], str]


def tables(report: Mapping[str, Any], lang: str, _: Gettext) -> list[Table]:
    """Return the tables of the report's attribution; none where there is no CRM data."""
    told = report.get("attribution") or {}
    if not told:
        return []
    currency = report["currency"]

    def cash(units: int) -> Cell:
        value = float(major(units, currency))
        return Number(money(value, currency, lang), value)

    texts = {one["id"]: one["text"] for one in report["templates"]}
    credit = (_credit(told["credit"], by, texts, cash, _) for by in BY)
    return [_classes(told, cash, _), _channels(told, cash, _), *credit]


Cash = Callable[[int], Cell]


def _classes(told: Mapping[str, Any], cash: Cash, _: Gettext) -> Table:
    rows = [[_(CLASSES[row["class"]]), _count(row["deals"]), cash(row["money"])] for row in told["classes"]]
    rows.append([_(N_("Together: the CRM’s total")), _count(told["deals"]), cash(told["total"])])
    heads = [_(N_("Class")), _(N_("Deals")), _(N_("Money"))]
    return Table(_(N_("Won deals: who was there before the money")), heads, rows)


def _channels(told: Mapping[str, Any], cash: Cash, _: Gettext) -> Table:
    rows = [
        [_(channel_name(row["channel"])), _count(row["deals"]), cash(row["money"]), _count(row["with_talk"])]
        for row in told["channels"]
    ]
    heads = [_(N_("Channel")), _(N_("Deals")), _(N_("Money")), _(N_("With a talk"))]
    return Table(_(N_("Won deals by channel")), heads, rows)


def _credit(credit: list[Mapping[str, Any]], by: str, texts: Mapping[str, str], cash: Cash, _: Gettext) -> Table:
    found: dict[str, dict[str, int]] = {}
    deals: dict[str, int] = {}
    for row in credit:
        if row["by"] == by:
            found.setdefault(row["name"], {})[row["model"]] = row["money"]
            deals[row["name"]] = row["deals"]
    order = sorted(found, key=lambda name: (name in ("", NO_TOUCH, REST), -sum(found[name].values())))
    rows = [
        [
            _named(name, by, texts, _),
            _count(deals[name]) if deals[name] else "",
            *(cash(found[name].get(one.id, 0)) for one in MODELS),
        ]
        for name in order[:MOST]
    ]
    rest = order[MOST:]
    if rest:
        sums = (cash(sum(found[name].get(one.id, 0) for name in rest)) for one in MODELS)
        rows.append([_(N_("all others")), "", *sums])
    heads = ["", _(N_("Deals")), *(_(one.title) for one in MODELS)]
    return Table(_(BY[by]), heads, rows)


def _named(name: str, by: str, texts: Mapping[str, str], _: Gettext) -> str:
    """Return whom a row credits: a rep, a network, or the words of a template where the report may tell them."""
    if name == NO_TOUCH:
        return _(N_("no talk before"))
    if name == REST:
        return _(N_("all others"))
    if by == "template":
        return (texts.get(name) or name)[:LONGEST] or _(N_("no template"))
    return name


def _count(value: int) -> Cell:
    return Number(str(value), value)
