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
_PERHAPS = "(?:{who} )?"
_EVENTS = frozenset(["call", "subscribe", "unsubscribe", "payment", "plan", "admintext"])
_TABLE = tomllib.loads(Path(__file__).with_name("noise.toml").read_text(encoding="utf-8"))
_YOU, _GONE = frozenset(_TABLE["you"]), frozenset(_TABLE["gone"])


def _joined(forms: list[str]) -> re.Pattern[str]:
    told = (f"(?:{form})".replace("{whom}", "(.{1,80})") for form in forms)
    return re.compile("|".join(told) or "(?!)", re.IGNORECASE)


def _compiled(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the sentences that stand alone, and what follows a name."""
    alone, named = [], []
    for form in _TABLE[name]:
        if form.startswith("{who} "):
            named.append(form.removeprefix("{who} "))
        elif form.startswith(_PERHAPS):
            named.append(form.removeprefix(_PERHAPS))
            alone.append(form.removeprefix(_PERHAPS))
        else:
            alone.append(form)
    return _joined(alone), _joined(named)


_FORMS = {ATTACHMENT: _compiled(ATTACHMENT), NOTICE: _compiled(NOTICE)}


def said_by_network(text: str, sender: str, names: Collection[str] = ()) -> str:
    """Return ATTACHMENT or NOTICE for a sentence that the network wrote in the sender's name, "" for a person's.

    `names` are those of everybody in the thread.
    """
    if not text or len(text) > _LONGEST or "\n" in text.strip():
        return ""
    plain = " ".join(text.split()).rstrip(".!…").rstrip()
    rest = _after_name(plain, sender)
    for kind, (alone, named) in _FORMS.items():
        for form, words in ((alone, plain), (named, rest)):
            found = form.fullmatch(words) if words else None
            if found and all(_is_anybody(whom, names) for whom in found.groups() if whom):
                return kind
    return ""


def _after_name(text: str, sender: str) -> str:
    """Return what follows the sender's name, or "you", at the beginning; "" when neither stands there."""
    folded = text.casefold()
    first = folded.partition(" ")[0]
    whole = " ".join(sender.casefold().split())
    if whole and folded.startswith(whole + " "):
        return text[len(whole) + 1 :]
    return text[len(first) + 1 :] if first in _YOU or first == whole.partition(" ")[0] else ""


def _is_anybody(whom: str, names: Collection[str]) -> bool:
    return whom.casefold() in _YOU or any(_is(whom, name) for name in names)


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
