"""What a CRM says, in its own words: people, companies, leads, deals and what happened to them.

One NamedTuple a table, fields in column order, as in `data.records`. `id` is `crm_id(crm, kind, native id)`, so a file
and a sync of the same CRM tell the same facts; `crm` is hubspot, pipedrive, amocrm, bitrix24, salesforce or "file".
Of several tellings the one with the newest `updated_at` stands. References to other rows are ids made the same way;
the row may be missing. `gone` is "", "deleted" or "merged" (into the row `merged_into`): rows are never removed
because a CRM removed them.

Moments are UTC ISO 8601 text ("2026-03-05T14:02:11Z"), or a day ("2026-03-05") where the CRM tells no time, or None.
Money is whole minor units (cents) of a currency (ISO 4217, "" when not told). What a source, stage or owner means is
mapped by people later: here stands what the CRM calls it.
"""

from typing import NamedTuple

from data.ids import stable_id

CRMS = ("hubspot", "pipedrive", "amocrm", "bitrix24", "salesforce", "file")
CRM_ACTIVITY_KINDS = ("call", "meeting", "email", "message", "task", "note", "mailing")
"""What CRM activities are; a mailing went to many people at once and is nobody's contact."""


class CrmPerson(NamedTuple):
    """A person in the CRM: a contact, or the person of a lead. Lists are JSON arrays."""

    id: str
    crm: str
    native_id: str
    kind: str  # contact, lead
    name: str  # as the CRM writes it, when it does not part it
    first_name: str
    last_name: str
    company_id: str | None
    company: str  # the name, where that is all the CRM tells
    title: str
    emails: str
    phones: str  # E.164 where that is beyond doubt, else digits as written
    urls: str  # profile addresses as written
    handles: str  # [[network, handle], ...]: telegram, vk, instagram ...
    city: str
    owner_id: str | None
    created_at: str | None
    updated_at: str | None
    gone: str
    merged_into: str | None


class CrmCompany(NamedTuple):
    """A company. `domain` is a bare host name in lower case; `parent_id` the group it belongs to."""

    id: str
    crm: str
    native_id: str
    name: str
    domain: str
    industry: str
    city: str
    owner_id: str | None
    parent_id: str | None
    created_at: str | None
    updated_at: str | None
    gone: str
    merged_into: str | None


class Lead(NamedTuple):
    """Somebody's first interest in buying. `deal_id` is the deal it became, where the CRM says so."""

    id: str
    crm: str
    native_id: str
    name: str
    person_id: str | None
    company_id: str | None
    company: str
    source: str  # the CRM's own word or id; "" when empty (an "unknown" that somebody typed stays "unknown")
    source_detail: str
    status: str
    owner_id: str | None
    created_at: str | None
    converted_at: str | None
    deal_id: str | None
    updated_at: str | None
    gone: str
    merged_into: str | None


class Deal(NamedTuple):
    """A possible or made sale. `status` is what the CRM itself says: open, won, lost, or "" when only the stage tells.

    `people` is JSON [[person id, role], ...], the main one first. `lead_id` is the lead that it came from.
    `first_business` is the CRM's own word on new or existing business ("" when none): shown, never counted by.
    """

    id: str
    crm: str
    native_id: str
    name: str
    lead_id: str | None
    company_id: str | None
    company: str
    people: str
    pipeline: str
    stage: str
    status: str
    amount: int | None
    cost: int | None  # direct cost of the sale, where known
    currency: str
    product: str
    source: str
    first_business: str
    loss_reason: str
    owner_id: str | None
    created_at: str | None
    closed_at: str | None  # when it was won or lost; never the expected day
    expected_on: str | None
    updated_at: str | None
    gone: str
    merged_into: str | None


class StageChange(NamedTuple):
    """A deal came to a stage. The native id is the CRM's own, or deal, moment and stage."""

    id: str
    crm: str
    deal_id: str
    pipeline: str
    stage: str
    at: str
    by_id: str | None  # the user who moved it


class CrmActivity(NamedTuple):
    """Something that somebody did for a person, company or deal, as logged. `people` is JSON [person id, ...]."""

    id: str
    crm: str
    native_id: str
    kind: str  # one of CRM_ACTIVITY_KINDS
    direction: str  # out, in, unknown
    subject: str
    text: str
    at: str | None  # when it was done; for an open task when it is due
    done: int
    people: str
    company_id: str | None
    deal_id: str | None
    owner_id: str | None
    created_at: str | None
    updated_at: str | None
    gone: str


class Ticket(NamedTuple):
    """A complaint or request of a client."""

    id: str
    crm: str
    native_id: str
    kind: str  # complaint, request, "" when the CRM does not tell
    subject: str
    text: str
    status: str  # the CRM's own word
    closed: int
    person_id: str | None
    company_id: str | None
    owner_id: str | None
    created_at: str | None
    answered_at: str | None
    closed_at: str | None
    updated_at: str | None
    gone: str


class Cost(NamedTuple):
    """What a channel cost in a month ("2026-10"): money, and hours at a rate. `source` is the word of the file."""

    id: str
    crm: str
    native_id: str
    source: str
    month: str
    amount: int
    minutes: int
    hourly_rate: int
    currency: str
    note: str


class Payment(NamedTuple):
    """Money received for a deal; a refund is negative. `cost` is the direct cost, None when not known."""

    id: str
    crm: str
    native_id: str
    deal_id: str | None
    company_id: str | None
    person_id: str | None
    company: str
    at: str
    amount: int
    cost: int | None
    currency: str
    product: str
    quantity: str  # decimal text; "" when not told
    kind: str  # payment, refund, renewal (automatic), instalment, correction
    updated_at: str | None
    gone: str


class CrmUser(NamedTuple):
    """Somebody who works in the CRM and owns rows there."""

    id: str
    crm: str
    native_id: str
    name: str
    email: str
    active: int
    updated_at: str | None


class CrmStage(NamedTuple):
    """A stage of a pipeline. `meaning` is what the CRM says of it: open, won, lost, or ""."""

    id: str
    crm: str
    pipeline: str  # native id, as in `Deal.pipeline`
    stage: str  # native id, as in `Deal.stage`
    pipeline_name: str
    stage_name: str
    position: int
    meaning: str
    updated_at: str | None


class CrmSource(NamedTuple):
    """What a CRM calls a source whose rows tell only its id."""

    id: str
    crm: str
    native_id: str
    name: str
    updated_at: str | None


class ExchangeRate(NamedTuple):
    """What one unit of a currency was worth in another on a day; `rate` is decimal text."""

    id: str
    crm: str
    currency: str
    base: str
    day: str
    rate: str


CRM_TABLES: dict[type, str] = {
    CrmPerson: "crm_person",
    CrmCompany: "crm_company",
    Lead: "lead",
    Deal: "deal",
    StageChange: "stage_change",
    CrmActivity: "crm_activity",
    Ticket: "ticket",
    Cost: "cost",
    Payment: "payment",
    CrmUser: "crm_user",
    CrmStage: "crm_stage",
    CrmSource: "crm_source",
    ExchangeRate: "exchange_rate",
}
"""Tables of CRM facts, by record type. They belong to the team: no rep stands in them, only owners of the CRM."""

CrmRecord = (
    CrmPerson
    | CrmCompany
    | Lead
    | Deal
    | StageChange
    | CrmActivity
    | Ticket
    | Cost
    | Payment
    | CrmUser
    | CrmStage
    | CrmSource
    | ExchangeRate
)

_KIND = {record: table.removeprefix("crm_") for record, table in CRM_TABLES.items()}


def crm_id(crm: str, record: type, *native: object) -> str:
    """Return the id of a CRM's row: `record` is its type, `native` the CRM's own id (or what stands for one).

    Owners are `crm_id(crm, CrmUser, id)`, people `crm_id(crm, CrmPerson, kind, id)` with kind contact or lead, stages
    `crm_id(crm, CrmStage, pipeline, stage)`, stage changes `crm_id(crm, StageChange, deal, moment, stage)`.
    """
    return stable_id("crm", crm, _KIND[record], *native)
