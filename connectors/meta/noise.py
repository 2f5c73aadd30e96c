"""Sentences that the network writes into a talk in a person's name: a reaction, a missed call, "sent an attachment".

They stand in the language of the account (`noise.toml`). A message is taken for one only where its whole text has the
form of such a sentence, and the name in it is the sender's: whoever writes "I liked a message of yours" keeps every
word.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

ATTACHMENT, NOTICE = "attachment", "notice"
_LONGEST = 250
_EVENTS = frozenset(["call", "subscribe", "unsubscribe", "payment", "plan", "admintext"])
_TABLE = tomllib.loads(Path(__file__).with_name("noise.toml").read_text(encoding="utf-8"))
_YOU, _GONE = frozenset(_TABLE["you"]), frozenset(_TABLE["gone"])


def _compiled(name: str) -> tuple[re.Pattern[str], ...]:
    forms = (form.replace("{who}", "(?P<who>.{1,80}?)").replace("{whom}", "(?P<whom>.{1,80})") for form in _TABLE[name])
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_FORMS = {ATTACHMENT: _compiled(ATTACHMENT), NOTICE: _compiled(NOTICE)}


def said_by_network(text: str, sender: str, names: Collection[str] = ()) -> str:
    """Return ATTACHMENT or NOTICE for a sentence that the network wrote in the sender's name, "" for a person's.

    `names` are those of everybody in the thread.
    """
    plain = " ".join(text.split()).rstrip(".!…").rstrip()
    if not plain or len(plain) > _LONGEST or "\n" in text.strip():
        return ""
    for kind, forms in _FORMS.items():
        for form in forms:
            found = form.fullmatch(plain)
            if found and _fits(found.groupdict(), sender, names):
                return kind
    return ""


def _fits(told: Mapping[str, str | None], sender: str, names: Collection[str]) -> bool:
    who, whom = told.get("who"), told.get("whom")
    if who and not (who.casefold() in _YOU or _is(who, sender)):
        return False
    return not whom or whom.casefold() in _YOU or any(_is(whom, name) for name in names)


def _is(who: str, name: str) -> bool:
    told, whole = who.casefold().strip(), name.casefold().strip()
    return bool(told) and (told == whole or told in whole.split()[:1])


def is_event(message: Mapping[str, Any]) -> bool:
    """Tell by its fields whether an entry is a call or another event, and no words of anybody."""
    if str(message.get("type", "")).casefold() in _EVENTS or message.get("is_unsent") is True:
        return True
    return "call_duration" in message or message.get("missed") is True


def is_placeholder(name: str, folder: str = "") -> bool:
    """Tell whether a name stands for an account that is gone; the folder says so in every language."""
    slug = folder.lower().rpartition("_")[0]
    return slug in ("facebookuser", "instagramuser") or " ".join(name.casefold().split()) in _GONE
