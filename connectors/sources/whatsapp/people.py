"""Names as WhatsApp writes them: contacts, unsaved numbers, members one has not saved; titles of chats."""

import re
import unicodedata
from functools import lru_cache

from connectors.phones import e164
from connectors.sources.whatsapp.marks import TABLES, folded, plain
from data.records import person_key

NETWORK = "whatsapp"
_COPY = re.compile(r"\s*(\(\d+\)|- ?copy|copy \d*|- ?копия)$", re.IGNORECASE)
_ENDING = re.compile(r"\.(txt|zip)$", re.IGNORECASE)
_PATTERNS = [
    re.compile(re.escape(pattern).replace(r"\{\}", "(.+?)"), re.IGNORECASE) for pattern in TABLES["names"]["patterns"]
]


@lru_cache(maxsize=4096)
def clean(name: str) -> str:
    """Return a sender's name as people read it, without marks and the "~" before names that are not saved."""
    return " ".join(plain(name).split()).removeprefix("~").strip()


@lru_cache(maxsize=4096)
def essence(name: str) -> str:
    """Return what is left of a name when it became part of a file's name: letters and digits."""
    decomposed = unicodedata.normalize("NFC", plain(name)).casefold()
    return "".join(char for char in decomposed if char.isalnum()) or folded(name)


def same(one: str, other: str) -> bool:
    """Tell whether two names are one, though a file system may have changed some of its characters."""
    return bool(one and other) and essence(one) == essence(other)


def title_of(name: str) -> str:
    """Return whom a chat is with, as the name of its file tells; "" when it doesn't."""
    stem = unicodedata.normalize("NFC", plain(name))
    while (shorter := _COPY.sub("", _ENDING.sub("", stem))) != stem:
        stem = shorter
    for text in (stem, stem.replace("_", " ")):
        for pattern in _PATTERNS:
            if found := pattern.fullmatch(text.strip()):
                return " ".join(found[1].split())
    return ""


@lru_cache(maxsize=4096)
def phone_of(name: str) -> str:
    """Return the number in E.164 when a name is a number with its country's code, else ""."""
    told = clean(name)
    return e164(told) if told.startswith("+") else ""


def key_of(conversation_id: str, name: str) -> str:
    """Return the key of a person: the number where it is told; a name means somebody only within one chat."""
    phone = phone_of(name)
    return (
        person_key(NETWORK, "phone", phone)
        if phone
        else person_key(NETWORK, "chat", f"{conversation_id}/{folded(name)}")
    )
