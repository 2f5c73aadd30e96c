"""Walks over HubSpot's objects: lists for everything, searches for what changed, the bin for what went."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.http import Circle
from connectors.crm.hubspot.server import CAP, CRM, LINKED, SEARCH_EVERY, Kind, fields_of, path
from connectors.crm.model import OVERLAP, Gone, Make, Page, Run, Walk, maybe, need
from data.crm_records import CrmActivity, CrmCompany, CrmPerson, Deal, Lead, Ticket, crm_id


def _search(run: Run, kind: Kind, body: Mapping[str, Any]) -> Mapping[str, Any]:
    run.api.every("search", SEARCH_EVERY)
    answer = run.api.post(path(run, "objects", f"/{kind.path}", "/search"), body)
    need(run, v.at(answer.data, "results"), list, f"{kind.path}/search")
    return answer.data


def newest(kind: Kind) -> Callable[[Run], str]:
    """Return what asks for the newest change of a kind."""

    def ask(run: Run) -> str:
        sorts = [{"propertyName": kind.stamp, "direction": "DESCENDING"}]
        found = _search(run, kind, {"filterGroups": [], "sorts": sorts, "properties": [kind.stamp], "limit": 1})
        run.memory["total", kind.path] = v.whole(found.get("total"))
        return _stamp(kind, v.at(found, "results", 0))

    return ask


def count(kind: Kind) -> Callable[[Run], int | None]:
    """Return what tells how many rows there are, as `newest` came to know it; None where a search counts no further."""
    return lambda run: None if (run.memory.get(("total", kind.path)) or CAP) >= CAP else run.memory["total", kind.path]


def _stamp(kind: Kind, row: Any) -> str:
    when = v.instant(v.at(row, "properties", kind.stamp)) or v.instant(v.at(row, "updatedAt"))
    return v.iso(when) if when else ""


def walk(kind: Kind, make: Make) -> Walk:
    """Return the walk over a kind of object: everything, or what changed; then the bin."""

    def pages(run: Run, since: str, place: Any) -> Iterator[Page]:
        fields, problems = fields_of(run, kind)
        lists, after = _changed(run, kind, since, place, fields) if since else _all(run, kind, place, fields), place
        for found, after in _linked(run, kind, lists):
            made = run.made(found, lambda row: make(run, row), kind.path)
            merged = tuple(one for row in found for one in _merged(kind, row))
            yield Page(made.records, after, len(found), merged, problems + made.problems)
            problems = ()
        yield from _archived(run, kind, after)

    return pages


def _all(run: Run, kind: Kind, place: Any, fields: list[str]) -> Iterator[tuple[list, Any]]:
    limit = 50 if kind.history else 100
    asked = {"limit": limit, "properties": ",".join(fields)}
    if kind.history:
        asked["propertiesWithHistory"] = kind.history
    circle, after, again = Circle(run.connection.title, kind.path), place, False
    while True:
        answer = run.api.get(path(run, "objects", f"/{kind.path}"), asked | ({"after": after} if after else {}))
        found = need(run, v.at(answer.data, "results"), list, kind.path)
        following = v.text(v.at(answer.data, "paging", "next", "after"))
        if not following and len(found) >= limit and not again:
            again = True  # a full page is seldom the last one: asked twice, it may name the next
            continue
        again = False
        yield found, following or after
        if not following:
            return
        circle.step(following)
        after = following


def _changed(run: Run, kind: Kind, since: str, place: Any, fields: list[str]) -> Iterator[tuple[list, Any]]:
    """Yield what changed, by time, and where many rows have one time, by id; never by offsets, which drift."""
    at = place or [(v.instant(since) or 0) - OVERLAP * 1000, ""]
    circle = Circle(run.connection.title, kind.path)
    while True:
        circle.step(at)
        time, last = at
        filters = [{"propertyName": kind.stamp, "operator": "EQ" if last else "GTE", "value": str(time)}]
        if last:
            filters.append({"propertyName": "hs_object_id", "operator": "GT", "value": last})
        sorts = [{"propertyName": "hs_object_id" if last else kind.stamp, "direction": "ASCENDING"}]
        body = {"filterGroups": [{"filters": filters}], "sorts": sorts, "properties": fields, "limit": 200}
        data = _search(run, kind, body)
        found = [row for row in data["results"] if isinstance(row, dict)]
        more = len(data["results"]) >= 200 or bool(v.at(data, "paging", "next", "after"))
        at = _next_place(run, kind, found, at, more)
        yield _with_history(run, kind, found, fields) if kind.history else data["results"], at
        if at is None:
            return


def _next_place(run: Run, kind: Kind, found: list, at: list, more: bool) -> list | None:
    time, last = at
    if last:
        ids = [whole for row in found if (whole := v.whole(row.get("id"))) is not None]
        return [time, str(max(ids))] if more and ids else [time + 1, ""]
    stamps = [stamp for row in found if (stamp := v.instant(v.at(row, "properties", kind.stamp)))]
    if not more or not stamps:
        return None
    if stamps != sorted(stamps):
        raise run.api.error("disorder", kind.path)
    return [stamps[-1], ""] if stamps[-1] > time else [time, "0"]


def _with_history(run: Run, kind: Kind, found: list, fields: list[str]) -> list:
    ids = [v.native(row.get("id")) for row in found]
    return [row for start in range(0, len(ids), 50) for row in _read(run, kind, ids[start : start + 50], fields)]


def _read(run: Run, kind: Kind, ids: list[str], fields: list[str]) -> list:
    body: dict[str, Any] = {"inputs": [{"id": one} for one in ids], "properties": fields}
    if kind.history:
        body["propertiesWithHistory"] = [kind.history]
    answer = run.api.post(path(run, "objects", f"/{kind.path}", "/batch/read"), body)
    return need(run, v.at(answer.data, "results"), list, f"{kind.path}/batch/read")


def _linked(run: Run, kind: Kind, pages: Iterator[tuple[list, Any]]) -> Iterator[tuple[list, Any]]:
    """Add what rows are linked with, for a thousand at once."""
    waiting: list = []
    after = None
    for found, after in pages:
        waiting += found
        if not kind.links or len(waiting) >= LINKED - 100:
            yield _link(run, kind, waiting), after
            waiting = []
    if waiting:
        yield _link(run, kind, waiting), after


def _link(run: Run, kind: Kind, found: list) -> list:
    rows = [row for row in found if isinstance(row, dict)]
    ids = [one for row in rows if (one := v.native(row.get("id")))]
    for other in kind.links if ids else ():
        url = path(run, "associations", f"/{kind.path}/{other}", "/batch/read")
        answer = maybe(
            lambda url=url: run.api.post(url, {"inputs": [{"id": one} for one in ids]}), "forbidden", "missing"
        )
        to = {
            v.native(v.at(one, "from", "id")): v.rows(v.at(one, "to"))
            for one in v.rows(v.at(answer and answer.data, "results"))
        }
        for row in rows:
            linked = to.get(v.native(row.get("id")), ())
            row.setdefault("linked", {})[other] = [
                v.native(v.at(one, "toObjectId") or v.at(one, "id")) for one in linked
            ]
    return found


def kinds_told(kind: Kind) -> tuple[tuple[type, tuple[str, ...]], ...]:
    """Return the records that a row becomes, each with what stands before the native id in its own."""
    told = {
        "companies": ((CrmCompany, ()),),
        "contacts": ((CrmPerson, ("contact",)), (Lead, ())),
        "leads": ((Lead, ()),),
        "deals": ((Deal, ()),),
        "tickets": ((Ticket, ()),),
    }
    return told.get(kind.path, ((CrmActivity, (kind.path,)),))


def _merged(kind: Kind, row: Any) -> Iterator[Gone]:
    """Yield the rows that were merged into this one."""
    own = v.native(v.at(row, "id"))
    for other in v.text(v.at(row, "properties", "hs_merged_object_ids")).split(";"):
        if own and (other := v.native(other)) and other != own:
            for record, parts in kinds_told(kind):
                yield Gone(record, crm_id(CRM, record, *parts, other), "merged", crm_id(CRM, record, *parts, own))


def _archived(run: Run, kind: Kind, place: Any) -> Iterator[Page]:
    """Yield what was put into the bin lately."""
    circle, after = Circle(run.connection.title, kind.path), ""
    while True:
        asked = {"limit": 100, "archived": "true"} | ({"after": after} if after else {})
        answer = run.api.get(path(run, "objects", f"/{kind.path}"), asked)
        found = [row for row in v.rows(v.at(answer.data, "results")) if v.truth(v.at(row, "archived")) is not False]
        gone = tuple(
            Gone(record, crm_id(CRM, record, *parts, v.native(row.get("id"))), at=v.moment(row.get("archivedAt")))
            for row in found
            if isinstance(row, dict)
            for record, parts in kinds_told(kind)
        )
        if gone:
            yield Page([], place, gone=gone)
        after = v.text(v.at(answer.data, "paging", "next", "after"))
        if not after:
            return
        circle.step(after)


def alive(kind: Kind, make: Make) -> Callable[[Run, list[str]], Iterator[Page]]:
    """Return what asks which rows still are."""

    def ask(run: Run, ids: list[str]) -> Iterator[Page]:
        fields, _ = fields_of(run, kind)
        for start in range(0, len(ids), 50):
            found = [
                one
                for one in _read(run, kind, ids[start : start + 50], fields)
                if v.truth(v.at(one, "archived")) is not True
            ]
            made = run.made(_link(run, kind, found), lambda row: make(run, row), kind.path)
            yield Page(made.records, None, len(found), problems=made.problems)

    return ask
