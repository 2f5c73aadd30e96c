"""Sentences chosen by code: what is said stays apart from the language it is said in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.numbers import format_compact_currency, format_currency

MILLION = 1_000_000
NBSP = "\N{NO-BREAK SPACE}"
THIN_NBSP = "\N{NARROW NO-BREAK SPACE}"
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
}


@dataclass(frozen=True)
class Share:
    """A share 0..1, shown as whole per cent."""

    value: float


@dataclass(frozen=True)
class Money:
    """An amount in whole units of a currency (ISO 4217)."""

    value: float
    currency: str


@dataclass(frozen=True)
class Day:
    """A day "2026-11-21", shown as "21 Nov"."""

    value: str


@dataclass(frozen=True)
class Said:
    """A sentence in English with named places in braces, to be translated where it is shown.

    `plural` is the plural form, chosen by the whole number `params[count]`. A parameter is text (shown as it is:
    names, never to be translated), a number, a `Share`, a `Money`, a `Day`, or another `Said`.
    """

    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    count: str = "n"


def counted(forms: tuple[str, str], n: int, **params: Any) -> Said:
    """Return a sentence whose form goes with the whole number `n`; `forms` are marked with `NN_`."""
    return Said(forms[0], {"n": n, **params}, forms[1])


Gettext = Callable[[str], str]
Ngettext = Callable[[str, str, int], str]


def _plain(text: str) -> str:
    return text


def _english(one: str, many: str, n: int) -> str:
    return one if n == 1 else many


def number(value: float, lang: str = "en", digits: int = 0) -> str:
    """Return a number with the language's marks: 1,071 and 4.1 in English, 1 071 and 4,1 in Russian."""
    text = f"{value:,.{digits}f}"
    return text.replace(",", THIN_NBSP).replace(".", ",") if lang == "ru" else text


def percent(value: float, lang: str = "en") -> str:
    """Return a share as per cent, with one decimal only below one per cent."""
    digits = 1 if 0 < abs(value) < 0.0095 else 0
    return f"{number(value * 100, lang, digits)}{NBSP}%"


def money(value: float, currency: str, lang: str = "en") -> str:
    """Return an amount without its fraction, short from a million on: €18,400, €1.92m; 18 400 €, 1,92 млн €."""
    if abs(value) >= MILLION:
        return format_compact_currency(value, currency, locale=lang, fraction_digits=2)
    shape = "¤#,##0" if lang == "en" else "#,##0\N{NO-BREAK SPACE}¤"
    return format_currency(value, currency, format=shape, locale=lang, currency_digits=False)


def day(text: str, lang: str = "en") -> str:
    """Return "21 Nov" for "2026-11-21"."""
    on = date.fromisoformat(text)
    return f"{on.day}{NBSP}{_MONTHS.get(lang, _MONTHS['en'])[on.month - 1]}"


def say(
    said: Said, lang: str = "en", gettext: Gettext = _plain, ngettext: Ngettext = _english, safe: Gettext = _plain
) -> str:
    """Return the sentence in a language; `safe` is applied to text parameters (escaping for HTML or Markdown)."""
    if said.plural is None:
        pattern = gettext(said.msgid) if said.msgid else ""  # the translation of nothing is the catalogue's head
    else:
        pattern = ngettext(said.msgid, said.plural, int(said.params[said.count]))
    return pattern.format(**{key: _show(value, lang, gettext, ngettext, safe) for key, value in said.params.items()})


def _show(value: Any, lang: str, gettext: Gettext, ngettext: Ngettext, safe: Gettext) -> str:
    if isinstance(value, Said):
        return say(value, lang, gettext, ngettext, safe)
    if isinstance(value, Share):
        return percent(value.value, lang)
    if isinstance(value, Money):
        return money(value.value, value.currency, lang)
    if isinstance(value, Day):
        return day(value.value, lang)
    if isinstance(value, float):
        return number(value, lang, 1)
    if isinstance(value, int):
        return number(value, lang)
    return safe(str(value))
