"""Links to profiles of LinkedIn, wherever they stand."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from data.records import person_key

LINK = re.compile(r"(?<![\w-])linkedin\.com/(in|sales/lead|sales/people)/([^/?#,\s;|]+)", re.IGNORECASE)
_HASHED = re.compile(r"AC[ow]AA[\w-]{10,}")


@lru_cache(maxsize=65_536)
def key_of_link(link: str) -> str | None:
    """Return the key of the person a profile link leads to; None for a link to nobody.

    Slugs are decoded and lower-cased. The long ids of hidden and of sales links keep their case: it matters there.
    """
    found = LINK.search(link)
    if not found:
        return None
    slug = unicodedata.normalize("NFC", unquote(found[2]))
    if _HASHED.fullmatch(slug):
        return person_key("linkedin", "id", slug)
    return person_key("linkedin", "in", slug.lower()) if found[1].lower() == "in" else None
