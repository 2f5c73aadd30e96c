"""amoCRM (Kommo): what it calls leads are deals here; its unsorted ones are leads. Walks follow the time of change."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.config import Connection, Place
from connectors.crm.errors import Answer, Verdict, usual
from connectors.crm.http import Api, Circle, Header
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

CRM = "amocrm"
PLACE = Place(CRM, "amoCRM", "https://yourcompany.amocrm.ru")
MOST, EVENTS, IDS = 250, 100, 50
WON, LOST = "142", "143"
"""Statuses that mean the same in every pipeline."""


def api(connection: Connection) -> Api:
    """Return the account's server as it wants to be asked: below seven questions a second, or it blocks the address."""
    base, auth = (
        connection.url.rstrip("/").removesuffix("/api/v4"),
        Header("Authorization", f"Bearer {connection.token}"),
    )
    return Api(connection.title, base, auth, pace=5.0, judge=judge, secrets=connection.secrets)


def judge(answer: Answer) -> Verdict:
    """A 403 that is no data is a block of everything: asking on would make it last."""
    if answer.status == 403 and not answer.is_json:
        return Verdict("stop", code="blocked")
    return usual(answer)


def _get(run: Run, path: str, name: str, asked: Mapping[str, Any]) -> tuple[list, bool]:
    """Return rows and whether there are more; nothing at all (204) is an empty list."""
    answer = run.api.get(f"/api/v4/{path}", dict(asked))
    if answer.data is None and answer.status == 204:
        return [], False
    told = v.mapping(need(run, answer.data, dict, path))
    rows = need(run, v.at(told, "_embedded", name), list, path)
    return rows, bool(v.at(told, "_links", "next"))


def _pages(run: Run, path: str, name: str, asked: Mapping[str, Any], page: int = 1, most: int = MOST) -> Iterator:
    """Yield (rows, next page): until nothing comes, since `next` may stand on a last page and be missing before."""
    circle = Circle(run.connection.title, path)
    while True:
        rows, more = _get(run, path, name, {**asked, "limit": most, "page": page})
        if not rows:
            return
        circle.step([v.at(row, "id") or v.at(row, "uid") for row in rows])
        page += 1
        yield rows, page
        if not more and len(rows) < most:
            return


def _by_time(run: Run, path: str, asked: Mapping[str, Any], place: Any) -> Iterator[tuple[list, Any]]:
    """Yield (rows, place) ordered by change: from the last time seen on, and page by page within one moment.

    Pages by number drift while people work; where an account ignores the filter or the order, they are all there is.
    """
    since, page, plain = place
    circle = Circle(run.connection.title, path)
    while True:
        asked_now = {**asked, "order[updated_at]": "asc", "limit": MOST, "page": page}
        if since:
            asked_now["filter[updated_at][from]"] = since
        rows, more = _get(run, path, path, asked_now)
        if not rows:
            return
        stamps = [stamp for row in rows if (stamp := v.whole(v.at(row, "updated_at")) or 0) > 0]
        plain = plain or stamps != sorted(stamps) or bool(stamps and stamps[0] < since)
        advanced = bool(stamps) and not plain and stamps[-1] > since
        since, page = (stamps[-1], 1) if advanced else (since, page + 1)
        yield rows, [since, page, plain]
        if not more and len(rows) < MOST:
            return
        circle.step([since, page, json.dumps(rows, default=str) if plain else ""])


def _walk(path: str, make: Callable, with_: str = "") -> Callable:
    def walk(run: Run, since: str, place: Any) -> Iterator[Page]:
        start = max((v.whole(since) or 0) - OVERLAP, 0)
        asked = {"with": with_} if with_ else {}
        for rows, after in _by_time(run, path, asked, place or [start, 1, False]):
            made = run.made(rows, lambda row: make(run, row), path)
            yield Page(made.records, after, len(rows), problems=made.problems)

    return walk


def _newest(path: str) -> Callable[[Run], str]:
    def ask(run: Run) -> str:
        rows, _ = _get(run, path, path, {"order[updated_at]": "desc", "limit": 1, "page": 1})
        stamp = v.whole(v.at(rows, 0, "updated_at")) or 0
        return f"{stamp:012d}" if stamp > 0 else ""

    return ask


def _alive(path: str, make: Callable, with_: str = "") -> Callable[[Run, list[str]], Iterator[Page]]:
    def ask(run: Run, ids: list[str]) -> Iterator[Page]:
        asked = {"with": with_} if with_ else {}
        for start in range(0, len(ids), IDS):
            some = ids[start : start + IDS]
            named = {f"filter[id][{no}]": one for no, one in enumerate(some)}
            rows, _ = _get(run, path, path, {**asked, **named, "limit": MOST, "page": 1})
            if {v.native(v.at(row, "id")) for row in rows} - set(some):  # the filter was ignored
                rows = [row for one in some if (row := _single(run, path, one, asked))]
            made = run.made(rows, lambda row: make(run, row), path)
            yield Page(made.records, None, len(rows), problems=made.problems)

    return ask


def _single(run: Run, path: str, one: str, asked: Mapping[str, Any]) -> Any:
    answer = maybe(lambda: run.api.get(f"/api/v4/{path}/{one}", dict(asked)), "missing")
    return answer.data if answer and isinstance(answer.data, dict) else None


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    if not v.native(row["id"]):
        raise ValueError("a row without an id")
    times = {"created_at": v.moment(row.get("created_at")), "updated_at": v.moment(row.get("updated_at"))}
    gone = "deleted" if v.truth(row.get("is_deleted")) else ""
    return {**times, "owner_id": v.ref(CRM, CrmUser, row.get("responsible_user_id")), "gone": gone}


def _fields(row: Mapping[str, Any], *wanted: str) -> list:
    """Return the values of custom fields by their codes, or by their names in lower case."""
    found = []
    for field in v.rows(row.get("custom_fields_values")):
        code, name = v.text(v.at(field, "field_code")).upper(), v.text(v.at(field, "field_name")).lower()
        if code in wanted or name in wanted:
            found += [v.at(one, "value") for one in v.rows(v.at(field, "values"))]
    return found


def _urls(row: Mapping[str, Any]) -> list[str]:
    all_fields = v.rows(row.get("custom_fields_values"))
    told = [v.text(v.at(one, "value")) for field in all_fields for one in v.rows(v.at(field, "values"))]
    return [one for one in told if "/" in one and "." in one and " " not in one]


def company(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the company of a row."""
    web = next(iter(_fields(row, "WEB")), "")
    return [
        v.record(CrmCompany, CRM, v.native(row["id"]), name=v.text(row.get("name")), domain=v.host(web), **_common(row))
    ]


def person(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the person of a row."""
    told = {
        "name": v.text(row.get("name")),
        "first_name": v.text(row.get("first_name")),
        "last_name": v.text(row.get("last_name")),
        "company_id": v.ref(CRM, CrmCompany, v.at(row, "_embedded", "companies", 0, "id")),
        "title": v.text(next(iter(_fields(row, "POSITION")), "")),
        "emails": v.emails(_fields(row, "EMAIL")),
        "phones": v.phones(_fields(row, "PHONE")),
        "urls": v.listed(_urls(row)),
        "handles": _handles(row),
    }
    return [v.record(CrmPerson, CRM, "contact", v.native(row["id"]), kind="contact", **told, **_common(row))]


def _handles(row: Mapping[str, Any]) -> str:
    names = [v.text(one).lstrip("@").casefold() for one in _fields(row, "telegram", "телеграм", "telegramusername_wz")]
    return json.dumps([["telegram", one] for one in names if one and "/" not in one])


def deal(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the deal of a row: amoCRM calls it a lead."""
    money, status = _currency(run), v.native(row.get("status_id"))
    state = {WON: "won", LOST: "lost"}.get(status, "open")
    people = sorted(v.rows(v.at(row, "_embedded", "contacts")), key=lambda one: not v.truth(v.at(one, "is_main")))
    refs = [ref for one in people if (ref := v.ref(CRM, CrmPerson, "contact", v.at(one, "id")))]
    source = v.native(row.get("source_id")) or v.native(v.at(row, "_embedded", "source", "id"))
    told = {
        "name": v.text(row.get("name")),
        "company_id": v.ref(CRM, CrmCompany, v.at(row, "_embedded", "companies", 0, "id")),
        "people": json.dumps([[one, ""] for one in refs]),
        "pipeline": v.native(row.get("pipeline_id")),
        "stage": status,
        "status": state,
        "amount": v.money(row.get("price"), money),
        "currency": money,
        "source": source or v.text(next(iter(_fields(row, "источник", "source", "UTM_SOURCE")), "")),
        "loss_reason": v.text(v.at(row, "_embedded", "loss_reason", 0, "name")),
        "closed_at": v.moment(row.get("closed_at")) if state != "open" else None,
    }
    return [v.record(Deal, CRM, v.native(row["id"]), **told, **_common(row))]


def _currency(run: Run) -> str:
    if "currency" not in run.memory:
        answer = maybe(lambda: run.api.get("/api/v4/account"), "forbidden", "missing", "refused")
        run.memory["currency"] = v.currency(v.at(answer.data if answer else None, "currency"))
    return run.memory["currency"]


def lead(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the lead of an incoming request that nobody sorted yet."""
    one, told = v.native(row["uid"]), v.mapping(row.get("metadata"))
    if not one:
        raise ValueError("a row without an id")
    created = v.moment(row.get("created_at"))
    about = {
        "name": v.text(v.at(row, "_embedded", "leads", 0, "name")) or v.text(row.get("source_name")),
        "person_id": v.ref(CRM, CrmPerson, "contact", v.at(row, "_embedded", "contacts", 0, "id")),
        "company_id": v.ref(CRM, CrmCompany, v.at(row, "_embedded", "companies", 0, "id")),
        "source": v.text(row.get("source_name")) or v.text(told.get("form_name")) or v.text(row.get("category")),
        "source_detail": v.text(row.get("source_uid")),
        "deal_id": v.ref(CRM, Deal, v.at(row, "_embedded", "leads", 0, "id")),
        "created_at": created,
        "updated_at": v.moment(row.get("updated_at")) or created,
    }
    return [v.record(Lead, CRM, one, **about)]


def task(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the activity of a task: only of a done one is it known that something happened."""
    of, to, one = v.text(row.get("entity_type")), row.get("entity_id"), v.native(row["id"])
    done = v.truth(row.get("is_completed")) is True
    told = {
        "kind": "call"
        if v.native(row.get("task_type_id")) == "1"
        else "meeting"
        if v.native(row.get("task_type_id")) == "2"
        else "task",
        "direction": "out",
        "subject": v.text(row.get("text")),
        "text": v.text(v.at(row, "result", "text")),
        "at": v.moment(row.get("updated_at") if done else row.get("complete_till")),
        "done": int(done),
        "people": v.listed([v.ref(CRM, CrmPerson, "contact", to)] if of == "contacts" else []),
        "company_id": v.ref(CRM, CrmCompany, to) if of == "companies" else None,
        "deal_id": v.ref(CRM, Deal, to) if of == "leads" else None,
    }
    return [v.record(CrmActivity, CRM, "task", one, **told, **_common(row))]


def _events(run: Run, since: str, place: Any) -> Iterator[Page]:
    """Yield changes of stages, by pages: new ones push the others on, so that rows come twice but never get lost."""
    asked = {"filter[type]": "lead_status_changed", "filter[entity]": "lead"}
    if since:
        asked["filter[created_at][from]"] = str(max((v.whole(since) or 0) - OVERLAP, 0))
    for rows, after in _pages(run, "events", "events", asked, place or 1, EVENTS):
        made = run.made(rows, _step, "events")
        newest = max((v.whole(v.at(row, "created_at")) or 0 for row in rows), default=0)
        yield Page(made.records, after, len(rows), problems=made.problems, newest=f"{newest:012d}")


def _step(row: Mapping[str, Any]) -> list[CrmRecord]:
    if v.text(row.get("type")) not in ("", "lead_status_changed"):
        return []
    told, when = v.at(row, "value_after", 0, "lead_status"), v.moment(row.get("created_at"))
    stage, one = v.native(v.at(told, "id")), v.native(row.get("entity_id"))
    if not (stage and one and when):
        raise ValueError("an event that says nothing")
    about = {"pipeline": v.native(v.at(told, "pipeline_id")), "stage": stage, "at": when}
    by = v.ref(CRM, CrmUser, row.get("created_by"))
    return [v.record(StageChange, CRM, one, when, stage, deal_id=crm_id(CRM, Deal, one), by_id=by, **about)]


def _plain(path: str, name: str, make: Callable) -> Callable:
    def walk(run: Run, _since: str, _place: Any) -> Iterator[Page]:
        for rows, _ in _pages(run, path, name, {}):
            made = run.made(rows, make, path)
            yield Page(made.records, None, len(rows), problems=made.problems)

    return walk


def _user(row: Mapping[str, Any]) -> list[CrmRecord]:
    one, active = v.native(row["id"]), v.truth(v.at(row, "rights", "is_active")) is not False
    told = {"name": v.text(row.get("name")), "email": v.text(row.get("email")).lower(), "active": int(active)}
    return [v.record(CrmUser, CRM, one, **told)] if one else []


def _pipelines(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    rows, _ = _get(run, "leads/pipelines", "pipelines", {})
    made = run.made(rows, lambda row: list(_stages(row)), "pipelines")
    yield Page(made.records, None, len(rows), problems=made.problems)


def _stages(row: Mapping[str, Any]) -> Iterator[CrmRecord]:
    pipeline = v.native(row["id"])
    for no, one in enumerate(v.rows(v.at(row, "_embedded", "statuses"))):
        stage = v.native(v.at(one, "id"))
        told = {
            "pipeline_name": v.text(row.get("name")),
            "stage_name": v.text(v.at(one, "name")),
            "position": v.whole(v.at(one, "sort")) or no,
            "meaning": {WON: "won", LOST: "lost"}.get(stage, "open"),
        }
        if stage and pipeline:
            yield v.record(CrmStage, CRM, pipeline, stage, pipeline=pipeline, stage=stage, **told)


def _source(row: Mapping[str, Any]) -> list[CrmRecord]:
    one = v.native(row["id"])
    return [v.record(CrmSource, CRM, one, name=v.text(row.get("name")))] if one else []


def _part(path: str, make: Callable, kind: type, with_: str = "", optional: bool = False) -> Part:
    asked = _walk(path, make, with_), _newest(path), _alive(path, make, with_)
    return Part(path, *asked, kind=kind, optional=optional)


def _test(run: Run) -> str:
    return v.text(v.at(run.api.get("/api/v4/account").data, "name"))


DESCRIPTION = Crm(
    place=PLACE,
    api=api,
    parts=(
        Part("users", _plain("users", "users", _user), always=True),
        Part("pipelines", _pipelines, always=True),
        Part("sources", _plain("sources", "sources", _source), always=True, optional=True),
        _part("companies", company, CrmCompany),
        _part("contacts", person, CrmPerson),
        _part("leads", deal, Deal, "contacts,loss_reason,source_id,source"),
        Part("events", _events, optional=True),
        Part("unsorted", _plain("leads/unsorted", "unsorted", lambda row: lead(None, row)), always=True, optional=True),
        _part("tasks", task, CrmActivity, optional=True),
    ),
    test=_test,
    token_guide=N_(
        "In amoCRM (Kommo) open amoMarket > ⋮ > Create integration > External, install it, and on its tab Keys and "
        "scopes make a long-lived token.\n"
        "Let an administrator do it, so that the deals of all reps can be read.\n"
        "Set RAPPORT_CRM_AMOCRM_TOKEN to it, and RAPPORT_CRM_AMOCRM_URL to your address, like "
        "https://yourcompany.amocrm.ru or https://yourcompany.kommo.com."
    ),
)
