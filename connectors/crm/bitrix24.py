"""Bitrix24 through an inbound webhook: walks by id without counting, histories by their own growing ids."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.config import Connection, Place
from connectors.crm.errors import GOOD, Answer, Verdict, usual
from connectors.crm.http import Api, Circle
from connectors.crm.model import OVERLAP, Crm, Page, Part, Run, maybe, need
from data.crm_records import (
    CrmActivity,
    CrmCompany,
    CrmPerson,
    CrmRecord,
    CrmSource,
    CrmStage,
    CrmUser,
    Deal,
    Lead,
    StageChange,
    crm_id,
)
from data.words import N_

CRM = "bitrix24"
PLACE = Place(CRM, "Bitrix24", "https://yourcompany.bitrix24.com/rest/1/secret/", secret_in_url=True)
MOST = 50
LEADS, DEALS, CONTACTS, COMPANIES = 1, 2, 3, 4
PENALTY = 600.0
_STOPS = {
    "OVERLOAD_LIMIT": "blocked",
    "NO_AUTH_FOUND": "unauthorised",
    "EXPIRED_TOKEN": "unauthorised",
    "INVALID_TOKEN": "unauthorised",
    "INVALID_CREDENTIALS": "unauthorised",
    "INSUFFICIENT_SCOPE": "forbidden",
    "ACCESS_DENIED": "forbidden",
    "ERROR_METHOD_NOT_FOUND": "missing",
    "PORTAL_DELETED": "moved",
    "INVALID_REQUEST": "refused",
}
_ACTIVITIES = {"1": "meeting", "2": "call", "3": "task", "4": "email", "6": "message"}
_WAYS = {"1": "in", "2": "out"}


def api(connection: Connection) -> Api:
    """Return the portal's server as it wants to be asked: two questions a second, fifty at once."""
    until = {"reset": 0.0}

    def heed(answer: Answer) -> None:
        told = v.number(v.at(answer.data, "time", "operating_reset_at"))
        if answer.status < 300 and told is not None:
            until["reset"] = float(told)

    def judged(answer: Answer) -> Verdict:
        return judge(answer, until["reset"] - time.time())

    secrets = connection.secrets
    return Api(connection.title, connection.url, pace=2.0, burst=45, judge=judged, pace_of=heed, secrets=secrets)


def judge(answer: Answer, lifted_in: float = 0.0) -> Verdict:
    """Judge by the word in the body: 503 is a matter of pace, 429 a penalty of minutes; 200 may hold an error."""
    told = v.at(answer.data, "error")
    code, words = v.text(told).upper(), v.text(v.at(answer.data, "error_description"))[:200]
    if code == "QUERY_LIMIT_EXCEEDED":
        return Verdict("again")
    if code == "OPERATION_TIME_LIMIT":
        return Verdict("again", lifted_in + 1 if 0 < lifted_in <= PENALTY else PENALTY)
    if code in _STOPS:
        return Verdict("stop", code=_STOPS[code], said=words)
    if code not in ("", "0") and answer.status < 500 and answer.status not in (408, 429):
        return Verdict("stop", code="refused", said=words or code)
    if answer.status in (200, 201) and code in ("", "0"):
        return GOOD
    return usual(answer)


def _ask(run: Run, method: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    answer = run.api.post(f"/{method}.json", dict(body))
    return v.mapping(need(run, answer.data, dict, method))


def _items(run: Run, method: str, told: Mapping[str, Any]) -> list:
    """Return the rows of an answer: in `result`, or in `result.items`."""
    result = told.get("result")
    return need(run, v.at(result, "items") if isinstance(result, Mapping) else result, list, method)


def _by_id(run: Run, method: str, body: Mapping[str, Any], last: int, key: str) -> Iterator[tuple[list, int]]:
    """Yield (rows, last id), by id from `last` on: no counting, and no row is missed while others change."""
    circle = Circle(run.connection.title, method)
    while True:
        limits = {"filter": {**body.get("filter", {}), f">{key}": last}, "order": {key: "ASC"}, "start": -1}
        told = _ask(run, method, {**body, **limits})
        rows = _items(run, method, told)
        ids = [one for row in rows if (one := v.whole(v.at(row, key))) is not None]
        last = max([last, *ids])
        yield rows, last
        if not ids or (len(rows) < MOST and v.whole(told.get("next")) is None):
            return
        circle.step(last)


def _by_start(run: Run, method: str, body: Mapping[str, Any]) -> Iterator[list]:
    circle, start = Circle(run.connection.title, method), 0
    while True:
        told = _ask(run, method, {**body, "start": start})
        yield _items(run, method, told)
        following = v.whole(told.get("next"))
        if following is None:
            return
        circle.step(following)
        start = following


def _walk(kind: int, make: Callable) -> Callable:
    def walk(run: Run, since: str, place: Any) -> Iterator[Page]:
        body: dict[str, Any] = {"entityTypeId": kind, "select": ["*", "fm", "contactIds"]}
        if since:
            body["filter"] = {">=updatedTime": v.moment((v.instant(since) or 0) // 1000 - OVERLAP)}
        for rows, last in _by_id(run, "crm.item.list", body, place or 0, "id"):
            made = run.made(rows, lambda row: make(run, _own(row, kind)), "crm.item.list")
            yield Page(made.records, last, len(rows), problems=made.problems)

    return walk


def _own(row: Mapping[str, Any], kind: int) -> Mapping[str, Any]:
    """Return a row that is of the kind that was asked for, or does not tell."""
    if v.whole(row.get("entityTypeId")) not in (None, kind):
        raise ValueError("a row of another kind")
    return row


def _newest(kind: int) -> Callable[[Run], str]:
    def ask(run: Run) -> str:
        told = _ask(run, "crm.item.list", {"entityTypeId": kind, "order": {"updatedTime": "DESC"}, "select": ["*"]})
        run.memory["total", kind] = v.whole(told.get("total"))
        when = v.instant(v.at(_items(run, "crm.item.list", told), 0, "updatedTime"))
        return v.iso(when) if when else ""

    return ask


def _alive(kind: int, make: Callable) -> Callable[[Run, list[str]], Iterator[Page]]:
    def ask(run: Run, ids: list[str]) -> Iterator[Page]:
        for start in range(0, len(ids), MOST):
            some = ids[start : start + MOST]
            body = {"entityTypeId": kind, "select": ["*", "fm", "contactIds"], "filter": {"@id": some}, "start": 0}
            rows = _items(run, "crm.item.list", _ask(run, "crm.item.list", body))
            made = run.made(rows, lambda row: make(run, _own(row, kind)), "crm.item.list")
            yield Page(made.records, None, len(rows), problems=made.problems)

    return ask


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    if not v.native(row["id"]):
        raise ValueError("a row without an id")
    times = {"created_at": v.moment(row.get("createdTime")), "updated_at": v.moment(row.get("updatedTime"))}
    return {**times, "owner_id": v.ref(CRM, CrmUser, row.get("assignedById"))}


def _many(row: Mapping[str, Any], *kinds: str) -> list[tuple[str, str]]:
    """Return (type, value) of a row's multiple fields, however they come: a list, or lists by type."""
    fm, found = row.get("fm"), []
    by_type = fm.items() if isinstance(fm, Mapping) else ()
    listed = [(name, one) for name, some in by_type for one in v.rows(some)]
    listed += [(v.text(v.at(one, "typeId") or v.at(one, "TYPE_ID")), one) for one in v.rows(fm)]
    listed += [(name, one) for name in kinds for one in v.rows(row.get(name))]
    for name, one in listed:
        if name.upper() in kinds:
            kind = v.text(v.at(one, "valueType") or v.at(one, "VALUE_TYPE")).upper()
            found.append((kind, v.text(v.at(one, "value") or v.at(one, "VALUE"))))
    return found


def _reach(row: Mapping[str, Any]) -> dict[str, str]:
    messengers = [(kind.lower(), value.lstrip("@").casefold()) for kind, value in _many(row, "IM")]
    return {
        "emails": v.emails([value for _, value in _many(row, "EMAIL")]),
        "phones": v.phones([value for _, value in _many(row, "PHONE")]),
        "urls": v.listed([value for _, value in _many(row, "WEB", "LINK")] + _own_urls(row)),
        "handles": json.dumps([one for one in messengers if one[0] in ("telegram", "vk") and "/" not in one[1]]),
    }


def _own_urls(row: Mapping[str, Any]) -> list[str]:
    own = [value for name, value in row.items() if name.lower().startswith("ufcrm") or name.startswith("UF_CRM")]
    return [value for value in own if isinstance(value, str) and "/" in value and "." in value]


def company(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the company of a row."""
    web = next((value for _, value in _many(row, "WEB")), "")
    told = {"name": v.text(row.get("title")), "domain": v.host(web), "industry": v.text(row.get("industry"))}
    return [v.record(CrmCompany, CRM, v.native(row["id"]), **told, **_common(row))]


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    first, last = v.text(row.get("name")), v.text(row.get("lastName"))
    return {"name": f"{first} {last}".strip(), "first_name": first, "last_name": last, "title": v.text(row.get("post"))}


def person(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the person of a row."""
    told = {**_names(row), **_reach(row), "company_id": v.ref(CRM, CrmCompany, row.get("companyId"))}
    return [v.record(CrmPerson, CRM, "contact", v.native(row["id"]), kind="contact", **told, **_common(row))]


def lead(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the lead of a row, and its person unless that is a contact already."""
    one, common, firm = v.native(row["id"]), _common(row), v.text(row.get("companyTitle"))
    contact, made = v.ref(CRM, CrmPerson, "contact", row.get("contactId")), []
    if not contact and (any(_names(row).values()) or _many(row, "EMAIL", "PHONE")):
        told = {**_names(row), **_reach(row), "company": firm}
        made.append(v.record(CrmPerson, CRM, "lead", one, kind="lead", **told, **common))
        contact = made[0].id
    about = {
        "name": v.text(row.get("title")),
        "person_id": contact,
        "company_id": v.ref(CRM, CrmCompany, row.get("companyId")),
        "company": firm,
        "source": v.text(row.get("sourceId")),
        "source_detail": v.text(row.get("sourceDescription")),
        "status": v.text(row.get("stageId")) or v.text(row.get("statusId")),
    }
    return [*made, v.record(Lead, CRM, one, **about, **common)]


def deal(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the deal of a row; it was closed when it came to its last stage, the day of closing can be edited."""
    money, stage = v.currency(row.get("currencyId")), v.text(row.get("stageId"))
    state = _state(run, stage, row.get("closed"))
    ids = [row.get("contactId"), *v.rows(row.get("contactIds"))]
    people = list(dict.fromkeys(ref for one in ids if (ref := v.ref(CRM, CrmPerson, "contact", one))))
    again = v.truth(row.get("isReturnCustomer")) or v.truth(row.get("isRepeatedApproach"))
    moved, close = v.moment(row.get("movedTime")), v.moment(row.get("closedate"))
    told = {
        "name": v.text(row.get("title")),
        "lead_id": v.ref(CRM, Lead, row.get("leadId")),
        "company_id": v.ref(CRM, CrmCompany, row.get("companyId")),
        "people": json.dumps([[one, ""] for one in people]),
        "pipeline": v.text(row.get("categoryId")),
        "stage": stage,
        "status": state,
        "amount": v.money(row.get("opportunity"), money),
        "currency": money,
        "source": v.text(row.get("sourceId")),
        "first_business": "existing" if again else "",
        "closed_at": (moved or close) if state in ("won", "lost") else None,
        "expected_on": close[:10] if close and state == "open" else None,
    }
    return [v.record(Deal, CRM, v.native(row["id"]), **told, **_common(row))]


def _state(run: Run, stage: str, closed: Any) -> str:
    known = run.memory.get("meaning", {}).get(stage)
    if known:
        return known
    end = stage.rpartition(":")[2]
    return "won" if end == "WON" else "lost" if end in ("LOSE", "APOLOGY") else "" if v.truth(closed) else "open"


def activity(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the activity of a row."""
    of, to, one = v.native(row.get("OWNER_TYPE_ID")), row.get("OWNER_ID"), v.native(row["ID"])
    provider = v.text(row.get("PROVIDER_ID")).upper()
    kind = (
        "message" if "IMOPENLINES" in provider or "SMS" in provider else _ACTIVITIES.get(v.native(row.get("TYPE_ID")))
    )
    people = {"3": v.ref(CRM, CrmPerson, "contact", to), "1": v.ref(CRM, CrmPerson, "lead", to)}
    told = {
        "kind": kind or "task",
        "direction": _WAYS.get(v.native(row.get("DIRECTION")), "unknown"),
        "subject": v.text(row.get("SUBJECT")),
        "text": v.text(row.get("DESCRIPTION")),
        "at": v.moment(row.get("START_TIME")) or v.moment(row.get("CREATED")),
        "done": int(v.truth(row.get("COMPLETED")) is True),
        "people": v.listed([people.get(of)]),
        "company_id": v.ref(CRM, CrmCompany, to) if of == "4" else None,
        "deal_id": v.ref(CRM, Deal, to) if of == "2" else None,
        "owner_id": v.ref(CRM, CrmUser, row.get("RESPONSIBLE_ID")),
        "created_at": v.moment(row.get("CREATED")),
        "updated_at": v.moment(row.get("LAST_UPDATED")),
    }
    return [v.record(CrmActivity, CRM, one, **told)] if one else []


def _activities(run: Run, since: str, place: Any) -> Iterator[Page]:
    body = {"filter": {">=LAST_UPDATED": v.moment((v.instant(since) or 0) // 1000 - OVERLAP)}} if since else {}
    for rows, last in _by_id(run, "crm.activity.list", body, place or 0, "ID"):
        made = run.made(rows, lambda row: activity(run, row), "crm.activity.list")
        newest = max((v.instant(v.at(row, "LAST_UPDATED")) or 0 for row in rows), default=0)
        yield Page(made.records, last, len(rows), problems=made.problems, newest=v.iso(newest) if newest else "")


def _history(run: Run, since: str, place: Any) -> Iterator[Page]:
    """Yield the stages that deals came to: rows are never changed, and their ids only grow."""
    last = place or v.whole(since) or 0
    for rows, after in _by_id(run, "crm.stagehistory.list", {"entityTypeId": DEALS}, last, "ID"):
        made = run.made(rows, _step, "crm.stagehistory.list")
        yield Page(made.records, after, len(rows), problems=made.problems, newest=f"{after:015d}")


def _step(row: Mapping[str, Any]) -> list[CrmRecord]:
    one, when, stage = v.native(row["OWNER_ID"]), v.moment(row.get("CREATED_TIME")), v.text(row.get("STAGE_ID"))
    if not (one and when and stage):
        raise ValueError("a change that says nothing")
    told = {"pipeline": v.text(row.get("CATEGORY_ID")), "stage": stage, "at": when}
    return [v.record(StageChange, CRM, one, when, stage, deal_id=crm_id(CRM, Deal, one), **told)]


def _users(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    for rows in _by_start(run, "user.get", {"ADMIN_MODE": True}):
        made = run.made(rows, _user, "user.get")
        yield Page(made.records, None, len(rows), problems=made.problems)


def _user(row: Mapping[str, Any]) -> list[CrmRecord]:
    name = f"{v.text(row.get('NAME'))} {v.text(row.get('LAST_NAME'))}".strip()
    told = {"name": name, "email": v.text(row.get("EMAIL")).lower()}
    one, active = v.native(row["ID"]), int(v.truth(row.get("ACTIVE")) is not False)
    return [v.record(CrmUser, CRM, one, active=active, **told)] if one else []


def _dictionaries(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    """Yield stages and sources: rows of one dictionary, told apart by the names of their lists."""
    answer = maybe(lambda: _ask(run, "crm.category.list", {"entityTypeId": DEALS}), "missing", "forbidden", "refused")
    names = {v.text(v.at(one, "id")): v.text(v.at(one, "name")) for one in v.rows(v.at(answer, "result", "categories"))}
    for rows in _by_start(run, "crm.status.list", {"order": {"SORT": "ASC"}}):
        made = run.made(rows, lambda row: _entry(run, row, names), "crm.status.list")
        yield Page(made.records, None, len(rows), problems=made.problems)


def _entry(run: Run, row: Mapping[str, Any], names: Mapping[str, str]) -> list[CrmRecord]:
    of, word, name = v.text(row.get("ENTITY_ID")), v.text(row.get("STATUS_ID")), v.text(row.get("NAME"))
    if of == "SOURCE" and word:
        return [v.record(CrmSource, CRM, word, name=name)]
    if not of.startswith("DEAL_STAGE") or not word:
        return []
    pipeline = of.removeprefix("DEAL_STAGE").removeprefix("_") or "0"
    said = v.text(row.get("SEMANTICS")) or v.text(v.at(row, "EXTRA", "SEMANTICS"))
    meaning = {"S": "won", "F": "lost"}.get(said[:1].upper(), "lost" if said == "apology" else "open")
    run.memory.setdefault("meaning", {})[word] = meaning
    told = {"pipeline_name": names.get(pipeline, ""), "stage_name": name, "position": v.whole(row.get("SORT")) or 0}
    about = {"pipeline": pipeline, "stage": word, "meaning": meaning, **told}
    return [v.record(CrmStage, CRM, pipeline, word, **about)]


def _part(name: str, number: int, make: Callable, kind: type, optional: bool = False) -> Part:
    def count(run: Run) -> int | None:
        return run.memory.get(("total", number))

    return Part(name, _walk(number, make), _newest(number), _alive(number, make), count, kind=kind, optional=optional)


def _test(run: Run) -> str:
    told = _ask(run, "profile", {})
    return f"{v.text(v.at(told, 'result', 'NAME'))} {v.text(v.at(told, 'result', 'LAST_NAME'))}".strip()


DESCRIPTION = Crm(
    place=PLACE,
    api=api,
    parts=(
        Part("users", _users, always=True, optional=True),
        Part("stages", _dictionaries, always=True),
        _part("companies", COMPANIES, company, CrmCompany),
        _part("contacts", CONTACTS, person, CrmPerson),
        _part("leads", LEADS, lead, Lead, optional=True),
        _part("deals", DEALS, deal, Deal),
        Part("histories", _history, optional=True),
        Part("activities", _activities, optional=True),
    ),
    test=_test,
    token_guide=N_(
        "In Bitrix24 open Developer resources > Other > Inbound webhook and give it the rights CRM and Users.\n"
        "Let an administrator make it: a webhook sees what its owner sees.\n"
        "Set RAPPORT_CRM_BITRIX24_URL to the whole address that Bitrix24 shows, with the secret in it. It needs no "
        "token; treat the address like a password."
    ),
)
