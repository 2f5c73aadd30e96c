"""What a table can be about, as a table of data: targets, their fields, and how people call them."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.words import N_

KINDS = ("text", "name", "email", "phone", "url", "moment", "number", "money", "direction", "id")
TITLES = {
    "messages": N_("Messages"),
    "activities": N_("Activities"),
    "contacts": N_("Contacts"),
    "leads": N_("Leads"),
    "deals": N_("Deals"),
    "stages": N_("Stages of deals"),
    "companies": N_("Companies"),
}
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
    "lost_reason": N_("reason of loss"),
    "person": N_("contact person"),
    "deal": N_("deal"),
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
    data = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    return {name: _target(name, told) for name, told in data.items()}


def _target(name: str, told: dict) -> Target:
    fields = tuple(Field(key, one["kind"], tuple(one["names"])) for key, one in told["fields"].items())
    return Target(name, told["stored"], tuple(frozenset(need) for need in told["needs"]), fields)
