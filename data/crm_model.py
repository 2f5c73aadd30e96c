"""Our own model of sales: leads and deals as this team counts them, made of what its CRMs say.

The CRM's words are mapped by people (`crm_mapping`); where nobody said anything, a proposal stands in. What is made
here is read by figures, attribution and pages; it may be deleted and made anew at any time.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from data import crm_words, derive, name_index, pending, sale_sums, workspace
from data.crm_mapping import MAP_KINDS, mapping
from data.money import Rates
from data.store import bump

WON_BACK_MONTHS = 12
"""A customer who buys again after more months than these was won back."""


class SaleCompany(NamedTuple):
    """A customer: a group of companies, a company, or a person without one. `companies` is JSON [id, ...]."""

    customer_id: str
    name: str
    domain: str
    industry: str
    companies: str
    first_won_day: str | None
    last_won_day: str | None
    won: int


class SaleLead(NamedTuple):
    """A lead as figures count it; see `004_crm.sql`."""

    id: str
    crm: str
    name: str
    rep_id: str | None
    channel: str
    source: str
    customer_id: str | None
    person_id: str | None
    created_at: str | None
    created_day: str | None
    deal_id: str | None
    opp_at: str | None
    opp_day: str | None


class SaleDeal(NamedTuple):
    """A deal as figures count it; see `004_crm.sql`."""

    id: str
    crm: str
    name: str
    rep_id: str | None
    channel: str
    source: str
    lead_id: str | None
    customer_id: str | None
    people: str
    pipeline: str
    stage: str
    state: str
    business: str
    crm_business: str
    product: str
    loss_reason: str
    currency: str
    amount: int | None
    cost: int | None
    base_amount: int | None
    base_cost: int | None
    created_at: str | None
    created_day: str | None
    worked_at: str | None
    worked_day: str | None
    closed_at: str | None
    closed_day: str | None
    expected_day: str | None


class SaleOwner(NamedTuple):
    """Which rep an owner of the CRM is; an owner who is no rep has no row."""

    owner_id: str
    rep_id: str


derive.TABLE_OF.update(
    {SaleCompany: "sale_company", SaleLead: "sale_lead", SaleDeal: "sale_deal", SaleOwner: "sale_owner"},
)


def rebuild(conn: sqlite3.Connection) -> bool:
    """Make the model anew when anything it is made of changed; return whether it did."""
    went_by = _went_by(conn)
    if not pending.crm_waits(conn, went_by):
        return False
    maker = _Maker(conn)
    derive.replace_all(conn, SaleLead, maker.leads())
    derive.replace_all(conn, SaleDeal, maker.deals())
    derive.replace_all(conn, SaleCompany, maker.customers())
    sale_sums.rebuild(conn, maker.for_sums())
    derive.fill(conn, "sale_person", "sale_people")
    derive.replace_all(conn, SaleOwner, maker.owners())
    name_index.crm(conn)
    pending.settle_crm(conn, went_by)
    bump(conn)
    return True


def waits(conn: sqlite3.Connection) -> bool:
    """Tell whether the model is older than what it is made of."""
    return pending.crm_waits(conn, _went_by(conn))


def _went_by(conn: sqlite3.Connection) -> str:
    """Return what the model goes by beside the CRM's facts and people's words: who the reps are, money, days."""
    settings = workspace.load(conn)
    reps = [tuple(row) for row in derive.rows(conn, "crm_reps")]
    return json.dumps([settings.currency, settings.time_zone, reps], ensure_ascii=False)


class _Maker:
    """The model at work: what words mean, who is a customer, which deal came first."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        settings = workspace.load(conn)
        self.day_of = _days(settings.zone)
        self.rates = Rates(conn, settings.currency)
        mapped = {kind: mapping(conn, kind) for kind in MAP_KINDS}
        self.means = {kind: {(m.crm, m.native): m.value for m in rows} for kind, rows in mapped.items()}
        self.settled = {(m.crm, m.native) for m in mapped["stage"] if m.by == "person"}
        self.customer_of = {row["company_id"]: row["customer_id"] for row in derive.rows(conn, "crm_customers")}
        self.company_of = _by_name(derive.rows(conn, "crm_company_names"))
        self.facts = derive.rows(conn, "crm_deals").fetchall()
        self.firsts = self._first_deals()
        self.lead_channel: dict[str, str] = {}
        self.made: list[SaleDeal] = []

    def _first_deals(self) -> dict[str, sqlite3.Row]:
        firsts: dict[str, sqlite3.Row] = {}
        for row in self.facts:
            key = row["lead_id"]
            if key and (key not in firsts or _when(row) < _when(firsts[key])):
                firsts[key] = row
        return firsts

    def _customer(self, row: sqlite3.Row) -> str | None:
        name = crm_words.folded(row["company"])
        company = row["company_id"] or self.company_of.get((row["crm"], name))
        named = f"name/{name}" if name else None
        person = f"person/{row['person_id']}" if row["person_id"] else None
        return self.customer_of.get(company, company) or named or person

    def _rep(self, row: sqlite3.Row) -> str | None:
        return self.means["owner"].get((row["crm"], row["owner_id"])) or None

    def owners(self) -> list[SaleOwner]:
        """Return which rep each owner is."""
        return [SaleOwner(owner, rep) for (_, owner), rep in self.means["owner"].items() if rep]

    def _channel(self, row: sqlite3.Row) -> str:
        return self.means["channel"].get((row["crm"], row["source"])) or crm_words.UNKNOWN

    def _channel_of_deal(self, row: sqlite3.Row) -> str:
        """Return the channel of the deal's lead; its own where there is no lead, or nobody knows the lead's."""
        of_lead = self.lead_channel.get(row["lead_id"], crm_words.UNKNOWN)
        return self._channel(row) if of_lead == crm_words.UNKNOWN else of_lead

    def leads(self) -> list[SaleLead]:
        """Return the leads; of merged and deleted ones only the survivors."""
        made = []
        for row in derive.rows(self.conn, "crm_leads"):
            first = self.firsts.get(row["id"])
            opp_at = first["created_at"] if first else row["converted_at"]
            self.lead_channel[row["id"]] = channel = self._channel(row)
            made.append(
                SaleLead(
                    row["id"],
                    row["crm"],
                    row["name"],
                    self._rep(row),
                    channel,
                    row["source"],
                    self._customer(row),
                    row["person_id"],
                    row["created_at"],
                    self.day_of(row["created_at"]),
                    first["id"] if first else row["deal_id"],
                    opp_at,
                    self.day_of(opp_at),
                )
            )
        return made

    def deals(self) -> list[SaleDeal]:
        """Return the deals; call after `leads`, whose channels they take over."""
        earlier: dict[str, list[str]] = defaultdict(list)
        for row in sorted(self.facts, key=lambda row: (row["closed_at"] or "9999", row["id"])):
            state = self._state(row)
            customer = self._customer(row)
            closed_at = row["closed_at"] if state != "open" else None
            closed_day = self.day_of(closed_at)
            before = earlier[customer] if customer else []
            self.made.append(self._deal(row, state, customer, closed_at, _business(before, closed_day)))
            if state == "won" and customer and closed_day:
                before.append(closed_day)
        return self.made

    def for_sums(self) -> sale_sums.Made:
        """Return what sums are made of; call after `deals`."""
        deals = {deal.id: deal for deal in self.made}
        means = self.means["channel"], self.means["stage"]
        return sale_sums.Made(deals, self.rates, self.day_of, self._customer, *means)

    def _state(self, row: sqlite3.Row) -> str:
        """Return how a deal stands: as people say its stage does, else as the CRM says, else as its stage is called."""
        key = row["crm"], row["stage_key"]
        meaning = self.means["stage"].get(key, "")
        if key not in self.settled and row["status"]:
            return row["status"] if row["status"] in ("won", "lost") else "open"
        said = meaning if meaning in ("won", "lost") else row["status"]
        return said if said in ("won", "lost") else "open"

    def _deal(
        self, row: sqlite3.Row, state: str, customer: str | None, closed_at: str | None, business: str
    ) -> SaleDeal:
        day = self.day_of(closed_at if state == "won" and closed_at else row["created_at"])
        worked_at = min(filter(None, (row["worked_at"], self._worked_stage(row))), default=None)
        return SaleDeal(
            id=row["id"],
            crm=row["crm"],
            name=row["name"],
            rep_id=self._rep(row),
            channel=self._channel_of_deal(row),
            source=row["source"],
            lead_id=row["lead_id"],
            customer_id=customer,
            people=row["people"],
            pipeline=row["pipeline"],
            stage=row["stage"],
            state=state,
            business=business,
            crm_business=row["first_business"],
            product=row["product"],
            loss_reason=row["loss_reason"],
            currency=row["currency"],
            amount=row["amount"],
            cost=row["cost"],
            base_amount=self.rates.convert(row["amount"], row["currency"], day),
            base_cost=self.rates.convert(row["cost"], row["currency"], day),
            created_at=row["created_at"],
            created_day=self.day_of(row["created_at"]),
            worked_at=worked_at,
            worked_day=self.day_of(worked_at),
            closed_at=closed_at,
            closed_day=self.day_of(closed_at),
            expected_day=self.day_of(row["expected_on"]),
        )

    def _worked_stage(self, row: sqlite3.Row) -> str | None:
        """Return when a deal first came to a stage that means work or comes after it."""
        history = json.loads(row["history"])
        worked = [at for at, key in history if self.means["stage"].get((row["crm"], key)) in ("worked", "won")]
        return min(worked, default=None)

    def customers(self) -> list[SaleCompany]:
        """Return the customers of all deals; call after `deals`."""
        won: dict[str, list[str]] = defaultdict(list)
        named: dict[str, str] = {}
        companies = {row["id"]: row["company"] for row in self.facts}
        for deal in self.made:
            if deal.customer_id:
                named.setdefault(deal.customer_id, companies.get(deal.id) or deal.name)
            if deal.customer_id and deal.state == "won" and deal.closed_day:
                won[deal.customer_id].append(deal.closed_day)
        told = {row["customer_id"]: row for row in derive.rows(self.conn, "crm_customer_names", ids=list(named))}
        parts: dict[str, list[str]] = defaultdict(list)
        for company, customer in self.customer_of.items():
            parts[customer].append(company)
        return [_customer_row(key, name, told.get(key), parts[key], won[key]) for key, name in named.items()]


def _customer_row(
    customer_id: str, name: str, told: Mapping[str, Any] | None, companies: list[str], won: list[str]
) -> SaleCompany:
    words = (told["name"], told["domain"], told["industry"]) if told else (name, "", "")
    listed = json.dumps(sorted(companies))
    return SaleCompany(customer_id, *words, listed, min(won, default=None), max(won, default=None), len(won))


def _by_name(rows: Iterable[sqlite3.Row]) -> dict[tuple[str, str], str]:
    """Return companies by CRM and name, for rows that tell no more than a name; of names borne twice none."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        found[row["crm"], crm_words.folded(row["name"])].append(row["id"])
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1 and key[1]}


def _when(row: sqlite3.Row) -> tuple[str, str]:
    return row["created_at"] or "9999", row["id"]


def _business(before: Iterable[str], day: str | None) -> str:
    """Return new, repeat or won_back by the days of the customer's earlier won deals."""
    days = sorted(one for one in before if day is None or one <= day)
    if not days:
        return "new"
    return "won_back" if _months_between(days[-1], day or days[-1]) > WON_BACK_MONTHS else "repeat"


def _months_between(first: str, last: str) -> float:
    """Return whole calendar months between two days, and a half more when days are left over."""
    years, months = int(last[:4]) - int(first[:4]), int(last[5:7]) - int(first[5:7])
    return 12 * years + months + (0.5 if last[8:] > first[8:] else -0.5 if last[8:] < first[8:] else 0)


def _days(zone) -> Callable[[str | None], str | None]:
    @lru_cache(maxsize=200_000)
    def day_of(at: str | None) -> str | None:
        if at is None or len(at) <= 10:
            return at or None
        return datetime.fromisoformat(at).astimezone(zone).date().isoformat()

    return day_of
