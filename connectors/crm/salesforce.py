"""Salesforce: queries ordered by the time of change; fields that an org hides are left out, deleted rows are told."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from connectors.connector import Problem
from connectors.crm import values as v
from connectors.crm.config import Connection, Place
from connectors.crm.errors import Answer, ApiError, Verdict, usual
from connectors.crm.http import Api, Circle, Header
from connectors.crm.model import OVERLAP, Crm, Gone, Page, Part, Run, maybe, need
from data.crm_records import (
    CrmActivity,
    CrmCompany,
    CrmPerson,
    CrmRecord,
    CrmStage,
    CrmUser,
    Deal,
    Lead,
    StageChange,
    Ticket,
    crm_id,
)
from data.words import N_

CRM, VERSION, IDS = "salesforce", "v66.0", 300
PLACE = Place(CRM, "Salesforce", "https://yourcompany.my.salesforce.com")
_CODES = {
    "REQUEST_LIMIT_EXCEEDED": "limit-today",
    "INVALID_SESSION_ID": "unauthorised",
    "INVALID_TYPE": "missing",
    "API_DISABLED_FOR_ORG": "plan",
    "INSUFFICIENT_ACCESS": "forbidden",
}
_HOPELESS = ("QUERY_TIMEOUT", "QUERY_TOO_COMPLICATED", "INVALID_QUERY_LOCATOR", "INVALID_FIELD", "MALFORMED_QUERY")


def api(connection: Connection) -> Api:
    """Return the org's server as it wants to be asked."""
    base = connection.url.rstrip("/").partition("/services/data")[0]
    auth = Header("Authorization", f"Bearer {connection.token}")
    return Api(connection.title, base, auth, pace=10.0, burst=5, judge=judge, secrets=connection.secrets)


def judge(answer: Answer) -> Verdict:
    """Judge by the code in the list that every error is."""
    code, words = v.text(v.at(answer.data, 0, "errorCode")), v.text(v.at(answer.data, 0, "message"))[:200]
    if code in _CODES:
        return Verdict("stop", code=_CODES[code], said=words)
    if code in _HOPELESS:
        return Verdict("stop", code="refused", said=f"{code}: {words}")
    return usual(answer)


def _root(run: Run) -> str:
    version = run.connection.version or VERSION
    return f"/services/data/{version if version.startswith('v') else f'v{version}'}"


def _fields(run: Run, kind: str, wanted: tuple[str, ...]) -> tuple[list[str], tuple[Problem, ...]]:
    """Return those fields that the org has and shows: one that is hidden would spoil the whole query."""
    if (kind, "fields") not in run.memory:
        told = run.api.get(f"{_root(run)}/sobjects/{kind}/describe").data
        rows = need(run, v.at(told, "fields"), list, f"{kind}/describe")
        run.memory[kind, "fields"] = {v.text(v.at(row, "name")) for row in rows}
    there = run.memory[kind, "fields"]
    missing = [name for name in wanted if name not in there]
    own = [name for name in sorted(there) if name.endswith("__c") and "linkedin" in name.lower()]
    detail = {"crm": run.connection.title, "fields": ", ".join(missing), "what": kind}
    telling = [name for name in missing if name not in ("CurrencyIsoCode", "MasterRecordId")]
    return [name for name in wanted if name in there] + own, (Problem("crm-fields", detail),) if telling else ()


def _query(run: Run, soql: str) -> Iterator[list]:
    """Yield the rows of a query in pages, following where it says that more is: a path here, never another server.

    A short page is no last one. What a query that broke off would still have told is asked for by the caller.
    """
    circle = Circle(run.connection.title, "query")
    data = run.api.get(f"{_root(run)}/queryAll", {"q": soql}).data
    while True:
        yield need(run, v.at(data, "records"), list, "query")
        path = urlsplit(v.text(v.at(data, "nextRecordsUrl"))).path
        if v.truth(v.at(data, "done")) is not False or not path.startswith("/services/data/"):
            return
        circle.step(path)
        try:
            data = run.api.get(path).data
        except ApiError as error:
            if error.code in ("refused", "missing"):  # the cursor is gone
                return
            raise


def _keyset(run: Run, kind: str, fields: list[str], stamp: str, place: Any) -> Iterator[tuple[list, Any]]:
    """Yield (rows, place) ordered by time and id, until a query that begins after the last row finds none."""
    circle = Circle(run.connection.title, kind)
    while True:
        when, last = place
        at = f" WHERE {stamp} > {when} OR ({stamp} = {when} AND Id > '{last}')" if when else ""
        got = False
        for rows in _query(run, f"SELECT {','.join(fields)} FROM {kind}{at} ORDER BY {stamp}, Id"):  # noqa: S608
            told = [(v.text(v.at(row, stamp)), v.native(v.at(row, "Id"))) for row in rows]
            keys = [(iso, one) for text, one in told if one and (iso := _literal(text))]
            place, got = list(max([tuple(place), *keys])), got or bool(keys)
            if keys != sorted(keys):
                raise run.api.error("disorder", kind)
            yield rows, place
        if not got:
            return
        circle.step(place)


def _literal(text: str) -> str:
    """Return a moment as SOQL writes it, to the millisecond; "" for none."""
    when = v.instant(text)
    return v.iso(when) if when else ""


def _begin(since: str, place: Any) -> list:
    if place:
        return place
    return [v.iso((v.instant(since) or 0) - OVERLAP * 1000), ""] if since else ["", ""]


def _walk(kind: str, wanted: tuple[str, ...], make: Callable, marks: tuple, more: Callable | None = None) -> Callable:
    """Return the walk over a kind of row; `marks` are the records that it becomes, which may be deleted or merged."""

    def walk(run: Run, since: str, place: Any) -> Iterator[Page]:
        fields, problems = _fields(run, kind, ("Id", "SystemModstamp", *wanted))
        if "SystemModstamp" not in fields:
            raise run.api.error("shape", f"{kind}/describe")
        for rows, after in _keyset(run, kind, fields, "SystemModstamp", _begin(since, place)):
            if more:
                more(run, rows)
            made = run.made(rows, lambda row: make(run, row), kind)
            gone = tuple(one for row in rows for one in _gone(row, marks))
            yield Page(made.records, after, len(rows), gone, problems + made.problems, newest=after[0])
            problems = ()

    return walk


def _gone(row: Any, marks: tuple) -> Iterator[Gone]:
    if v.truth(v.at(row, "IsDeleted")):
        one, into, when = (
            v.native(row.get("Id")),
            v.native(row.get("MasterRecordId")),
            v.moment(row.get("SystemModstamp")),
        )
        for kind, parts in marks:
            merged = crm_id(CRM, kind, *parts, into) if into else None
            yield Gone(kind, crm_id(CRM, kind, *parts, one), "merged" if into else "deleted", merged, when)


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    if not v.native(row["Id"]):
        raise ValueError("a row without an id")
    times = {"created_at": v.moment(row.get("CreatedDate")), "updated_at": v.moment(row.get("SystemModstamp"))}
    return {**times, "owner_id": v.ref(CRM, CrmUser, row.get("OwnerId"))}


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    first, last = v.text(row.get("FirstName")), v.text(row.get("LastName"))
    name = v.text(row.get("Name")) or f"{first} {last}".strip()
    return {"name": name, "first_name": first, "last_name": last, "title": v.text(row.get("Title"))}


def _reach(row: Mapping[str, Any]) -> dict[str, str]:
    own = [value for name, value in row.items() if "linkedin" in name.lower()]
    return {
        "emails": v.emails([row.get("Email")]),
        "phones": v.phones([row.get("Phone"), row.get("MobilePhone")]),
        "urls": v.listed(own),
    }


def company(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the company of an account."""
    told = {
        "name": v.text(row.get("Name")),
        "domain": v.host(row.get("Website")),
        "industry": v.text(row.get("Industry")),
        "city": v.text(row.get("BillingCity")),
        "parent_id": v.ref(CRM, CrmCompany, row.get("ParentId")),
    }
    return [v.record(CrmCompany, CRM, v.native(row["Id"]), **told, **_common(row))]


def person(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the person of a contact."""
    told = {"company_id": v.ref(CRM, CrmCompany, row.get("AccountId")), "city": v.text(row.get("MailingCity"))}
    about = {**_names(row), **_reach(row), **told, **_common(row)}
    return [v.record(CrmPerson, CRM, "contact", v.native(row["Id"]), kind="contact", **about)]


def lead(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the lead of a row and its person: the contact that it became, or one of its own."""
    one, common, firm = v.native(row["Id"]), _common(row), v.text(row.get("Company"))
    contact, made = v.ref(CRM, CrmPerson, "contact", row.get("ConvertedContactId")), []
    if not contact:
        told = {**_names(row), **_reach(row), "company": firm, "city": v.text(row.get("City"))}
        made.append(v.record(CrmPerson, CRM, "lead", one, kind="lead", **told, **common))
        contact = made[0].id
    converted = v.truth(row.get("IsConverted")) is not False
    about = {
        "name": v.text(row.get("Name")),
        "person_id": contact,
        "company": firm,
        "source": v.text(row.get("LeadSource")),
        "status": v.text(row.get("Status")),
        "converted_at": v.moment(row.get("ConvertedDate")) if converted else None,
        "deal_id": v.ref(CRM, Deal, row.get("ConvertedOpportunityId")),
    }
    return [*made, v.record(Lead, CRM, one, **about, **common)]


def _roles(run: Run, rows: list) -> None:
    """Add the people of deals, asked for by the ids of a page."""
    deals = {one: row for row in rows if isinstance(row, dict) and (one := v.native(row.get("Id")))}
    fields = "Id,OpportunityId,ContactId,Role,IsPrimary"
    ids = list(deals)
    for start in range(0, len(ids), IDS):
        listed = ",".join(f"'{one}'" for one in ids[start : start + IDS] if one.isalnum())
        soql = f"SELECT {fields} FROM OpportunityContactRole WHERE OpportunityId IN ({listed})"  # noqa: S608
        for page in _query(run, soql) if listed else ():
            for role in page:
                one = deals.get(v.native(v.at(role, "OpportunityId")))
                if one is not None and not v.truth(v.at(role, "IsDeleted")):
                    one.setdefault("roles", []).append(role)


def deal(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the deal of an opportunity; its close date is a plan that anybody can edit, so its last stage counts."""
    money = v.currency(row.get("CurrencyIsoCode")) or run.memory.get("currency", "")
    won, closed = v.truth(row.get("IsWon")), v.truth(row.get("IsClosed"))
    state = "won" if won else "lost" if closed else "open" if closed is False else ""
    roles = sorted(v.rows(row.get("roles")), key=lambda one: not v.truth(v.at(one, "IsPrimary")))
    people = [
        [ref, v.text(v.at(one, "Role"))]
        for one in roles
        if (ref := v.ref(CRM, CrmPerson, "contact", v.at(one, "ContactId")))
    ]
    told = {
        "name": v.text(row.get("Name")),
        "company_id": v.ref(CRM, CrmCompany, row.get("AccountId")),
        "people": json.dumps(people),
        "stage": v.text(row.get("StageName")),
        "status": state,
        "amount": v.money(row.get("Amount"), money),
        "currency": money,
        "source": v.text(row.get("LeadSource")),
        "first_business": v.text(row.get("Type")),
        "loss_reason": v.text(row.get("Loss_Reason__c")),
        "closed_at": (v.moment(row.get("LastStageChangeDate")) or v.moment(row.get("CloseDate"))) if closed else None,
        "expected_on": v.day(row.get("CloseDate")) if not closed else None,
    }
    return [v.record(Deal, CRM, v.native(row["Id"]), **told, **_common(row))]


def ticket(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the ticket of a case."""
    kind, closed = v.text(row.get("Type")).lower(), v.truth(row.get("IsClosed")) is True
    told = {
        "kind": "complaint" if "complaint" in kind or "problem" in kind else "request" if kind else "",
        "subject": v.text(row.get("Subject")),
        "text": v.text(row.get("Description")),
        "status": v.text(row.get("Status")),
        "closed": int(closed),
        "person_id": v.ref(CRM, CrmPerson, "contact", row.get("ContactId")),
        "company_id": v.ref(CRM, CrmCompany, row.get("AccountId")),
        "closed_at": v.moment(row.get("ClosedDate")),
    }
    return [v.record(Ticket, CRM, v.native(row["Id"]), **told, **_common(row))]


def _activity(event: bool) -> Callable:
    def make(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
        kind = v.text(row.get("TaskSubtype")).lower()
        who, what = v.native(row.get("WhoId")), v.native(row.get("WhatId"))
        person_kind = "lead" if who.startswith("00Q") else "contact"
        told = {
            "kind": "meeting" if event else kind if kind in ("call", "email") else "task",
            "direction": "unknown",
            "subject": v.text(row.get("Subject")),
            "text": v.text(row.get("Description")),
            "at": v.moment(row.get("ActivityDateTime")) or v.moment(row.get("ActivityDate")),
            "done": int(event or v.truth(row.get("IsClosed")) is True),
            "people": v.listed([v.ref(CRM, CrmPerson, person_kind, who)]),
            "company_id": v.ref(CRM, CrmCompany, what) if what.startswith("001") else None,
            "deal_id": v.ref(CRM, Deal, what) if what.startswith("006") else None,
        }
        return [v.record(CrmActivity, CRM, v.native(row["Id"]), **told, **_common(row))]

    return make


def _user(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    one, active = v.native(row["Id"]), int(v.truth(row.get("IsActive")) is not False)
    told = {"name": v.text(row.get("Name")), "email": v.text(row.get("Email")).lower(), "active": active}
    return [v.record(CrmUser, CRM, one, updated_at=v.moment(row.get("SystemModstamp")), **told)] if one else []


def _stages(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    soql = "SELECT Id,MasterLabel,IsClosed,IsWon,SortOrder FROM OpportunityStage"
    for rows in _query(run, soql):
        made = run.made(rows, _stage, "OpportunityStage")
        yield Page(made.records, None, len(rows), problems=made.problems)


def _stage(row: Mapping[str, Any]) -> list[CrmRecord]:
    name, won, closed = v.text(row["MasterLabel"]), v.truth(row.get("IsWon")), v.truth(row.get("IsClosed"))
    told = {"stage_name": name, "position": v.whole(row.get("SortOrder")) or 0}
    meaning = "won" if won else "lost" if closed else "open"
    return [v.record(CrmStage, CRM, "", name, pipeline="", stage=name, meaning=meaning, **told)] if name else []


_HISTORY = ("OpportunityId", "StageName", "CreatedDate", "CreatedById")


def _history(run: Run, since: str, place: Any) -> Iterator[Page]:
    """Yield stages that deals came to. Amounts and dates make rows here, too: only another stage is a change.

    Each row needs the one before it. After a break that is found by asking for all rows of the deals of a page.
    """
    begin, last_of = _begin(since, place), dict[str, str]()
    known = not begin[0]
    for rows, after in _keyset(run, "OpportunityHistory", ["Id", *_HISTORY], "CreatedDate", begin):
        all_rows = [row for row in rows if isinstance(row, dict)]
        if not known:
            all_rows = _whole_histories(run, all_rows, last_of)
        made = run.made(all_rows, lambda row: _step(row, last_of), "OpportunityHistory")
        yield Page(made.records, after, len(rows), problems=made.problems, newest=after[0])


def _whole_histories(run: Run, rows: list, last_of: dict[str, str]) -> list:
    ids = [one for row in rows if (one := v.native(row.get("OpportunityId"))).isalnum() and one not in last_of]
    ids, found = list(dict.fromkeys(ids)), [row for row in rows if v.native(row.get("OpportunityId")) in last_of]
    for start in range(0, len(ids), IDS):
        listed = ",".join(f"'{one}'" for one in ids[start : start + IDS])
        soql = f"SELECT Id,{','.join(_HISTORY)} FROM OpportunityHistory WHERE OpportunityId IN ({listed})"  # noqa: S608
        found += [row for page in _query(run, f"{soql} ORDER BY CreatedDate, Id") for row in page]
    keyed = {v.native(v.at(row, "Id")): row for row in found}
    return sorted(
        keyed.values(), key=lambda row: (_literal(v.text(v.at(row, "CreatedDate"))), v.native(v.at(row, "Id")))
    )


def _step(row: Mapping[str, Any], last_of: dict[str, str]) -> list[CrmRecord]:
    one, when, stage = v.native(row["OpportunityId"]), v.moment(row.get("CreatedDate")), v.text(row.get("StageName"))
    if not (one and when and stage):
        raise ValueError("a change that says nothing")
    if last_of.get(one) == stage:
        return []
    last_of[one] = stage
    by = v.ref(CRM, CrmUser, row.get("CreatedById"))
    return [
        v.record(StageChange, CRM, one, when, stage, deal_id=crm_id(CRM, Deal, one), stage=stage, at=when, by_id=by)
    ]


_PERSON = ("Name", "FirstName", "LastName", "Title", "Email", "Phone", "MobilePhone", "OwnerId", "CreatedDate")
_DELETED = ("IsDeleted", "MasterRecordId")
_CONVERTED = ("IsConverted", "ConvertedDate", "ConvertedContactId", "ConvertedOpportunityId")
_ASKED = {
    "Account": ("Name", "Website", "Industry", "BillingCity", "ParentId", "OwnerId", "CreatedDate", *_DELETED),
    "Contact": (*_PERSON, "AccountId", "MailingCity", *_DELETED),
    "Lead": (*_PERSON, "Company", "City", "LeadSource", "Status", *_CONVERTED, *_DELETED),
    "Opportunity": (
        *("Name", "AccountId", "StageName", "Amount", "CurrencyIsoCode", "IsWon", "IsClosed", "CloseDate", "Type"),
        *("LeadSource", "OwnerId", "CreatedDate", "LastStageChangeDate", "IsDeleted"),
    ),
    "Case": (
        *("Subject", "Description", "Type", "Status", "IsClosed", "ContactId", "AccountId", "OwnerId", "CreatedDate"),
        *("ClosedDate", "IsDeleted"),
    ),
    "Task": (
        *("Subject", "Description", "TaskSubtype", "ActivityDate", "IsClosed", "WhoId", "WhatId", "OwnerId"),
        *("CreatedDate", "IsDeleted"),
    ),
    "Event": ("Subject", "Description", "ActivityDateTime", "WhoId", "WhatId", "OwnerId", "CreatedDate", "IsDeleted"),
    "User": ("Name", "Email", "IsActive"),
}


def _part(kind: str, make: Callable, *marks: Any, optional: bool = False, more: Callable | None = None) -> Part:
    return Part(kind, _walk(kind, _ASKED[kind], make, marks, more), optional=optional)


def _currency(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    """Learn the currency of an org that has only one."""
    asked = "SELECT Id,DefaultCurrencyIsoCode FROM Organization"
    rows = maybe(lambda: next(_query(run, asked)), "refused", "missing", "forbidden")
    run.memory["currency"] = v.currency(v.at(rows, 0, "DefaultCurrencyIsoCode"))
    yield Page([], None)


def _test(run: Run) -> str:
    rows = next(_query(run, "SELECT Id,Name FROM Organization"))
    return v.text(v.at(rows, 0, "Name"))


DESCRIPTION = Crm(
    place=PLACE,
    api=api,
    parts=(
        _part("User", _user),
        Part("Organization", _currency, always=True, optional=True),
        Part("OpportunityStage", _stages, always=True, optional=True),
        _part("Account", company, (CrmCompany, ())),
        _part("Contact", person, (CrmPerson, ("contact",))),
        _part("Lead", lead, (Lead, ()), (CrmPerson, ("lead",)), optional=True),
        _part("Opportunity", deal, (Deal, ()), more=_roles),
        Part("OpportunityHistory", _history, optional=True),
        _part("Case", ticket, (Ticket, ()), optional=True),
        _part("Task", _activity(False), (CrmActivity, ()), optional=True),
        _part("Event", _activity(True), (CrmActivity, ()), optional=True),
    ),
    test=_test,
    token_guide=N_(
        "In Salesforce open Setup > App Manager > New Connected App with OAuth (scope api) and let its Client "
        "Credentials flow run as a user who sees all deals.\n"
        "Get an access token with it; it ends after some hours, so that whatever runs the synchronisation renews it.\n"
        "Set RAPPORT_CRM_SALESFORCE_TOKEN to it, and RAPPORT_CRM_SALESFORCE_URL to your address, like "
        "https://yourcompany.my.salesforce.com."
    ),
)
