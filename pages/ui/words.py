"""Words, numbers and dates in the reader's language."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from data.words import N_
from metrics import words as sentences
from metrics.words import Said
from pages.locale import translator
from pages.ui import session

NB = "\u00a0"
_BEFORE_PERCENT = re.compile(r"(?<=[\d}]) (?=%)")
_SECOND = re.compile(r"(?<=\bс)(?=[ \u00a0]2[ \u00a0](?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек))")
"""Where Russian says "со" before a second day of a month."""
_DAY = {"en": "d MMM", "ru": "d MMMM"}
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
NETWORKS = {
    "linkedin": "LinkedIn",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "vk": "VK",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "mail": N_("mail"),
    "other": N_("other"),
}
CRMS = {
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "amocrm": "amoCRM",
    "bitrix24": "Bitrix24",
    "salesforce": "Salesforce",
    "file": N_("another table"),
    "crm": "CRM",
}


def language() -> str:
    """Return the language of the interface, "en" or "ru"."""
    return session.language()


def _(text: str, **values: object) -> str:
    """Translate, then fill the named places: `_("{n} of {m}", n=2, m=7)`."""
    return _fill(translator(language()).gettext(text) if text else "", values)


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """Translate in the form that goes with `n`; `{n}` is filled with it, written in the reader's way."""
    said = translator(language()).ngettext(one, many, n)
    return _fill(said, {"n": num(n), **values})


def say(said: Said | str) -> str:
    """Return a sentence of a model, in the reader's language, as plain text."""
    if isinstance(said, str):
        return _(said)
    lang = translator(language())
    return _SECOND.sub("о", _BEFORE_PERCENT.sub(NB, sentences.say(said, language(), lang.gettext, lang.ngettext)))


def _fill(text: str, values: dict[str, object]) -> str:
    text = _BEFORE_PERCENT.sub(NB, text)
    return _SECOND.sub("о", text.format(**values)) if values else text


def num(value: float, digits: int = 0) -> str:
    """Write a number: 1,204 or 1 204."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=language())


def pct(share: float, digits: int = 0) -> str:
    """Write a share 0..1 as per cent: 24 %."""
    return f"{num(share * 100, digits)}{NB}%"


def pct_range(low: float, high: float) -> str:
    """Write a range of shares: 18–28 %."""
    return f"{num(low * 100)}–{num(high * 100)}{NB}%"


def k_of_n(k: int, n: int) -> str:
    """Write 55 of 244."""
    return _("{k} of {n}", k=num(k), n=num(n)).replace(" ", NB)


def money(minor: int, currency: str) -> str:
    """Write an amount of minor units (cents) without its fraction."""
    shape = "¤#,##0" if language() == "en" else "#,##0 ¤"
    return format_currency(minor / 100, currency, format=shape, locale=language(), currency_digits=False)


def day(text: str | None, year: bool = False) -> str:
    """Write a day "2026-11-21" as 21 Nov, or with its year; a dash for none."""
    if not text:
        return "–"
    lang = language()
    return format_date(date.fromisoformat(text[:10]), _DAY[lang] + (" y" if year else ""), locale=lang)


def short_day(text: str) -> str:
    """Write a day "2026-11-21" as 21 Nov where there is little room."""
    return format_date(date.fromisoformat(text[:10]), "d MMM", locale=language()).rstrip(".")


def month(text: str) -> str:
    """Write the month of a day "2026-11-01" or of "2026-11" as Nov."""
    return format_date(date.fromisoformat(f"{text[:7]}-01"), "LLL", locale=language()).rstrip(".")


def month_of_year(text: str) -> str:
    """Write the month of a day with its year: Nov 2026."""
    return format_date(date.fromisoformat(f"{text[:7]}-01"), "LLL y", locale=language()).replace(".", "")


def days(since: str, until: str) -> str:
    """Write a span of days: 10 Aug – 22 Nov 2026."""
    same = since[:4] == until[:4]
    return f"{day(since, year=not same)} – {day(until, year=True)}"


def moment(text: str | None, zone: ZoneInfo | None = None) -> str:
    """Write a UTC moment "2026-11-21T18:02:00Z" in the workspace's time zone: 21 Nov, 18:02."""
    if not text:
        return "–"
    at = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(zone or session.team().zone)
    return format_datetime(at, _DAY[language()] + ", HH:mm", locale=language())


def hours(value: float | None) -> str:
    """Write a length of time given in hours: 12 min, 3 h, 2 days."""
    if value is None:
        return "–"
    if value < 1:
        return _("{n} min", n=num(max(1, round(value * 60))))
    if value < 48:
        return _("{n} h", n=num(value, 0 if value >= 10 else 1).removesuffix(".0").removesuffix(",0"))
    count = round(value / 24)
    return ngettext("{n} day", "{n} days", count)


def seconds(value: float) -> str:
    """Write how long work takes: 40 seconds, 2 minutes."""
    if value < 60:
        return ngettext("{n} second", "{n} seconds", max(1, round(value)))
    return ngettext("{n} minute", "{n} minutes", round(value / 60))


def size(count: int) -> str:
    """Write a number of bytes: 18.4 MB."""
    if count < 1_000_000:
        return _("{n} KB", n=num(max(1, round(count / 1000))))
    return _("{n} MB", n=num(count / 1_000_000, 1))


def network(name: str) -> str:
    """Return how a network writes its own name."""
    return _({**NETWORKS, **CRMS}.get(name, name.capitalize()))


def listed(names: list[str]) -> str:
    """Join names: Anna, Ben and Igor."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])
