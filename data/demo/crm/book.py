"""What the demo's CRM holds before it is written: companies, contacts, deals, activities, tickets and payments."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from data.demo.clock import DAY
from data.demo.people import Person

STEPS = ("New", "Qualified", "Meeting held", "Proposal sent", "Negotiation")
WON, LOST = "Closed won", "Closed lost"


def day(at: int) -> str:
    """Return the day of a moment."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()


class Company(NamedTuple):
    """A company of the CRM."""

    no: int
    name: str
    domain: str
    industry: str
    city: str
    owner: str
    at: int


class Contact(NamedTuple):
    """A contact of the CRM; `lead_at` is when it became a lead, 0 when it never was one."""

    no: int
    first: str
    last: str
    email: str
    phone: str
    url: str
    title: str
    company: Company
    owner: str
    source: str
    detail: str
    at: int
    lead_at: int
    stage: str


class Deal(NamedTuple):
    """A deal; `entered` are the moments of its stages in their order, `end` is WON, LOST or ""."""

    no: int
    name: str
    contact: Contact
    owner: str
    amount: int  # whole units of the currency
    cost: int
    currency: str
    product: str
    source: str
    repeat: bool
    entered: tuple[tuple[str, int], ...]
    end: str
    closed_at: int
    expected: int
    reason: str = ""

    @property
    def at(self) -> int:
        """When it was created."""
        return self.entered[0][1]

    @property
    def stage(self) -> str:
        """Where it is."""
        return self.end or self.entered[-1][0]


class Act(NamedTuple):
    """Something logged: kind is Call, Email, Meeting or Note."""

    no: int
    kind: str
    at: int
    owner: str
    title: str
    contact: Contact
    deal: int  # its number, 0 for none


class Ticket(NamedTuple):
    """A complaint or request."""

    no: int
    subject: str
    category: str
    contact: Contact
    owner: str
    at: int
    answered_at: int
    closed_at: int


class Payment(NamedTuple):
    """Money received, or given back."""

    no: int
    deal: Deal
    at: int
    amount: int
    cost: int
    kind: str


@dataclass
class Book:
    """One CRM's rows. Numbers begin at `first`, as those of a CRM that is years old do."""

    first: int
    companies: list[Company] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)

    def number(self) -> int:
        """Return the next number."""
        rows = (self.companies, self.contacts, self.deals, self.acts, self.tickets, self.payments)
        return self.first + 7 * sum(map(len, rows)) + 1

    def company(self, person: Person, owner: str, at: int) -> Company:
        """Add the company of a person."""
        no = self.number()
        plain = "".join(letter for letter in person.company.lower() if letter.isascii() and letter.isalnum())
        domain = f"{plain or 'kompania'}{no % 97}.example"
        made = Company(no, person.company, domain, person.slots["industry"], person.slots["city"], owner, at)
        self.companies.append(made)
        return made

    def pay(self, deal: Deal, days: int, kind: str = "payment", share: float = 1.0, until: int = 0) -> None:
        """Add the payment of a won deal, unless it is later than `until`."""
        at = deal.closed_at + days * DAY
        if not until or at <= until:
            row = Payment(self.number(), deal, at, round(deal.amount * share), round(deal.cost * share), kind)
            self.payments.append(row)
