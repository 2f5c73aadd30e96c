"""Rows of HubSpot as facts."""

import json
from collections.abc import Mapping
from typing import Any

from connectors.crm import values as v
from connectors.crm.hubspot.server import ACTIVITIES, CRM, NO_LEADS, SOCIAL
from connectors.crm.model import Make, Run
from data.crm_records import (
    CrmActivity,
    CrmCompany,
    CrmPerson,
    CrmRecord,
    CrmUser,
    Deal,
    Lead,
    StageChange,
    Ticket,
    crm_id,
)


def _common(row: Mapping[str, Any], stamp: str) -> tuple[str, Mapping[str, Any], dict[str, Any]]:
    one, told = v.native(row["id"]), v.mapping(row.get("properties"))
    if not one:
        raise ValueError("a row without an id")
    created = v.moment(told.get("createdate")) or v.moment(told.get("hs_createdate")) or v.moment(row.get("createdAt"))
    updated = v.moment(told.get(stamp)) or v.moment(row.get("updatedAt"))
    return (
        one,
        told,
        {"created_at": created, "updated_at": updated, "owner_id": v.ref(CRM, CrmUser, told.get("hubspot_owner_id"))},
    )


def company(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the company of a row."""
    one, told, common = _common(row, "hs_lastmodifieddate")
    words = {name: v.text(told.get(name)) for name in ("name", "industry", "city")}
    parent = v.ref(CRM, CrmCompany, told.get("hs_parent_company_id"))
    return [v.record(CrmCompany, CRM, one, **words, domain=v.host(told.get("domain")), parent_id=parent, **common)]


def contact(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the person of a row, and the lead that the contact is where the account keeps no leads of their own."""
    one, told, common = _common(row, "lastmodifieddate")
    first, last = v.text(told.get("firstname")), v.text(told.get("lastname"))
    company_id = v.ref(CRM, CrmCompany, told.get("associatedcompanyid"))
    own = [value for name, value in told.items() if "linkedin" in name or any(word in name for word in SOCIAL)]
    person = v.record(
        CrmPerson,
        CRM,
        "contact",
        one,
        kind="contact",
        name=f"{first} {last}".strip(),
        first_name=first,
        last_name=last,
        company_id=company_id,
        company=v.text(told.get("company")),
        title=v.text(told.get("jobtitle")),
        emails=v.emails([told.get("email"), *v.text(told.get("hs_additional_emails")).split(";")]),
        phones=v.phones([told.get("phone"), told.get("mobilephone")]),
        urls=v.listed(value for value in map(v.text, own) if "/" in value),
        city=v.text(told.get("city")),
        **common,
    )
    if run.memory.get("leads") or v.text(told.get("lifecyclestage")) in NO_LEADS:
        return [person]
    detail = [v.text(told.get(f"hs_analytics_source_data_{no}")) for no in (1, 2)]
    lead = v.record(
        Lead,
        CRM,
        one,
        name=person.name,
        person_id=person.id,
        company_id=company_id,
        company=person.company,
        source=v.text(told.get("hs_analytics_source")),
        source_detail=" / ".join(filter(None, detail)),
        status=v.text(told.get("hs_lead_status")) or v.text(told.get("lifecyclestage")),
        **common,
    )
    return [person, lead]


def lead(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the lead of a row of the leads of their own."""
    one, told, common = _common(row, "hs_lastmodifieddate")
    person, company_id = _links(row, "contacts"), _links(row, "companies")
    return [
        v.record(
            Lead,
            CRM,
            one,
            name=v.text(told.get("hs_lead_name")),
            person_id=v.ref(CRM, CrmPerson, "contact", person[0]) if person else None,
            company_id=v.ref(CRM, CrmCompany, company_id[0]) if company_id else None,
            status=v.text(told.get("hs_pipeline_stage")) or v.text(told.get("hs_lead_label")),
            **common,
        )
    ]


def _links(row: Mapping[str, Any], other: str) -> list[str]:
    return [one for one in v.rows(v.at(row, "linked", other)) if one]


def deal(run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the deal of a row and the stages that it came to."""
    one, told, common = _common(row, "hs_lastmodifieddate")
    money, people, companies = (
        v.currency(told.get("deal_currency_code")),
        _links(row, "contacts"),
        _links(row, "companies"),
    )
    closed, won = v.truth(told.get("hs_is_closed")), v.truth(told.get("hs_is_closed_won"))
    pipeline, stage = v.text(told.get("pipeline")), v.text(told.get("dealstage"))
    meaning = run.memory.get("stages", {}).get((pipeline, stage), "")
    status = "won" if won else "lost" if closed else ("open" if closed is False else meaning)
    steps = _steps(run, one, pipeline, row)
    close = v.moment(told.get("closedate"))
    arrived = [step.at for step in steps if step.stage == stage]
    deal_id = crm_id(CRM, Deal, one)
    return [
        v.record(
            Deal,
            CRM,
            one,
            name=v.text(told.get("dealname")),
            lead_id=v.ref(CRM, Lead, people[0]) if people and not run.memory.get("leads") else None,
            company_id=v.ref(CRM, CrmCompany, companies[0]) if companies else None,
            people=json.dumps([[crm_id(CRM, CrmPerson, "contact", who), ""] for who in people]),
            pipeline=pipeline,
            stage=stage,
            status=status,
            amount=v.money(told.get("amount"), money),
            currency=money,
            source=v.text(told.get("hs_analytics_source")),
            first_business=v.text(told.get("dealtype")),
            loss_reason=v.text(told.get("closed_lost_reason")),
            closed_at=(max(arrived, default=None) or close) if status in ("won", "lost") else None,
            expected_on=close[:10] if close and status not in ("won", "lost") else None,
            **common,
        ),
        *(step._replace(deal_id=deal_id) for step in steps),
    ]


def _steps(run: Run, deal_native: str, pipeline: str, row: Mapping[str, Any]) -> list[StageChange]:
    owner_of = run.memory.get("stage_pipeline", {})
    found = []
    for one in v.rows(v.at(row, "propertiesWithHistory", "dealstage")):
        stage, when = v.text(v.at(one, "value")), v.moment(v.at(one, "timestamp"))
        if stage and when:
            by = v.ref(CRM, CrmUser, v.at(one, "updatedByUserId"))
            where = owner_of.get(stage, pipeline)
            found.append(
                v.record(
                    StageChange,
                    CRM,
                    deal_native,
                    when,
                    stage,
                    deal_id="",
                    pipeline=where,
                    stage=stage,
                    at=when,
                    by_id=by,
                )
            )
    return found


def ticket(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
    """Return the ticket of a row."""
    one, told, common = _common(row, "hs_lastmodifieddate")
    people, companies = _links(row, "contacts"), _links(row, "companies")
    closed = v.moment(told.get("closed_date"))
    category = v.text(told.get("hs_ticket_category")).upper()
    return [
        v.record(
            Ticket,
            CRM,
            one,
            kind="complaint" if "COMPLAINT" in category else "request" if category else "",
            subject=v.text(told.get("subject")),
            text=v.text(told.get("content")),
            status=v.text(told.get("hs_pipeline_stage")),
            closed=int(bool(closed) or v.truth(told.get("hs_is_closed")) is True),
            person_id=v.ref(CRM, CrmPerson, "contact", people[0]) if people else None,
            company_id=v.ref(CRM, CrmCompany, companies[0]) if companies else None,
            answered_at=v.moment(told.get("first_agent_reply_date")),
            closed_at=closed,
            **common,
        )
    ]


def activity(name: str) -> Make:
    """Return what makes a logged activity of a kind."""
    kind, fields = ACTIVITIES[name]

    def made(_run: Run, row: Mapping[str, Any]) -> list[CrmRecord]:
        one, told, common = _common(row, "hs_lastmodifieddate")
        words = {field.rsplit("_", 1)[-1]: v.text(told.get(field)) for field in fields}
        way, state = words.get("direction", "").upper(), (words.get("status") or words.get("outcome") or "").upper()
        deals, companies = _links(row, "deals"), _links(row, "companies")
        return [
            v.record(
                CrmActivity,
                CRM,
                name,
                one,
                kind=kind,
                direction="in" if "INCOMING" in way or "INBOUND" in way else "out" if way else "unknown",
                subject=words.get("title") or words.get("subject") or "",
                text=words.get("body") or words.get("text") or "",
                at=v.moment(told.get("hs_timestamp")) or common["created_at"],
                done=int(
                    state in ("COMPLETED", "SENT")
                    if kind == "task"
                    else state not in ("SCHEDULED", "CANCELED", "NO_SHOW")
                ),
                people=v.listed(v.ref(CRM, CrmPerson, "contact", who) for who in _links(row, "contacts")),
                company_id=v.ref(CRM, CrmCompany, companies[0]) if companies else None,
                deal_id=v.ref(CRM, Deal, deals[0]) if deals else None,
                **common,
            )
        ]

    return made
