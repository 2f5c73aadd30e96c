"""What a table can be about, as a table of data: targets, their fields, and how people call them."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.words import N_

KINDS = ("text", "name", "email", "phone", "url", "moment", "number", "money", "direction", "id", "flag")
TITLES = {
    "messages": N_("Messages"),
    "activities": N_("Activities"),
    "contacts": N_("Contacts"),
    "people": N_("Contacts of a CRM"),
    "leads": N_("Leads"),
    "deals": N_("Deals"),
    "stages": N_("Stages of deals"),
    "companies": N_("Companies"),
    "crm_activities": N_("Activities of a CRM"),
    "tickets": N_("Complaints and requests"),
    "costs": N_("Costs of channels"),
    "payments": N_("Payments"),
    "users": N_("Users of the CRM"),
    "stage_list": N_("List of stages"),
    "rates": N_("Exchange rates"),
}
CRM_TARGETS = tuple(target for target in TITLES if target not in ("messages", "activities", "contacts"))
"""Targets that belong to the team: facts of a CRM, in which no rep stands."""
LABELS = {
    "sent_at": N_("date and time"),
    "time": N_("time, if in a column of its own"),
    "text": N_("text"),
    "direction": N_("direction"),
    "sender": N_("sender"),
    "recipient": N_("recipient"),
    "person_name": N_("the other person"),
    "first_name": N_("first name"),
    "last_name": N_("last name"),
    "person_url": N_("profile link"),
    "person_email": N_("e-mail"),
    "person_phone": N_("phone"),
    "conversation": N_("conversation"),
    "subject": N_("subject"),
    "campaign": N_("campaign"),
    "at": N_("date and time"),
    "kind": N_("kind"),
    "link": N_("link"),
    "name": N_("name"),
    "company": N_("company"),
    "position": N_("position"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "url": N_("profile link"),
    "id": N_("number"),
    "created_at": N_("created"),
    "source": N_("source"),
    "status": N_("status"),
    "converted": N_("converted"),
    "converted_at": N_("converted on"),
    "owner": N_("owner"),
    "stage": N_("stage"),
    "pipeline": N_("pipeline"),
    "amount": N_("amount"),
    "currency": N_("currency"),
    "closed_at": N_("closed on"),
    "loss_reason": N_("reason of loss"),
    "person": N_("contact person"),
    "person_id": N_("number of the contact"),
    "deal": N_("deal"),
    "deal_id": N_("number of the deal"),
    "lead_id": N_("number of the lead"),
    "company_id": N_("number of the company"),
    "owner_id": N_("number of the owner"),
    "title": N_("job title"),
    "email_2": N_("second e-mail"),
    "email_3": N_("third e-mail"),
    "phone_2": N_("second phone"),
    "phone_3": N_("third phone"),
    "url_2": N_("second link"),
    "telegram": N_("Telegram name"),
    "city": N_("city"),
    "updated_at": N_("changed"),
    "source_detail": N_("source in detail"),
    "lead_at": N_("became a lead"),
    "won": N_("won (yes or no)"),
    "closed": N_("closed (yes or no)"),
    "won_at": N_("won on"),
    "lost_at": N_("lost on"),
    "expected_on": N_("expected on"),
    "first_business": N_("new or existing business"),
    "cost": N_("direct cost"),
    "product": N_("product"),
    "parent": N_("parent company"),
    "parent_id": N_("number of the parent company"),
    "done": N_("done (yes or no)"),
    "answered_at": N_("first answer"),
    "month": N_("month"),
    "hours": N_("hours"),
    "hourly_rate": N_("rate per hour"),
    "note": N_("note"),
    "quantity": N_("quantity"),
    "active": N_("active (yes or no)"),
    "role": N_("role"),
    "team": N_("team"),
    "manager": N_("manager"),
    "meaning": N_("meaning (open, won, lost)"),
    "base": N_("base currency"),
    "day": N_("day"),
    "rate": N_("rate"),
    "stage_from": N_("stage before"),
    "domain": N_("website"),
    "industry": N_("industry"),
    "employees": N_("employees"),
    "revenue": N_("revenue"),
    "country": N_("country"),
}
"""Words for fields on the page."""


@dataclass(frozen=True)
class Field:
    """A field of a target. `names` are ways to call it, normalised (see `mapper.names`), the most telling first."""

    id: str
    kind: str  # one of KINDS
    names: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """What the rows of a table are. `needs`: of these sets of fields one must be there; `stored`: kept by an import."""

    id: str
    stored: bool
    needs: tuple[frozenset[str], ...]
    fields: tuple[Field, ...]

    def field(self, field_id: str) -> Field | None:
        """Return a field by its id."""
        return next((field for field in self.fields if field.id == field_id), None)

    def lacks(self, mapped: frozenset[str]) -> tuple[str, ...]:
        """Return the fewest fields that are missing; () when there are enough."""
        return tuple(sorted(min((need - mapped for need in self.needs), key=lambda lack: (len(lack), sorted(lack)))))


@functools.cache
def targets() -> dict[str, Target]:
    """Return all targets by id. A further one is a further table in fields.toml."""
    files = (Path(__file__).with_name(name) for name in ("fields.toml", "crm_fields.toml"))
    found = (tomllib.loads(path.read_text(encoding="utf-8")) for path in files)
    return {name: _target(name, told) for data in found for name, told in data.items()}


def _target(name: str, told: dict) -> Target:
    fields = tuple(Field(key, one["kind"], tuple(one["names"])) for key, one in told["fields"].items())
    return Target(name, told["stored"], tuple(frozenset(need) for need in told["needs"]), fields)
