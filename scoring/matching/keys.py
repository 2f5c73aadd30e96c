"""Keys that name one person: profiles, e-mail addresses, phone numbers, each in one spelling however it was typed."""

import functools
import re
from urllib.parse import unquote

import phonenumbers

from scoring.matching.words import words

_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub|mwlite/in)/([^/?#\s]+)", re.IGNORECASE)
_TELEGRAM = re.compile(r"(?:t(?:elegram)?\.(?:me|dog)/(?:s/)?|tg://resolve\?domain=|^@)([A-Za-z][A-Za-z0-9_]{3,31})")
_VK = re.compile(r"(?:vk\.(?:com|ru)|vkontakte\.ru)/([A-Za-z0-9_.]+)", re.IGNORECASE)
_PLAIN = re.compile(r"@?([A-Za-z0-9_.\-]{4,64})")
_NOT_PEOPLE = frozenset(("joinchat", "addstickers", "share", "company", "wall", "feed", "club", "public", "im"))
_ROLES = words("roles")
FREE_MAIL = words("free_mail")
_ALIASES = {"googlemail.com": "gmail.com", "ya.ru": "yandex.ru", "yandex.com": "yandex.ru", "pm.me": "proton.me"}


@functools.lru_cache(maxsize=200_000)
def profile(value: str, network: str = "") -> str:
    """Return "linkedin:anna-k", "telegram:annak", "vk:id1" from an address of any shape, a handle, or ""."""
    text = unquote(value.strip()).strip()
    if text.partition(":")[0] in ("linkedin", "telegram", "vk") and "//" not in text:
        return _named(*text.split(":", 1))
    for name, pattern in (("linkedin", _LINKEDIN), ("telegram", _TELEGRAM), ("vk", _VK)):
        match = pattern.search(text)
        if match and (name != "telegram" or not text.startswith("@") or network in ("", "telegram")):
            return _named(name, match[1])
    plain = _PLAIN.fullmatch(text)
    if not plain or not network or re.search(r"\.(?:com|ru|org|net|me)\b", text, re.IGNORECASE):
        return ""
    return _named(network, plain[1])


def _named(network: str, name: str) -> str:
    name = name.lower().strip(" .")
    return "" if not name or name in _NOT_PEOPLE else f"{network}:{name}"


@functools.lru_cache(maxsize=200_000)
def email(value: str) -> str:
    """Return an address as its mailbox is known, "" for none and for a mailbox of nobody in particular."""
    text = re.sub(r"^\s*mailto:", "", value.strip().lower()).split("?")[0].strip(" <>;,.'\"")
    user, at, domain = text.rpartition("@")
    if not at or "." not in domain or " " in text or "@" in user:
        return ""
    user, domain = user.split("+")[0], _ALIASES.get(domain, domain)
    if domain == "gmail.com":
        user = user.replace(".", "")
    return "" if not user or user in _ROLES else f"{user}@{domain}"


def domain(value: str) -> str:
    """Return the company's part of an address ("acme" of anna@mail.acme.co.uk), "" for free mail."""
    text = value.strip().lower().strip(" <>;,.'\"").rpartition("@")[2]
    parts = [part for part in text.split(".") if part]
    if len(parts) < 2:
        return ""
    short = (
        len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in ("co", "com", "net", "org", "gov", "edu", "ac", "in")
    )
    name = parts[-3] if short else parts[-2]
    return "" if name in FREE_MAIL else name


_EXTENSION = re.compile(r"(?:ext|ex|x|доб|вн|durchwahl|dw|wew|dahili|int|#)[.: ]*\d{1,6}\s*$", re.IGNORECASE)


@functools.lru_cache(maxsize=200_000)
def phones(value: str) -> tuple[str, ...]:
    """Return what a phone number is found by: its national number, of at most nine last digits; () for none."""
    text = _EXTENSION.sub("", value.strip()).replace("(0)", "")
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
        return ()
    plus = text.lstrip().startswith("+")
    whole = digits if plus else digits[2:] if digits.startswith("00") else ""
    if whole:
        return _tails(_national(whole) or whole)
    return tuple(dict.fromkeys((*_tails(digits.lstrip("0")), *_tails(_national(digits)))))


def _national(digits: str) -> str:
    """Return the national number of one that begins with a country code, "" if it is none."""
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return ""
    return str(number.national_number) if phonenumbers.is_possible_number(number) else ""


def _tails(digits: str) -> tuple[str, ...]:
    return (digits[-9:],) if len(digits) >= 7 else ()
