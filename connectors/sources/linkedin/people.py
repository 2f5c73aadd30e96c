"""Who is meant: keys made of profile links and names, and cells that hold several names."""

import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from connectors.profile_links import LINK, key_of_link
from connectors.sources.linkedin.reader import NETWORK
from data.records import person_key

HIDDEN_NAMES = frozenset(
    {
        "linkedin member",
        "linkedin user",
        "linkedin-mitglied",
        "utilisateur linkedin",
        "membre de linkedin",
        "miembro de linkedin",
        "usuario de linkedin",
        "membro do linkedin",
        "utente linkedin",
        "участник linkedin",
        "пользователь linkedin",
    }
)
"""What LinkedIn writes in place of a name it hides. Many people share it: never a contact of its own."""
_TITLE_WORDS = (
    "jr sr ii iii iv esq md phd mba pmp cpa cfa cissp msc bsc ma ba ms bs llm llb jd dds rn pe mph edd pgmp csm "
    "he/him she/her they/them"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_MOST_COMMAS = 8
"""Commas that one name may hold ("Bo Lindqvist, MBA, PMP, ..."); without a limit a group of thousands takes hours."""


def keys_of_links(cell: str) -> list[str]:
    """Return the keys of all profile links of a cell, however they are joined."""
    keys = (key_of_link(found[0]) for found in LINK.finditer(cell))
    return [key for key in keys if key]


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return a name for comparison: casefolded, single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """Return a folded name without titles, pronouns and emoji, which people add and drop between exports."""
    plain = re.sub(r"\([^)]*\)|,.*|[^\w\s.'’-]", " ", folded(name))
    words = plain.split()
    while len(words) > 1 and _is_title(words[-1]):
        words.pop()
    return " ".join(words) or folded(name)


def name_key(rep_id: str, name: str) -> str:
    """Return the key of somebody of whom an export tells no more than a name."""
    return person_key(NETWORK, "name", f"{rep_id}/{folded(name)}")


def is_hidden(name: str) -> bool:
    """Tell whether a name is LinkedIn's placeholder for somebody it hides."""
    return folded(name) in HIDDEN_NAMES


def _is_title(token: str) -> bool:
    plain = token.casefold().replace(".", "")
    return plain in _TITLES or ("." in token and len(plain) < 6)


def _tail(token: str) -> bool:
    """Tell whether what follows a comma belongs to the name before it ("PhD", "MBA PMP"), and is no name itself."""
    words = token.split()
    capital = all(len(word) > 1 and word.upper() == word and len(word) <= 8 for word in words)
    return bool(words) and (all(_is_title(word) for word in words) or (capital and len(words) < 3))


def split_names(cell: str, known: Collection[str] = (), count: int = 0) -> list[str]:
    """Split names joined by commas, although names hold commas too ("Bo Lindqvist, MBA, PMP").

    Args:
        cell: the names as the file has them.
        known: full names that occur elsewhere in the file; the longest fitting one wins.
        count: how many people the links beside say there are, 0 when unknown.
    """
    if "," not in cell or count == 1:
        return [cell.strip()] if cell.strip() else []
    tokens = [token.strip() for token in cell.split(",") if token.strip()]
    names: list[str] = []
    at = 0
    while at < len(tokens):
        most = min(len(tokens) - at, _MOST_COMMAS + 1)
        size = next((n for n in range(most, 0, -1) if ", ".join(tokens[at : at + n]) in known), 0)
        if not size and names and _tail(tokens[at]):
            names[-1] += ", " + tokens[at]
        else:
            names.append(", ".join(tokens[at : at + max(size, 1)]))
        at += max(size, 1)
    return names


def pair(names: Sequence[str], keys: Sequence[str]) -> list[tuple[str, str | None]]:
    """Give every name its key. Where their numbers differ, only a link that spells the name is taken for its own."""
    if len(names) == len(keys):
        return list(zip(names, keys, strict=True))
    left = {no: _ascii(key.partition("/")[2]) for no, key in enumerate(keys)}
    paired: list[tuple[str, str | None]] = []
    for name in names:
        words = [word for word in re.split(r"[^\w]+", _ascii(bare(name))) if len(word) > 1][:2]
        spelt = next((no for no, slug in left.items() if words and all(word in slug for word in words)), None)
        paired.append((name, None if spelt is None else keys[spelt]))
        left.pop(spelt, None)
    return paired + [("", keys[no]) for no in left]


def _ascii(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def recipients_json(pairs: Sequence[tuple[str, str | None]]) -> str:
    """Return recipients the way `Message.recipients` keeps them."""
    return json.dumps([list(each) for each in pairs], ensure_ascii=False, separators=(",", ":"))
