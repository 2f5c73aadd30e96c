"""One row of a CRM's table while records are made of it: cells by field, ids of what it names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from connectors.connector import Context
from connectors.crm_tables import cells
from connectors.crm_tables.drop import Drop, Table, Values
from connectors.phones import e164
from data.crm_records import CrmCompany, CrmPerson, CrmUser, Deal, crm_id
from data.crm_words import folded
from data.records import canonical_json, stable_id


@dataclass
class Book:
    """What all rows of one table share. `seen` counts rows that say the very same; `told`: records told before."""

    table: Table
    drop: Drop
    ctx: Context
    seen: Counter = dataclass_field(default_factory=Counter)
    told: set[str] = dataclass_field(default_factory=set)

    @property
    def crm(self) -> str:
        """The CRM whose rows these are."""
        return self.table.mapping.network

    def once(self, record) -> Iterator:
        """Yield a record that several rows tell in the same words, the first time."""
        key = stable_id(*map(str, record))
        if key not in self.told:
            self.told.add(key)
            yield record


class Row:
    """Cells of one row by field, as facts hold them."""

    def __init__(self, values: Values, book: Book) -> None:
        self.cells, self.book, self.crm = values, book, book.crm
        self.order = book.ctx.answers.get("date-order") or book.table.mapping.date_order

    def text(self, key: str) -> str:
        """Return a cell with single spaces, "" where it is empty or there is no such column."""
        return " ".join(self.cells.get(key, "").split())

    def moment(self, *keys: str) -> str | None:
        """Return the first moment that one of these cells tells."""
        for key in keys:
            if at := cells.moment(self.cells.get(key, ""), self.order, self.book.ctx.zone):
                return at
        return None

    def currency(self) -> str:
        """Return the currency of the row's money, "" when it is not told."""
        return cells.currency(self.text("currency")) or cells.told_currency(self.text("amount"))

    def money(self, key: str, code: str) -> int | None:
        """Return minor units of a cell."""
        return cells.money(self.text(key), self.book.table.mapping.decimal, code)

    def ids(self, key: str) -> list[str]:
        """Return the native ids that a cell lists."""
        found = cells.ids(self.text(key))
        return [cells.salesforce_id(one) for one in found] if self.crm == "salesforce" else found

    def first(self, key: str) -> str:
        """Return the first id that a cell lists, "" when none."""
        return next(iter(self.ids(key)), "")

    def native(self, *instead: str) -> str:
        """Return the row's own id; without one an id of `instead`, else of all its cells, the same rows numbered."""
        own = cells.whole(self.text("id"))
        if own:
            return cells.salesforce_id(own) if self.crm == "salesforce" else own
        base = "/".join(instead) if all(instead) and instead else self._content()
        self.book.seen[base] += 1
        times = self.book.seen[base]
        return base if times == 1 else f"{base}#{times}"

    def _content(self) -> str:
        told = sorted((key, " ".join(cell.split())) for key, cell in self.cells.items() if cell.strip())
        return "row/" + stable_id("row", self.book.table.mapping.target, canonical_json(told))

    def all(self, key: str) -> list[str]:
        """Return the cells of a field that may stand in several columns: email, email_2 ..."""
        found = (self.text(name) for name in self.cells if name == key or name.startswith(key + "_"))
        return list(dict.fromkeys(filter(None, found)))

    # --- who and what the row names ------------------------------------------------------------------------------
    def owner(self) -> str | None:
        """Return the id of the row's owner."""
        if own := self.first("owner_id"):
            return crm_id(self.crm, CrmUser, own)
        name, email = owner_of(self.text("owner"))
        if not (name or email):
            return None
        known = self.book.drop.found("users", name) or self.book.drop.found("users", email)
        return crm_id(self.crm, CrmUser, known or user_key(name, email))

    def owner_record(self) -> Iterator[CrmUser]:
        """Yield the owner as a user, where only a name is told and no table of users tells more."""
        name, email = owner_of(self.text("owner"))
        known = self.book.drop.found("users", name) or self.book.drop.found("users", email)
        if (name or email) and not known and not self.text("owner_id"):
            key = user_key(name, email)
            yield from self.book.once(CrmUser(crm_id(self.crm, CrmUser, key), self.crm, key, name, email, 1, None))

    def company(self, name: str = "company") -> tuple[str | None, str]:
        """Return the id and the name of the row's company; without an id the name alone."""
        told = self.text(name)
        own = self.first(f"{name}_id") or self.book.drop.found("companies", told)
        return (crm_id(self.crm, CrmCompany, own) if own else None), told

    def deal(self) -> str | None:
        """Return the id of the deal that the row is about."""
        own = self.first("deal_id") or self.book.drop.found("deals", self.text("deal"))
        return crm_id(self.crm, Deal, own) if own else None

    def people(self) -> list[str]:
        """Return the ids of the people that the row names, the main one first."""
        kind = "contact"
        if listed := self.ids("person_id"):
            return [crm_id(self.crm, CrmPerson, kind, one) for one in listed]
        key = self.person_key(self.text("person"))
        return [crm_id(self.crm, CrmPerson, kind, key)] if key else []

    def person_key(self, name: str) -> str:
        """Return the native id of somebody who is told by name and ways to reach only, "" when by nothing."""
        known = self.book.drop.found("people", self.text("email")) or self.book.drop.found(
            "people", name, self.text("company")
        )
        if known:
            return known
        email = next((one.casefold() for one in self.all("email")), "")
        phone = next(filter(None, map(phone_of, self.all("phone"))), "")
        if email or phone:
            return f"email/{email}" if email else f"phone/{phone}"
        return f"name/{folded(name)}/{folded(self.text('company'))}" if name else ""


def phone_of(text: str) -> str:
    """Return a number in E.164 where that is beyond doubt, else its digits as written; "" where there are too few."""
    digits = "".join(filter(str.isdecimal, text))
    return e164(text) or (digits if len(digits) >= 5 else "")


def owner_of(cell: str) -> tuple[str, str]:
    """Return name and e-mail of an owner as exports write one: "Anna (anna@x.example)", a name or an address."""
    name, _, rest = cell.partition(" (")
    email = rest.rstrip(")") if "@" in rest else cell if "@" in cell and " " not in cell else ""
    return ("" if email == cell else name if email else cell), email.casefold()


def user_key(name: str, email: str) -> str:
    """Return the native id of a user who has none in the table."""
    return f"name/{folded(name)}" if name else f"email/{email}"
