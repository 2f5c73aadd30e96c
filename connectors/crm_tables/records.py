"""Rows of a CRM's tables as facts: one function a target."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from connectors.connector import Problem
from connectors.crm_tables import cells
from connectors.crm_tables.drop import ENTERED
from connectors.crm_tables.row import Row, phone_of
from connectors.mapper.values import number
from data import crm_words
from data.crm_records import (
    Cost,
    CrmActivity,
    CrmCompany,
    CrmPerson,
    CrmStage,
    CrmUser,
    Deal,
    ExchangeRate,
    Lead,
    Payment,
    StageChange,
    Ticket,
    crm_id,
)

Made = Iterator[Any]
_LEAD_STAGES = (
    "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "marketing qualified lead",
    "sales qualified lead", "лид", "клиент", "сделка",
)  # fmt: skip
_OPEN = frozenset(["open", "in progress", "new", "в работе", "открыта", "открыт", "новая"])
_KINDS = {
    "call": "call phone звонок вызов",
    "meeting": "meeting visit demo lunch event встреча визит мероприятие",
    "mailing": "mailing newsletter campaign marketing рассылка",
    "email": "email mail письмо почта",
    "message": "message sms whatsapp telegram linkedin chat communication сообщение чат",
    "note": "note comment заметка примечание комментарий",
}
_PAID = {
    "refund": "refund chargeback возврат",
    "renewal": "renewal subscription recurring продление подписка",
    "instalment": "instalment installment part рассрочка частичный",
    "correction": "correction adjustment корректировка",
}
_COMPLAINT = "complaint problem bug claim жалоба претензия рекламация проблема"


def _word(known: dict[str, str], cell: str, else_: str) -> str:
    words = set(crm_words.folded(cell).replace("e mail", "email").split())
    return next((name for name, told in known.items() if words & set(told.split())), else_)


# --- people and companies --------------------------------------------------------------------------------------------
def people(row: Row) -> Made:
    """Yield a contact, its owner, and the lead that it was, where the CRM says that it was one."""
    one = _person(row, "contact", row.text("name"), row.native(*_reach(row)))
    if not (one.name or one.first_name or one.last_name or one.emails != "[]" or one.phones != "[]"):
        yield Problem("no-person")
        return
    yield one
    yield from row.owner_record()
    if (lead_at := row.moment("lead_at")) or ("lead_at" not in row.cells and _was_lead(row)):
        yield _lead(row, one.native_id, lead_at or one.created_at, one.id, _name(one))


def _was_lead(row: Row) -> bool:
    return row.text("status").casefold() in _LEAD_STAGES and not row.book.drop.has("leads")


def _reach(row: Row) -> tuple[str, ...]:
    key = row.person_key(row.text("name") or " ".join((row.text("first_name"), row.text("last_name"))).strip())
    return (key,) if key else ()


def _name(one: CrmPerson) -> str:
    return one.name or " ".join(filter(None, (one.first_name, one.last_name)))


def _person(row: Row, kind: str, name: str, native: str) -> CrmPerson:
    company_id, company = row.company()
    emails = list(
        dict.fromkeys(one.casefold() for cell in row.all("email") for one in re.split(r"[;,\s]+", cell) if "@" in one)
    )
    phones = list(
        dict.fromkeys(filter(None, (phone_of(one) for cell in row.all("phone") for one in re.split(r"[;,]", cell))))
    )
    handles = [["telegram", handle.lstrip("@").casefold()] for handle in [row.text("telegram")] if handle]
    first, last = row.text("first_name"), row.text("last_name")
    return CrmPerson(
        crm_id(row.crm, CrmPerson, kind, native), row.crm, native, kind, "" if first and last and not name else name,
        first, last, company_id, company, row.text("title"), _list(emails), _list(phones), _list(row.all("url")),
        _list(handles), row.text("city"), row.owner(), row.moment("created_at"), row.moment("updated_at"), "", None,
    )  # fmt: skip


def _list(values: list) -> str:
    return json.dumps(values, ensure_ascii=False)


def companies(row: Row) -> Made:
    """Yield a company and its owner."""
    name = row.text("name")
    if not name:
        yield Problem("no-name")
        return
    native = row.native("name", crm_words.folded(name))
    parent_id, parent = row.company("parent")
    if parent and not parent_id and "id" not in row.cells:
        parent_id = crm_id(row.crm, CrmCompany, f"name/{crm_words.folded(parent)}")
    city = row.text("city") or row.text("country")
    yield CrmCompany(
        crm_id(row.crm, CrmCompany, native), row.crm, native, name, domain_of(row.text("domain")),
        row.text("industry"), city, row.owner(), parent_id, row.moment("created_at"), row.moment("updated_at"), "",
        None,
    )  # fmt: skip
    yield from row.owner_record()


def domain_of(cell: str) -> str:
    """Return the bare host of a website."""
    host = re.sub(r"^\w+://", "", cell.split(",")[0].split(";")[0].strip().casefold()).split("/")[0]
    return host.removeprefix("www.").split(":")[0]


# --- leads and deals -------------------------------------------------------------------------------------------------
def leads(row: Row) -> Made:
    """Yield a lead, and its person where the row tells who that is."""
    native = row.native(*_reach(row)) if not row.text("id") else row.native()
    name = row.text("name") or " ".join(filter(None, (row.text("first_name"), row.text("last_name"))))
    listed = row.ids("person_id")
    person = crm_id(row.crm, CrmPerson, "contact", listed[0]) if listed else None
    if not listed and (row.all("email") or row.all("phone") or row.all("url") or row.text("last_name")):
        one = _person(row, "lead", "" if row.text("last_name") else name, native)
        person = one.id
        yield one
    yield _lead(row, native, row.moment("created_at"), person, name)
    yield from row.owner_record()


def _lead(row: Row, native: str, created_at: str | None, person: str | None, name: str) -> Lead:
    company_id, company = row.company()
    converted = row.moment("converted_at") if cells.flag(row.text("converted")) is not False else None
    deal = row.first("deal_id")
    return Lead(
        crm_id(row.crm, Lead, native), row.crm, native, name, person, company_id, company, row.text("source"),
        row.text("source_detail"), row.text("status"), row.owner(), created_at, converted,
        crm_id(row.crm, Deal, deal) if deal else None, row.moment("updated_at"), "", None,
    )  # fmt: skip


def deals(row: Row) -> Made:
    """Yield a deal, when it came to its stages, and its person and owner where only this row tells of them."""
    lead = row.first("lead_id")
    native = row.native("lead", lead) if lead else row.native()
    status, outcome = _status(row)
    one = _deal(row, native, status, outcome, crm_id(row.crm, Lead, lead) if lead else None)
    yield one
    yield from row.owner_record()
    if row.crm == "amocrm":  # there a lead and a deal are one thing
        main = json.loads(one.people)[0][0] if one.people != "[]" else None
        yield _lead(row, native, one.created_at, main, one.name)._replace(deal_id=one.id)
    key = row.person_key(row.text("person")) if not row.ids("person_id") else ""
    if key and not row.book.drop.found("people", row.text("email")) and "/" in key:
        person = _person(row, "contact", row.text("person"), key)
        yield from row.book.once(person._replace(owner_id=None, created_at=None, updated_at=None))
    yield from _entered(row, one)


def _status(row: Row) -> tuple[str, str]:
    """Return what the CRM says of a deal (open, won, lost, "" when only the stage does) and its end by all words."""
    won, closed = cells.flag(row.text("won")), cells.flag(row.text("closed"))
    told = crm_words.folded(row.text("status"))
    outcome = crm_words.stage_meaning(told) if told else ""
    if won or (outcome == "won"):
        return "won", "won"
    if (closed and won is False) or outcome == "lost":
        return "lost", "lost"
    if told in _OPEN or closed is False:
        return "open", "open"
    if not row.text("stage") and (row.moment("won_at") or row.moment("lost_at")):
        state = "won" if row.moment("won_at") else "lost"
        return state, state
    meaning = crm_words.stage_meaning(row.text("stage"))
    return "", meaning if meaning in ("won", "lost") else ""


def _deal(row: Row, native: str, status: str, outcome: str, lead_id: str | None) -> Deal:
    code = row.currency()
    company_id, company = row.company()
    named = row.moment("won_at" if outcome == "won" else "lost_at") if outcome in ("won", "lost") else None
    closed = (named or row.moment("closed_at", "won_at", "lost_at")) if outcome != "open" else None
    expected = row.moment("expected_on") or (None if outcome in ("won", "lost") else row.moment("closed_at"))
    amount = row.money("amount", code)
    # A deal without a day of its own is known to be there from the day on which it was closed.
    created = row.moment("created_at") or ((named or closed) if "created_at" not in row.cells else None)
    return Deal(
        crm_id(row.crm, Deal, native), row.crm, native, row.text("name"), lead_id or _lead_of(row), company_id, company,
        json.dumps([[one, ""] for one in row.people()]), row.text("pipeline"), row.text("stage"), status,
        None if outcome == "lost" and amount == 0 else amount, row.money("cost", code), code,
        product_name(row.text("product")), row.text("source"), row.text("first_business"), row.text("loss_reason"),
        row.owner(), created, closed,
        expected and expected[:10], row.moment("updated_at"), "", None,
    )  # fmt: skip


def _lead_of(row: Row) -> str | None:
    """Return the lead of a deal in HubSpot, where a lead is a contact."""
    listed = row.ids("person_id") if row.crm == "hubspot" else []
    return crm_id(row.crm, Lead, listed[0]) if listed else None


def product_name(cell: str) -> str:
    """Return a product's name so that "GTXPro" and "GTX Pro" are one: capitals that follow each other are parted."""
    return re.sub(r"(?<=[A-ZА-Я]{2})(?=[A-ZА-Я][a-zа-я])|(?<=[a-zа-я])(?=[A-ZА-Я]{2,}\b)", " ", cell)


def _entered(row: Row, deal: Deal) -> Made:
    for name, cell in row.cells.items():
        if name.casefold().startswith(ENTERED) and (at := cells.moment(cell, row.order, row.book.ctx.zone)):
            stage, pipeline = _stage_named(name)
            yield _change(row, deal.native_id, pipeline or deal.pipeline, stage, at, None)


def _stage_named(column: str) -> tuple[str, str]:
    """Return stage and pipeline of a column like 'Date entered "Signed (Sales)"'."""
    prefix = next(one for one in ENTERED if column.casefold().startswith(one))
    name = column[len(prefix) :].strip().strip("\"“”«»'")
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name)
    return (found[1], found[2]) if found else (name, "")


def _change(row: Row, deal: str, pipeline: str, stage: str, at: str, by: str | None) -> StageChange:
    number_ = crm_id(row.crm, StageChange, deal, at, stage)
    return StageChange(number_, row.crm, crm_id(row.crm, Deal, deal), pipeline, stage, at, by)


def stages(row: Row) -> Made:
    """Yield a change of stage."""
    deal = row.first("deal_id") or row.book.drop.found("deals", row.text("deal"))
    stage, at = row.text("stage"), row.moment("at")
    if not (deal and stage and at):
        yield Problem("no-deal" if not deal else "incomplete-row")
        return
    yield _change(row, deal, row.text("pipeline"), stage, at, row.owner())
    yield from row.owner_record()


# --- what was done, what was asked -----------------------------------------------------------------------------------
def crm_activities(row: Row) -> Made:
    """Yield an activity that somebody logged."""
    native, kind, way = row.native(), _word(_KINDS, row.text("kind"), "task"), crm_words.folded(row.text("direction"))
    at = row.moment("at", "created_at")
    if not at:
        yield Problem("bad-date")
        return
    done = cells.flag(row.text("done"))
    finished = crm_words.folded(row.text("done")) in ("completed", "done", "завершено", "выполнено", "held", "sent")
    open_ = done is False or (done is None and bool(row.text("done")) and not finished)
    yield CrmActivity(
        crm_id(row.crm, CrmActivity, native), row.crm, native, kind,
        "in" if way.startswith(("in", "вход")) else "out" if way.startswith(("out", "исх")) else "unknown",
        row.text("subject"), row.cells.get("text", "").strip(), at, int(not open_), json.dumps(row.people()),
        row.company()[0], row.deal(), row.owner(), row.moment("created_at"), row.moment("updated_at"), "",
    )  # fmt: skip
    yield from row.owner_record()


def tickets(row: Row) -> Made:
    """Yield a complaint or request."""
    native, who = row.native(), row.people()
    kind = row.text("kind") or row.text("subject")
    complaint = _word({"complaint": _COMPLAINT}, kind, "request" if row.text("kind") else "")
    status, closed_at = row.text("status"), row.moment("closed_at")
    closed = bool(closed_at) or crm_words.folded(status).startswith(("closed", "resolved", "done", "закрыт", "решен"))
    yield Ticket(
        crm_id(row.crm, Ticket, native), row.crm, native, complaint, row.text("subject"),
        row.cells.get("text", "").strip(), status, int(closed), who[0] if who else None, row.company()[0],
        row.owner(), row.moment("created_at"),
        row.moment("answered_at"), closed_at, row.moment("updated_at"), "",
    )  # fmt: skip
    yield from row.owner_record()


# --- money -----------------------------------------------------------------------------------------------------------
def costs(row: Row) -> Made:
    """Yield what a channel cost in a month."""
    month = row.moment("month") or _month(row.text("month"))
    code, hours = row.currency(), number(row.text("hours"), row.book.table.mapping.decimal)
    amount, rate = row.money("amount", code), row.money("hourly_rate", code)
    if not month or (amount is None and hours is None):
        yield Problem("incomplete-row")
        return
    native, minutes = row.native(), round((hours or 0) * 60)
    source, note = row.text("source"), row.text("note")
    yield Cost(
        crm_id(row.crm, Cost, native), row.crm, native, source, month[:7], amount or 0, minutes, rate or 0, code, note
    )


def _month(cell: str) -> str:
    found = re.fullmatch(r"(\d{4})[-./](\d{1,2})", cell) or re.fullmatch(r"(\d{1,2})[-./](\d{4})", cell)
    year, month = (sorted(map(int, found.groups()), reverse=True)) if found else (0, 0)
    return f"{year}-{month:02}" if 1 <= month <= 12 else ""


def payments(row: Row) -> Made:
    """Yield a payment; money given back is negative."""
    code, at = row.currency(), row.moment("at")
    amount = row.money("amount", code)
    if not at or amount is None:
        yield Problem("incomplete-row")
        return
    kind, native, who = _word(_PAID, row.text("kind"), "payment"), row.native(), row.ids("person_id")
    company_id, company = row.company()
    quantity = number(row.text("quantity"), row.book.table.mapping.decimal)
    yield Payment(
        crm_id(row.crm, Payment, native), row.crm, native, row.deal(), company_id,
        crm_id(row.crm, CrmPerson, "contact", who[0]) if who else None, company, at,
        -abs(amount) if kind == "refund" else amount, row.money("cost", code), code, product_name(row.text("product")),
        "" if quantity is None else f"{Decimal(repr(quantity)).normalize():f}", kind, row.moment("updated_at"), "",
    )  # fmt: skip


def rates(row: Row) -> Made:
    """Yield an exchange rate."""
    code, base, day = cells.currency(row.text("currency")), cells.currency(row.text("base")), row.moment("day")
    value = number(row.text("rate"), row.book.table.mapping.decimal or ".")
    if not (code and day and value and value > 0):
        yield Problem("incomplete-row")
        return
    base = base or row.book.ctx.answers.get("base", "")
    try:
        rate = f"{Decimal(repr(value)):f}"
    except InvalidOperation:
        yield Problem("incomplete-row")
        return
    yield ExchangeRate(crm_id("file", ExchangeRate, code, base, day[:10]), "file", code, base, day[:10], rate)


# --- users and stages ------------------------------------------------------------------------------------------------
def users(row: Row) -> Made:
    """Yield a user of the CRM."""
    name, email = row.text("name"), row.text("email").casefold()
    if not (name or email):
        yield Problem("no-name")
        return
    native = row.native("name", crm_words.folded(name)) if name else row.native("email", email)
    active = int(cells.flag(row.text("active")) is not False)
    yield CrmUser(crm_id(row.crm, CrmUser, native), row.crm, native, name, email, active, row.moment("updated_at"))


def stage_list(row: Row) -> Made:
    """Yield a stage of a pipeline with its place."""
    pipeline, stage, told = row.text("pipeline"), row.text("stage"), row.text("meaning")
    if not stage:
        yield Problem("no-name")
        return
    meaning = crm_words.stage_meaning(told) if told else ""
    place = number(row.text("position"), ".") or 0
    key, said = (
        crm_id(row.crm, CrmStage, pipeline, stage),
        meaning if meaning in ("won", "lost") else "open" if told else "",
    )
    yield CrmStage(key, row.crm, pipeline, stage, pipeline, stage, int(min(max(place, 0), 10_000)), said, None)


MAKERS: dict[str, Callable[[Row], Made]] = {
    "people": people, "leads": leads, "deals": deals, "stages": stages, "companies": companies,
    "crm_activities": crm_activities, "tickets": tickets, "costs": costs, "payments": payments, "users": users,
    "stage_list": stage_list, "rates": rates,
}  # fmt: skip
"""Target -> what its rows become."""
DATED = ("created_at", "updated_at", "at")


def newest_day(rows: Iterator[Row]) -> str:
    """Return the newest day on which any of these rows was made or changed, not after today; "" when none is told."""
    today = date.today().isoformat()  # noqa: DTZ011 (only to leave out plans)
    days = (at[:10] for row in rows for key in DATED if (at := row.moment(key)) and at[:10] <= today)
    return max(days, default="")
