"""Pipedrive: lists by cursor (v2), leads and changelogs of the older API (v1), histories deal by deal."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.config import Connection, Place
from connectors.crm.errors import Answer, Verdict, retry_after, usual
from connectors.crm.http import Api, Circle, Header
from connectors.crm.model import OVERLAP, Crm, Gone, Page, Part, Run, maybe, need
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

CRM = "pipedrive"
PLACE = Place(CRM, "Pipedrive", "https://yourcompany.pipedrive.com", "https://api.pipedrive.com")
MOST, IDS = 500, 100
HISTORIES = "histories"
_STATUSES = ("open", "won", "lost")
_KINDS = {
    "call": "call",
    "meeting": "meeting",
    "lunch": "meeting",
    "email": "email",
    "task": "task",
    "deadline": "task",
}


def api(connection: Connection) -> Api:
    """Return Pipedrive's server as it wants to be asked."""
    base = connection.url.rstrip("/")
    for end in ("/api/v2", "/api/v1", "/v1", "/api"):
        base = base.removesuffix(end)
    auth = Header("x-api-token", connection.token)
    return Api(connection.title, base, auth, pace=8.0, burst=8, judge=judge, secrets=connection.secrets)


def judge(answer: Answer) -> Verdict:
    """Tell a used-up day from a burst; a 403 that is no data is a block."""
    body = v.mapping(answer.data)
    if answer.status == 429:
        daily = any("daily" in name and answer.headers[name].strip() == "0" for name in answer.headers)
        if daily or "daily" in answer.text.lower():
            return Verdict("stop", code="limit-today")
        reset = v.number(answer.headers.get("x-ratelimit-reset"))
        told = retry_after(answer)
        return Verdict("again", float(reset) if told is None and reset is not None and 0 <= reset < 1e6 else told)
    if answer.status == 403 and not answer.is_json:
        return Verdict("stop", code="blocked")
    if answer.status == 404 and not answer.is_json:
        return Verdict("again")  # not Pipedrive's own word: nothing may be taken for gone
    if answer.status == 200 and body.get("success") is False:
        return Verdict("stop", code="refused", said=v.text(body.get("error"))[:200])
    return usual(answer)


def _get(run: Run, path: str, asked: Mapping[str, Any]) -> tuple[list, Mapping[str, Any]]:
    """Return rows and what stands beside them; `data` is null where a list is empty."""
    answer = run.api.get(path, dict(asked))
    found = v.mapping(need(run, answer.data, dict, path))
    rows = found.get("data")
    return need(run, [] if rows is None and "data" in found else rows, list, path), v.mapping(
        found.get("additional_data")
    )


def _cursors(run: Run, path: str, asked: Mapping[str, Any], cursor: str = "") -> Iterator[tuple[list, str]]:
    """Yield (rows, next cursor) of a v2 list; a cursor that is refused once, as after a break, begins the list anew."""
    circle, again = Circle(run.connection.title, path), False
    while True:
        more = {"cursor": cursor} if cursor else {}
        stale = ("refused",) if cursor and not again else ()
        got = maybe(lambda more=more: _get(run, path, {**asked, "limit": MOST, **more}), *stale)
        if got is None:
            cursor, again = "", True
            circle = Circle(run.connection.title, path)
            continue
        if got[0] and "next_cursor" not in got[1]:  # the end is told by null: this answer may be cut
            got = _get(run, path, {**asked, "limit": MOST, **more})
        rows, beside = got
        cursor = v.text(beside.get("next_cursor"))
        yield rows, cursor
        if not cursor:
            return
        circle.step(cursor)


def _starts(run: Run, path: str, asked: Mapping[str, Any], start: int = 0) -> Iterator[tuple[list, int]]:
    """Yield (rows, next start) of a v1 list."""
    circle = Circle(run.connection.title, path)
    while True:
        rows, beside = _get(run, path, {**asked, "start": start, "limit": MOST})
        told = v.mapping(beside.get("pagination"))
        more = v.truth(told.get("more_items_in_collection"))
        following = v.whole(told.get("next_start")) or start + len(rows)
        if not (more and following > start) and not (rows and more is None and len(rows) >= MOST):
            yield rows, 0
            return
        circle.step(following)
        start = following
        yield rows, start


Lists = Callable[[Run, str, Mapping[str, Any], Any], Iterator[tuple[list, Any]]]


def _walk(paths: tuple[str, ...], make: Callable, lists: Lists, news: Mapping[str, Any], bin_: str = "") -> Callable:
    """Return a walk over lists of one kind of row, one after another; the place is [which list, where in it]."""

    def walk(run: Run, since: str, place: Any) -> Iterator[Page]:
        asked = {"updated_since": v.moment((v.instant(since) or 0) // 1000 - OVERLAP), **news} if since else {}
        which, at = place or [0, None]
        for no, path in enumerate(paths):
            if no < which:
                continue
            for rows, following in lists(run, path, asked, *([at] if no == which and at else [])):
                made = run.made(rows, lambda row: make(run, row), path)
                todo = _todo(rows if run.full else _untold(run, rows)) if bin_ else {}
                after = [no, following] if following else [no + 1, None]
                records = made.records + list(_last_steps(run, todo))
                yield Page(records, after, len(rows), tuple(_gone(rows)), made.problems, todo=todo)
        if bin_:
            for rows, _ in _cursors(run, bin_, {"status": "deleted"}):
                gone = tuple(_gone([{**row, "is_deleted": True} for row in rows if isinstance(row, dict)]))
                yield Page([], [len(paths), None], gone=gone)

    return walk


def _gone(rows: list) -> Iterator[Gone]:
    for row in rows:
        if v.truth(v.at(row, "is_deleted")) or v.at(row, "status") == "deleted":
            one = crm_id(CRM, Deal, v.native(v.at(row, "id")))
            yield Gone(Deal, one, at=v.moment(v.at(row, "update_time")))


def _untold(run: Run, rows: list) -> list:
    """Return the deals that were not told yet as they stand: changed ones, and those that an earlier walk missed."""
    ids = {v.native(v.at(row, "id")): row for row in rows if isinstance(row, dict)}
    told = run.told(Deal, [crm_id(CRM, Deal, one) for one in ids])
    known = {one.native_id: one.updated_at for one in told.values()}
    return [row for one, row in ids.items() if one not in known or known[one] != v.moment(row.get("update_time"))]


def _todo(rows: list) -> dict[str, Any]:
    """Return the histories to be asked for, the newest change first."""
    told = [(v.text(v.at(row, "update_time")), v.native(v.at(row, "id")), row) for row in rows if isinstance(row, dict)]
    return {
        f"{HISTORIES}/{when}/{one}": [
            one,
            v.moment(row.get("add_time")),
            v.native(row.get("stage_id")),
            v.moment(row.get("stage_change_time")),
        ]
        for when, one, row in told
        if one
    }


def _last_steps(run: Run, todo: Mapping[str, Any]) -> Iterator[StageChange]:
    """Yield the last stages, which rows tell themselves: all that is known until their histories were asked for."""
    pipeline_of = run.memory.get("pipeline_of", {})
    for one, _, stage, came in todo.values():
        if came and stage in pipeline_of:
            yield _step(one, pipeline_of[stage], stage, came)


def _newest(path: str) -> Callable[[Run], str]:
    def ask(run: Run) -> str:
        rows, _ = _get(run, path, {"sort_by": "update_time", "sort_direction": "desc", "limit": 1})
        when = v.instant(v.at(rows, 0, "update_time"))
        return v.iso(when) if when else ""

    return ask


def _alive(paths: tuple[str, ...], make: Callable) -> Callable[[Run, list[str]], Iterator[Page]]:
    def ask(run: Run, ids: list[str]) -> Iterator[Page]:
        for start in range(0, len(ids), IDS):
            some = ids[start : start + IDS]
            for path in paths:
                rows, _ = _get(run, path, {"ids": ",".join(some), "limit": MOST})
                there = [row for row in rows if not v.truth(v.at(row, "is_deleted"))]
                made = run.made(there, lambda row: make(run, row), path)
                yield Page(made.records, None, len(rows), problems=made.problems)

    return ask


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    if not v.native(row["id"]):
        raise ValueError("a row without an id")
    owner = row.get("owner_id")
    owner = v.at(owner, "id") if isinstance(owner, Mapping) else owner
    times = {"created_at": v.moment(row.get("add_time")), "updated_at": v.moment(row.get("update_time"))}
    return {**times, "owner_id": v.ref(CRM, CrmUser, owner)}


def _id(value: Any) -> Any:
    return v.at(value, "value") or v.at(value, "id") if isinstance(value, Mapping) else value


def _values(told: Any) -> list:
    return [v.at(one, "value") if isinstance(one, Mapping) else one for one in v.rows(told)] or [told]


def company(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the company of a row."""
    told = {"name": v.text(row.get("name")), "domain": v.host(row.get("website")), "city": _city(row.get("address"))}
    return [v.record(CrmCompany, CRM, v.native(row["id"]), **told, **_common(row))]


def _city(address: Any) -> str:
    return v.text(v.at(address, "locality"))


def person(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the person of a row; addresses of profiles may stand in any field of the account's own."""
    own = [value for value in v.mapping(row.get("custom_fields")).values() if isinstance(value, str) and "/" in value]
    told = {
        "name": v.text(row.get("name")),
        "first_name": v.text(row.get("first_name")),
        "last_name": v.text(row.get("last_name")),
        "company_id": v.ref(CRM, CrmCompany, _id(row.get("org_id"))),
        "title": v.text(row.get("job_title")),
        "emails": v.emails(_values(row.get("emails") or row.get("email"))),
        "phones": v.phones(_values(row.get("phones") or row.get("phone"))),
        "urls": v.listed(own),
    }
    return [v.record(CrmPerson, CRM, "contact", v.native(row["id"]), kind="contact", **told, **_common(row))]


def lead(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the lead of a row; one that became a deal is not listed any more and stays as it was seen."""
    told = {
        "name": v.text(row.get("title")),
        "person_id": v.ref(CRM, CrmPerson, "contact", _id(row.get("person_id"))),
        "company_id": v.ref(CRM, CrmCompany, _id(row.get("organization_id"))),
        "source": v.text(row.get("channel")) or v.text(row.get("source_name")) or v.text(row.get("origin")),
        "source_detail": v.text(row.get("channel_id")) or v.text(row.get("origin_id")),
        "status": "archived" if v.truth(row.get("is_archived")) else "",
    }
    return [v.record(Lead, CRM, v.native(row["id"]), **told, **_common(row))]


def deal(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the deal of a row."""
    one, money, status = v.native(row["id"]), v.currency(row.get("currency")), v.text(row.get("status")).lower()
    stage, who = v.native(row.get("stage_id")), v.ref(CRM, CrmPerson, "contact", _id(row.get("person_id")))
    closed = v.moment(row.get(f"{status}_time")) or v.moment(row.get("close_time"))
    pipeline = v.native(row.get("pipeline_id")) or run.memory.get("pipeline_of", {}).get(stage, "")
    told = {
        "name": v.text(row.get("title")),
        "lead_id": v.ref(CRM, Lead, row.get("source_lead_id")),
        "company_id": v.ref(CRM, CrmCompany, _id(row.get("org_id"))),
        "people": json.dumps([[who, ""]] if who else []),
        "pipeline": pipeline,
        "stage": stage,
        "status": status if status in _STATUSES else "",
        "amount": v.money(row.get("value"), money),
        "currency": money,
        "source": v.text(row.get("channel")) or v.text(row.get("origin")),
        "loss_reason": v.text(row.get("lost_reason")),
        "closed_at": closed if status in ("won", "lost") else None,
        "expected_on": v.day(row.get("expected_close_date")),
        "gone": "deleted" if status == "deleted" or v.truth(row.get("is_deleted")) else "",
    }
    return [v.record(Deal, CRM, one, **told, **_common(row))]


def _step(one: str, pipeline: str, stage: str, at: str, by: Any = None) -> StageChange:
    told = {"pipeline": pipeline, "stage": stage, "at": at, "by_id": v.ref(CRM, CrmUser, by)}
    return v.record(StageChange, CRM, one, at, stage, deal_id=crm_id(CRM, Deal, one), **told)


def activity(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the activity of a row."""
    others = [v.at(one, "person_id") for one in v.rows(row.get("participants"))]
    due = " ".join(filter(None, (v.text(row.get("due_date")), v.text(row.get("due_time")))))
    told = {
        "kind": _KINDS.get(v.text(row.get("type")).lower(), "task"),
        "direction": "unknown",
        "subject": v.text(row.get("subject")),
        "text": v.text(row.get("note")),
        "at": v.moment(row.get("marked_as_done_time")) or v.moment(due) or v.moment(row.get("due_date")),
        "done": int(v.truth(row.get("done")) is True),
        "people": v.listed(v.ref(CRM, CrmPerson, "contact", _id(one)) for one in (row.get("person_id"), *others)),
        "company_id": v.ref(CRM, CrmCompany, _id(row.get("org_id"))),
        "deal_id": v.ref(CRM, Deal, _id(row.get("deal_id"))),
    }
    return [v.record(CrmActivity, CRM, v.native(row["id"]), **told, **_common({"owner_id": row.get("user_id"), **row}))]


def _histories(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    """Yield the stages of deals that changed, one question a deal; what a day's limit cuts off waits for the next.

    A history without the last change that the deal itself tells, or of a stage that no list named, is asked for once
    more, by the next run.
    """
    for key, (one, created, stage_now, came, *asked) in run.waiting(HISTORIES):
        rows = maybe(lambda one=one: _changelog(run, one), "missing", "forbidden")
        known = stage_now in run.memory.get("pipeline_of", {})
        if rows is not None and not asked and not (known and _reaches(rows, stage_now, came, created)):
            yield Page([], None, len(rows), todo={key: [one, created, stage_now, came, "again"]})
            continue
        yield Page(list(_steps(run, one, created, stage_now, rows or [])), None, len(rows or ()), done=(key,))


def _reaches(rows: list, stage: str, came: str | None, created: str | None) -> bool:
    """Tell whether a history holds the last stage that the deal itself tells, or a later one."""
    if not came or came == created:
        return True
    changes = [(when, to) for when, to, *_ in _changes(rows)]
    return any(when > came or (when, to) == (came, stage) for when, to in changes)


def _changelog(run: Run, one: str) -> list:
    path, cursor, seen, all_rows = f"/api/v1/deals/{one}/changelog", "", set[str](), []
    while True:
        rows, beside = _get(run, path, {"limit": MOST, **({"cursor": cursor} if cursor else {})})
        page, cursor = json.dumps(rows), v.text(beside.get("next_cursor"))
        if page not in seen:
            all_rows += rows
        if not cursor or page in seen:  # some accounts send the first page for ever
            return all_rows
        seen.add(page)


def _steps(run: Run, one: str, created: str | None, stage_now: str, rows: list) -> Iterator[StageChange]:
    pipeline_of, changes = run.memory.get("pipeline_of", {}), _changes(rows)
    first = changes[0][2] if changes else stage_now
    if created and first:
        yield _step(one, pipeline_of.get(first, ""), first, created)
    for when, stage, _, by in changes:
        yield _step(one, pipeline_of.get(stage, ""), stage, when, by)


def _changes(rows: list) -> list[tuple[str, str, str, Any]]:
    """Return (moment, to, from, by whom) of the changes of a stage, in order of time."""
    found = []
    for row in rows:
        when, stage = v.moment(v.at(row, "time")), v.native(v.at(row, "new_value"))
        if v.at(row, "field_key") == "stage_id" and when and stage:
            found.append((when, stage, v.native(v.at(row, "old_value")), v.at(row, "actor_user_id")))
    return sorted(found, key=lambda change: change[0])


def _users(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    rows, _ = _get(run, "/api/v1/users", {})
    made = run.made(rows, _user, "users")
    yield Page(made.records, None, len(rows), problems=made.problems)


def _user(row: Mapping[str, Any]) -> list[CrmRecord]:
    told = {"name": v.text(row.get("name")), "email": v.text(row.get("email")).lower()}
    active = int(v.truth(row.get("active_flag")) is not False)
    one = v.native(row["id"])
    return [v.record(CrmUser, CRM, one, active=active, updated_at=v.moment(row.get("modified")), **told)] if one else []


def _stages(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    names = {
        v.native(v.at(row, "id")): v.text(v.at(row, "name"))
        for rows, _ in _cursors(run, "/api/v2/pipelines", {})
        for row in rows
    }
    for rows, _ in _cursors(run, "/api/v2/stages", {}):
        made = run.made(rows, lambda row: _stage(row, names), "stages")
        run.memory.setdefault("pipeline_of", {}).update({one.stage: one.pipeline for one in made.records})
        yield Page(made.records, None, len(rows), problems=made.problems)


def _stage(row: Mapping[str, Any], names: Mapping[str, str]) -> list[CrmRecord]:
    stage, pipeline = v.native(row["id"]), v.native(row.get("pipeline_id"))
    told = {
        "pipeline_name": names.get(pipeline, ""),
        "stage_name": v.text(row.get("name")),
        "position": v.whole(row.get("order_nr")) or 0,
        "updated_at": v.moment(row.get("update_time")),
    }
    return [v.record(CrmStage, CRM, pipeline, stage, pipeline=pipeline, stage=stage, **told)] if stage else []


def _sources(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    """Yield what the account calls its channels: rows tell only their numbers."""
    for rows, _ in _starts(run, "/api/v1/dealFields", {}):
        told = [one for row in rows if v.at(row, "key") == "channel" for one in v.rows(v.at(row, "options"))]
        made = run.made(told, lambda row: [v.record(CrmSource, CRM, v.text(row["id"]), name=v.text(row["label"]))], "")
        yield Page(made.records, None, len(told))


def _part(name: str, make: Callable, *more: str, bin_: str = "") -> Part:
    paths = tuple(f"/api/v2/{one}" for one in (name, *more))
    walk = _walk(paths, make, _cursors, {"sort_by": "update_time", "sort_direction": "asc"}, bin_)
    kind = {"organizations": CrmCompany, "persons": CrmPerson, "activities": CrmActivity}.get(name, Deal)
    return Part(name, walk, _newest(paths[0]), _alive(paths, make), kind=kind)


def _newest_lead(run: Run) -> str:
    rows, _ = _get(run, "/api/v1/leads", {"sort": "update_time DESC", "limit": 1, "start": 0})
    when = v.instant(v.at(rows, 0, "update_time"))
    return v.iso(when) if when else ""


_LEADS = _walk(("/api/v1/leads", "/api/v1/leads/archived"), lead, _starts, {"sort": "update_time ASC"})


def _test(run: Run) -> str:
    answer = run.api.get("/api/v1/users/me")
    return v.text(v.at(answer.data, "data", "company_name"))


DESCRIPTION = Crm(
    place=PLACE,
    api=api,
    parts=(
        Part("users", _users, always=True),
        Part("stages", _stages, always=True),
        Part("channels", _sources, always=True, optional=True),
        _part("organizations", company),
        _part("persons", person),
        Part("leads", _LEADS, _newest_lead, optional=True),
        _part("deals", deal, "deals/archived", bin_="/api/v2/deals"),
        _part("activities", activity),
        Part(HISTORIES, _histories, always=True),
    ),
    test=_test,
    token_guide=N_(
        "In Pipedrive open your picture > Company settings > Personal preferences > API and copy the token.\n"
        "It sees what its owner sees: take an account that sees the deals of all reps.\n"
        "Set RAPPORT_CRM_PIPEDRIVE_TOKEN to it, and RAPPORT_CRM_PIPEDRIVE_URL to your address, like "
        "https://yourcompany.pipedrive.com."
    ),
)
