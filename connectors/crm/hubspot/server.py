"""HubSpot's server: what it is asked for, and what its answers mean."""

from dataclasses import dataclass

from connectors.connector import Problem
from connectors.crm import values as v
from connectors.crm.config import Connection
from connectors.crm.errors import GOOD, Answer, Verdict, usual
from connectors.crm.http import Api, Header
from connectors.crm.model import Run, maybe

VERSION = "2026-09"
CRM = "hubspot"
SEARCH_EVERY = 0.25
"""Seconds between searches: an account may search five times a second."""
CAP = 10_000
"""Rows that a search finds at most."""
LINKED = 1_000
"""Rows whose associations are asked for at once."""
NO_LEADS = ("subscriber", "other", "evangelist")
SOCIAL = ("linkedin", "telegram", "vkontakte", "vk_", "instagram", "facebook", "twitter", "whatsapp")


@dataclass(frozen=True)
class Kind:
    """A kind of object: what is asked of it, and what it is linked with."""

    path: str
    fields: tuple[str, ...]
    stamp: str = "hs_lastmodifieddate"
    history: str = ""
    links: tuple[str, ...] = ()


KINDS = {
    "companies": Kind(
        "companies",
        (
            "name",
            "domain",
            "industry",
            "city",
            "hubspot_owner_id",
            "hs_parent_company_id",
            "createdate",
            "hs_merged_object_ids",
        ),
    ),
    "contacts": Kind(
        "contacts",
        (
            *("firstname", "lastname", "email", "hs_additional_emails", "phone", "mobilephone", "jobtitle", "company"),
            *("associatedcompanyid", "city", "hubspot_owner_id", "hs_linkedin_url", "lifecyclestage"),
            *("hs_lead_status", "hs_analytics_source", "hs_analytics_source_data_1", "hs_analytics_source_data_2"),
            *("createdate", "hs_merged_object_ids"),
        ),
        stamp="lastmodifieddate",
    ),
    "leads": Kind(
        "leads",
        ("hs_lead_name", "hs_lead_label", "hs_pipeline_stage", "hubspot_owner_id", "hs_createdate"),
        links=("contacts", "companies"),
    ),
    "deals": Kind(
        "deals",
        (
            *("dealname", "amount", "deal_currency_code", "pipeline", "dealstage", "hs_is_closed", "hs_is_closed_won"),
            *("closedate", "createdate", "closed_lost_reason", "dealtype", "hubspot_owner_id", "hs_analytics_source"),
            "hs_merged_object_ids",
        ),
        history="dealstage",
        links=("contacts", "companies"),
    ),
    "tickets": Kind(
        "tickets",
        (
            *("subject", "content", "hs_pipeline_stage", "hs_ticket_category", "hubspot_owner_id", "createdate"),
            *("closed_date", "first_agent_reply_date", "hs_is_closed"),
        ),
        links=("contacts", "companies"),
    ),
}
_ACTIVITY = ("hs_timestamp", "hubspot_owner_id", "hs_createdate")
ACTIVITIES = {
    "calls": ("call", ("hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_status")),
    "meetings": ("meeting", ("hs_meeting_title", "hs_meeting_body", "hs_meeting_outcome")),
    "emails": ("email", ("hs_email_subject", "hs_email_text", "hs_email_direction", "hs_email_status")),
    "tasks": ("task", ("hs_task_subject", "hs_task_body", "hs_task_status")),
    "notes": ("note", ("hs_note_body",)),
    "communications": ("message", ("hs_communication_body", "hs_communication_channel_type")),
}
for _name, (_kind, _fields) in ACTIVITIES.items():
    KINDS[_name] = Kind(_name, (*_ACTIVITY, *_fields), links=("contacts", "companies", "deals"))


def api(connection: Connection) -> Api:
    """Return HubSpot's server as it wants to be asked."""
    return Api(
        connection.title,
        connection.url,
        Header("Authorization", f"Bearer {connection.token}"),
        pace=18.0,
        burst=10,
        judge=judge,
        pace_of=_pace,
        secrets=connection.secrets,
    )


def judge(answer: Answer) -> Verdict:
    """Tell a used-up day from too many questions in ten seconds; a body may tell an error at status 200."""
    body = v.mapping(answer.data)
    if answer.status == 429 and "DAILY" in v.text(body.get("policyName")).upper():
        return Verdict("stop", code="limit-today")
    if answer.status in (200, 201) and body.get("status") == "error":
        limited = "RATE" in v.text(body.get("errorType")).upper()
        return Verdict("again") if limited else Verdict("stop", code="refused", said=v.text(body.get("message"))[:200])
    return GOOD if answer.status == 207 else usual(answer)


def _pace(answer: Answer) -> float | None:
    most = v.number(answer.headers.get("x-hubspot-ratelimit-max"))
    every = v.number(answer.headers.get("x-hubspot-ratelimit-interval-milliseconds"))
    return float(most / every * 950) if most and every and every > 0 else None


def path(run: Run, what: str, kind: str, rest: str = "") -> str:
    """Return a path: dated, or of the old numbered kind."""
    version = run.connection.version or VERSION
    if version.startswith("v"):
        return f"/crm/{'v4' if what == 'associations' else 'v3'}/{what}{kind}{rest}"
    return f"/crm/{what}/{version}{kind}{rest}"


def fields_of(run: Run, kind: Kind) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the fields to ask for: those that the account has, and its own ones that hold profiles."""
    key = ("fields", kind.path)
    if key not in run.memory:
        run.memory[key] = _asked_fields(run, kind)
        return run.memory[key]
    return run.memory[key][0], ()


def _asked_fields(run: Run, kind: Kind) -> tuple[list[str], tuple[Problem, ...]]:
    wanted = (*kind.fields, kind.stamp)
    answer = maybe(lambda: run.api.get(path(run, "properties", f"/{kind.path}")), "missing", "forbidden", "refused")
    there = {v.text(v.at(row, "name")) for row in v.rows(v.at(answer.data if answer else None, "results"))}
    if not there:
        return list(wanted), ()
    own = [
        name for name in sorted(there) if any(word in name.lower() for word in SOCIAL) and not name.startswith("hs_")
    ]
    missing = [name for name in wanted if name not in there]
    detail = {"crm": run.connection.title, "fields": ", ".join(missing), "what": kind.path}
    problems = (Problem("crm-fields", detail),) if missing else ()
    return [name for name in wanted if name in there] + (own[:10] if kind.path == "contacts" else []), problems
