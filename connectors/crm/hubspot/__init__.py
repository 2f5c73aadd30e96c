"""HubSpot: dated paths (the segment is configured), lists for everything, searches for what changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.config import Place
from connectors.crm.http import Circle
from connectors.crm.hubspot import rows
from connectors.crm.hubspot.server import ACTIVITIES, CRM, KINDS, api, path
from connectors.crm.hubspot.walks import alive, count, kinds_told, newest, walk
from connectors.crm.model import Crm, Make, Page, Part, Run, maybe, need
from data.crm_records import CrmRecord, CrmStage, CrmUser
from data.words import N_


def _owners(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    """Yield the owners; those who left, too, or their rows would be nobody's."""
    for archived in ("false", "true"):
        circle, after = Circle(run.connection.title, "owners"), ""
        while True:
            asked = {"limit": 100, "archived": archived} | ({"after": after} if after else {})
            answer = run.api.get(path(run, "owners", ""), asked)
            found = need(run, v.at(answer.data, "results"), list, "owners")
            made = run.made(found, lambda row, gone=archived: _owner(row, gone == "false"), "owners")
            yield Page(made.records, None, len(found), problems=made.problems)
            after = v.text(v.at(answer.data, "paging", "next", "after"))
            if not after:
                break
            circle.step(after)


def _owner(row: Mapping[str, Any], active: bool) -> list[CrmRecord]:
    name = f"{v.text(row.get('firstName'))} {v.text(row.get('lastName'))}".strip()
    told = {"name": name, "email": v.text(row.get("email")).lower(), "updated_at": v.moment(row.get("updatedAt"))}
    ids = {v.native(row["id"]): told}
    return [v.record(CrmUser, CRM, one, active=int(active), **what) for one, what in ids.items() if one]


def _pipelines(run: Run, _since: str, _place: Any) -> Iterator[Page]:
    answer = run.api.get(path(run, "pipelines", "/deals"))
    found = need(run, v.at(answer.data, "results"), list, "pipelines")
    made = run.made(found, lambda row: list(_stages(row)), "pipelines")
    run.memory["stages"] = {(one.pipeline, one.stage): one.meaning for one in made.records}
    run.memory["stage_pipeline"] = {one.stage: one.pipeline for one in made.records}
    probe = maybe(
        lambda: run.api.get(path(run, "objects", "/leads"), {"limit": 1}), "forbidden", "missing", "refused", "plan"
    )
    run.memory["leads"] = bool(probe and v.rows(v.at(probe.data, "results")))
    yield Page(made.records, None, len(found), problems=made.problems)


def _stages(row: Mapping[str, Any]) -> Iterator[CrmRecord]:
    for no, one in enumerate(v.rows(row.get("stages"))):
        told = v.mapping(v.at(one, "metadata"))
        chance, closed = v.number(told.get("probability")), v.truth(told.get("isClosed"))
        won = closed is not False and chance is not None and chance >= 1
        stage, pipeline = v.native(v.at(one, "id")), v.native(row["id"])
        if stage and pipeline:
            yield v.record(
                CrmStage,
                CRM,
                pipeline,
                stage,
                pipeline=pipeline,
                stage=stage,
                pipeline_name=v.text(row.get("label")),
                stage_name=v.text(v.at(one, "label")),
                position=v.whole(v.at(one, "displayOrder")) or no,
                meaning="won" if won else "lost" if closed else "open",
                updated_at=v.moment(v.at(one, "updatedAt")),
            )


def _part(name: str, make: Make, optional: bool = False) -> Part:
    kind = KINDS[name]
    asked = walk(kind, make), newest(kind), alive(kind, make), count(kind)
    return Part(name, *asked, optional=optional, kind=kinds_told(kind)[0][0])


def _test(run: Run) -> str:
    maybe(lambda: run.api.get(path(run, "owners", ""), {"limit": 1}), "forbidden")
    run.api.get(path(run, "objects", "/deals"), {"limit": 1})
    return ""


DESCRIPTION = Crm(
    place=Place(CRM, "HubSpot", "https://api.hubapi.com", "https://api.hubapi.com"),
    api=api,
    parts=(
        Part("owners", _owners, always=True),
        Part("pipelines", _pipelines, always=True),
        _part("companies", rows.company),
        _part("contacts", rows.contact),
        _part("leads", rows.lead, optional=True),
        _part("deals", rows.deal),
        _part("tickets", rows.ticket, optional=True),
        *(_part(name, rows.activity(name), optional=True) for name in ACTIVITIES),
    ),
    test=_test,
    token_guide=N_(
        "In HubSpot open Settings > Integrations > Service Keys and create a key (private apps can't be created any "
        "more; the token of an old one still works).\n"
        "Let it read contacts, companies, deals, owners, leads, tickets and activities (crm.objects … read).\n"
        "Set RAPPORT_CRM_HUBSPOT_TOKEN to the key, in the environment or in .streamlit/secrets.toml."
    ),
)
