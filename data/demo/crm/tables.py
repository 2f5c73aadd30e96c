"""The CRM's rows as its export writes them: HubSpot's CSV files in English, amoCRM's in Russian."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from data.demo.crm.book import LOST, STEPS, WON, Book, Contact, Deal, day
from data.demo.crm.world import FORMER

HUBSPOT_ENTERED = tuple(f'Date entered "{stage} (Sales)"' for stage in (*STEPS, WON, LOST))
_AMO_STAGES = {
    "New": "Первичный контакт", "Qualified": "Квалифицирован", "Meeting held": "Встреча проведена",
    "Proposal sent": "Предложение отправлено", "Negotiation": "Согласование договора",
    WON: "Успешно реализовано", LOST: "Закрыто и не реализовано",
}  # fmt: skip
_AMO_SOURCES = {
    "Organic search": "Поиск", "Paid search": "Яндекс Директ", "Referrals": "Рекомендация",
    "Email marketing": "Рассылка", "Trade shows": "Выставка", "Direct traffic": "Сайт",
    "Organic social": "Соцсети",
}  # fmt: skip
_AMO_REASONS = {
    "Price": "Дорого", "No budget this year": "Нет бюджета", "Chose another vendor": "Выбрали другого",
    "No answer any more": "Перестали отвечать", "No need": "Нет потребности",
}  # fmt: skip
_AMO_PAID = {"payment": "оплата", "instalment": "рассрочка", "refund": "возврат"}


def _at(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M") if moment else ""


def _amo(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%d.%m.%Y %H:%M") if moment else ""


class _Zip:
    """Writes the files of one export into one archive; equal content gives an equal file."""

    def __init__(self, path: Path, made: date, delimiter: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self._date, self._delimiter = path, (made.year, made.month, made.day, 18, 0, 0), delimiter
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4)

    def table(self, name: str, header: Sequence[str], rows: Iterable[Sequence]) -> None:
        """Write one file."""
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self._delimiter, lineterminator="\n").writerows([header, *rows])
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        self._zip.writestr(info, text.getvalue().encode("utf-8-sig" if self._delimiter == ";" else "utf-8"))

    def close(self) -> Path:
        """Finish the archive and return its path."""
        self._zip.close()
        return self.path


# --- HubSpot ---------------------------------------------------------------------------------------------------------
def hubspot(path: Path, book: Book, until: date) -> Path:
    """Write HubSpot's exports to an archive at `path` and return it."""
    out = _Zip(path, until, ",")
    name = f"hubspot-crm-exports-{{}}-{until}.csv"
    owner = "Contact owner"
    out.table(
        name.format("all-contacts"),
        ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "LinkedIn URL", "Job Title",
         "Associated Company", "Associated Company IDs", owner, "Lifecycle Stage", "Became a Lead Date",
         "Original Traffic Source", "Original Traffic Source Drill-Down 1", "Create Date"],
        map(_contact, book.contacts),
    )  # fmt: skip
    out.table(
        name.format("all-companies"),
        ["Record ID", "Company name", "Company Domain Name", "Industry", "City", "Company owner", "Create Date"],
        ([one.no, one.name, one.domain, one.industry, one.city, one.owner, _at(one.at)] for one in book.companies),
    )
    out.table(
        name.format("all-deals"),
        ["Record ID", "Deal Name", "Pipeline", "Deal Stage", "Amount", "Currency", "Direct cost", "Product",
         "Deal Type", "Deal owner", "Create Date", "Close Date", "Closed Lost Reason", "Original Traffic Source",
         "Associated Contact IDs", "Associated Company IDs", *HUBSPOT_ENTERED],
        map(_deal, book.deals),
    )  # fmt: skip
    out.table(
        name.format("activities"),
        ["Record ID", "Activity type", "Activity date", "Title", "Activity assigned to", "Direction",
         "Associated Contact IDs", "Associated Company IDs", "Associated Deal IDs"],
        ([one.no, one.kind, _at(one.at), one.title, one.owner, "Outbound", one.contact.no, one.contact.company.no,
          one.deal or ""] for one in book.acts),
    )  # fmt: skip
    out.table(
        name.format("all-tickets"),
        ["Ticket ID", "Ticket name", "Category", "Ticket status", "Create date", "First agent response date",
         "Close date", "Ticket owner", "Associated Contact IDs", "Associated Company IDs"],
        ([one.no, one.subject, one.category, "Closed" if one.closed_at else "Waiting on us", _at(one.at),
          _at(one.answered_at), _at(one.closed_at), one.owner, one.contact.no, one.contact.company.no]
         for one in book.tickets),
    )  # fmt: skip
    out.table(
        "payments.csv",
        ["Payment ID", "Payment date", "Amount", "Currency", "Direct cost", "Payment type", "Deal ID", "Company ID",
         "Company", "Product"],
        ([one.no, day(one.at), one.amount, one.deal.currency, one.cost, one.kind, one.deal.no,
          one.deal.contact.company.no, one.deal.contact.company.name, one.deal.product] for one in book.payments),
    )  # fmt: skip
    out.table("costs.csv", *_costs(until))
    out.table("rates.csv", *_rates(until))
    owners = {one.owner for one in (*book.deals, *book.contacts, *book.companies)}
    out.table(name.format("users"), *_users(owners))
    return out.close()


def _contact(one: Contact) -> list:
    return [
        one.no, one.first, one.last, one.email, one.phone, one.url, one.title, one.company.name, one.company.no,
        one.owner, one.stage, _at(one.lead_at), one.source, one.detail, _at(one.at),
    ]  # fmt: skip


def _deal(one: Deal) -> list:
    entered = {**dict(one.entered), **({one.end: one.closed_at} if one.end else {})}
    return [
        one.no, one.name, "Sales", one.stage, one.amount, one.currency, one.cost, one.product,
        "existingbusiness" if one.repeat else "newbusiness", one.owner, _at(one.at), _at(one.closed_at or one.expected),
        one.reason, one.source, one.contact.no, one.contact.company.no,
        *(_at(entered.get(stage, 0)) for stage in (*STEPS, WON, LOST)),
    ]  # fmt: skip


Filled = tuple[list[str], list[list]]


def _users(names: set[str]) -> Filled:
    rows = [
        [
            7_000 + no,
            name,
            f"{name.lower().replace(' ', '.')}@routline.example",
            "no" if name in FORMER else "yes",
            "Sales",
        ]
        for no, name in enumerate(sorted(names))
    ]
    return ["User ID", "Name", "Email", "Active", "Role"], rows


COSTS = {
    "Paid search": (3_900, 8), "Organic search": (900, 10), "Email marketing": (650, 14), "Trade shows": (2_400, 30),
    "Organic social": (0, 120), "Referrals": (200, 6), "Direct traffic": (300, 2),
}  # fmt: skip
"""Source -> euros and hours a month."""


def _costs(until: date) -> Filled:
    months = [f"{year}-{month:02}" for year in (until.year - 1, until.year) for month in range(1, 13)]
    rows = [
        [source, month, money + 37 * (no % 5), hours, 45 if hours else "", "EUR"]
        for no, month in enumerate(months)
        if month <= f"{until:%Y-%m}"
        for source, (money, hours) in COSTS.items()
    ]
    return ["Channel", "Month", "Cost", "Hours", "Hourly rate", "Currency"], rows


def _rates(until: date) -> Filled:
    rows = []
    for back in range(47, -1, -1):
        number = until.year * 12 + until.month - 1 - back
        first = date(number // 12, number % 12 + 1, 1).isoformat()
        rows += [
            ["USD", "EUR", first, f"{0.9 + 0.002 * (back % 11):.4f}"],
            ["GBP", "EUR", first, f"{1.15 + 0.003 * (back % 7):.4f}"],
        ]
    return ["Currency", "Base currency", "Date", "Rate"], rows


# --- amoCRM ----------------------------------------------------------------------------------------------------------
def amocrm(path: Path, book: Book, until: date) -> Path:
    """Write amoCRM's exports, as a Russian account has them, to an archive at `path` and return it."""
    out = _Zip(path, until, ";")
    out.table(
        f"amocrm_export_leads_{until}.csv",
        ["ID", "Название сделки", "Бюджет", "Ответственный", "Дата создания сделки", "Дата редактирования",
         "Дата закрытия", "Теги", "Этап сделки", "Воронка", "Полное имя контакта", "Компания", "Рабочий email",
         "Мобильный телефон", "Должность", "Источник", "Причина отказа", "Товар", "Себестоимость", "Валюта"],
        map(_amo_deal, book.deals),
    )  # fmt: skip
    out.table(
        f"amocrm_export_contacts_{until}.csv",
        ["ID", "Полное имя контакта", "Компания контакта", "Должность", "Рабочий email", "Мобильный телефон",
         "Профиль LinkedIn", "Ответственный за контакт", "Дата создания контакта", "Теги"],
        ([one.no, f"{one.first} {one.last}", one.company.name, one.title, one.email, one.phone, one.url, one.owner,
          _amo(one.at), ""] for one in book.contacts),
    )  # fmt: skip
    out.table(
        "oplaty.csv",
        ["Номер платежа", "Дата оплаты", "Сумма", "Валюта", "Себестоимость", "Вид платежа", "ID сделки", "Компания",
         "Товар"],
        ([one.no, _amo(one.at)[:10], f"{one.amount},00", one.deal.currency, f"{one.cost},00", _AMO_PAID[one.kind],
          one.deal.no, one.deal.contact.company.name, one.deal.product] for one in book.payments),
    )  # fmt: skip
    return out.close()


def _amo_deal(one: Deal) -> list:
    contact = one.contact
    return [
        one.no, one.name, one.amount, one.owner, _amo(one.at), _amo(one.closed_at or one.entered[-1][1]),
        _amo(one.closed_at), "повторная" if one.repeat else "", _AMO_STAGES[one.stage], "Продажи",
        f"{contact.first} {contact.last}", contact.company.name, contact.email, contact.phone, contact.title,
        _AMO_SOURCES.get(one.source, ""), _AMO_REASONS.get(one.reason, ""), one.product, one.cost, one.currency,
    ]  # fmt: skip
