"""Names of reps: how they are compared, and the ids made of them."""

import re
import unicodedata
from urllib.parse import unquote

from data.records import stable_id

_LATIN = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэіїґќљњђјђøłđı", "abvgdeeziyklmnoprstufyeiigklndjdoldi", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye"}
    | {"ъ": "", "ь": "", "'": "", "’": "", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def fold(name: str) -> str:
    """Return a name as names are compared: no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def slug(name: str) -> str:
    """Return the id of a rep of this name: "anna-sokolova", also of «Анна Соколова»."""
    latin = unicodedata.normalize("NFKD", fold(name).translate(_LATIN))
    ascii_only = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in latin if not unicodedata.combining(c)))
    return ascii_only.strip("-") or (f"rep-{stable_id(fold(name))[:8]}" if fold(name) else "")


def profile(url: str) -> str:
    """Return the part of a profile's address that says who it is; ids that depend on case keep it."""
    address = unquote(re.split(r"[?#]", url.strip())[0]).rstrip("/")
    name = address.rpartition("/in/")[2] if "/in/" in address else re.sub(r"^https?://(www\.)?", "", address)
    return name if name.startswith(("ACwAA", "ACoAA")) else name.casefold()
