"""The rep's own profile, section by section, as `ProfilePart` records: a snapshot of the day of the export.

What `ProfilePart.content` holds, by `part`. Texts are as the export has them, trimmed at the ends; "" when empty;
nothing is null. Months are "2024-01", or "2024" when only the year is told, or the export's own words otherwise.
A part is missing when its file is not in the export: that is "not told", not "empty". Lists keep the export's order.

    profile          {"first_name", "last_name", "headline", "summary", "industry", "location": text,
                      "websites": [{"kind": "COMPANY", "url": "https://..."}], "twitter": ["handle"],
                      "messengers": ["SKYPE"]}                                      (kinds only, not the numbers)
    address          {"url": "https://www.linkedin.com/in/<slug>", "slug": decoded, lower-case}   when it is known
    contact          {"email": true or false, "domain": "example.com"}     of the primary confirmed address, else of any
    positions        [{"company", "title", "description", "location": text, "started", "finished": month,
                       "current": bool, "also": [{"company", "title", "description"}]}]
                                              also: other words for the same job (profiles kept in two languages)
    education        [{"school", "degree", "started", "finished", "notes", "activities"}]
    skills           ["Negotiation", ...]                                        each once
    certifications   [{"name", "authority", "url", "started", "finished"}]
    languages        [{"name", "proficiency"}]
    recommendations  [{"name", "company", "title", "text", "day": "2024-08-19" or "", "status": "VISIBLE",
                       "visible": bool}]                                         received by the rep
    recommendations_given   the same, written by the rep
    endorsements     {"count": accepted ones, "pending": n, "hidden": n, "newest": "2023-06-20" or "",
                      "skills": {"Sales": {"count": n, "newest": day}}}          skills: accepted ones only
    honors, projects, publications, courses    {"count": n}
    profile_summary  {"text"}     written by LinkedIn's AI, not shown on the profile: nothing to judge

Birth date, street address, phone numbers and further e-mail addresses are not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import unquote

from connectors.connector import Context, Line, Problem
from connectors.named import Named, by_name, cell
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.tables import Shape
from data.records import ProfilePart, canonical_json, stable_id

_PUBLIC_URL = ("public profile url", "profile url", "url")
_ITEM = re.compile(r",(?=[A-Z][A-Z _]*:)")
_SLUG = re.compile(r"/in/([^/?#\s]+)")
_KIND = re.compile(r"([A-Z][A-Z _]*):(.*)", re.DOTALL)


def part(ctx: Context, name: str, content: Any) -> Line:
    """Return a snapshot's record of one section, as a line of a reader."""
    text = canonical_json(content)
    key = stable_id(ctx.rep_id, NETWORK, ctx.taken_on, name, text)
    return 0, ProfilePart(key, ctx.rep_id, NETWORK, ctx.taken_on, name, text)


def labelled(text: str) -> list[tuple[str, str]]:
    """Split "[PERSONAL:https://a,BLOG:https://b]" into (kind, value) pairs; a value without kind is "OTHER"."""
    inner = text.strip().removeprefix("[").removesuffix("]")
    found = [(_KIND.fullmatch(item), item) for item in _ITEM.split(inner) if item.strip()]
    return [(match[1], match[2].strip()) if match else ("OTHER", item.strip()) for match, item in found]


def read_profile(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Profile.csv of any era: one row; yields the sections `profile` and, when it is known, `address`."""
    told = [(line, row) for line, row in islice(rows, 20) if cell(row, "first name", "last name", "headline")]
    if not told:
        yield 0, Problem("empty-profile")
        return
    _, row = told[0]
    yield part(ctx, "profile", _profile(row))
    address = _address(cell(row, *_PUBLIC_URL) or ctx.owner.profile_url)
    if address:
        yield part(ctx, "address", address)
    for line, _ in told[1:]:
        yield line, Problem("second-profile")


def _profile(row: Mapping[str, str]) -> dict[str, Any]:
    handles = row.get("twitter handles", "").strip().removeprefix("[").removesuffix("]").split(",")
    return {
        "first_name": cell(row, "first name"),
        "last_name": cell(row, "last name"),
        "headline": cell(row, "headline"),
        "summary": cell(row, "summary"),
        "industry": cell(row, "industry"),
        "location": cell(row, "geo location", "country"),
        "websites": [{"kind": kind, "url": url} for kind, url in labelled(row.get("websites", "")) if url],
        "twitter": [handle.strip() for handle in handles if handle.strip()],
        "messengers": [kind for kind, value in labelled(row.get("instant messengers", "")) if value],
    }


def _address(url: str) -> dict[str, str] | None:
    found = _SLUG.search(url)
    slug = unquote(found[1]).strip() if found else ""
    return {"url": f"https://www.linkedin.com/in/{slug.lower()}", "slug": slug.lower()} if slug else None


def read_summary(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Profile Summary.csv: the text of LinkedIn's AI."""
    texts = [text for _, row in islice(rows, 20) if (text := cell(row, "profile summary"))]
    yield part(ctx, "profile_summary", {"text": "\n\n".join(texts)})


def read_contact(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Email Addresses.csv: of the rep's addresses only whether one exists and the domain of the primary one."""
    ranked: list[tuple[bool, bool, str]] = []
    for line, row in rows:
        address = cell(row, "email address")
        if "@" not in address:
            yield line, Problem("bad-email")
            continue
        yes = [
            cell(row, *names).casefold() in ("yes", "true", "1")
            for names in (("primary", "is primary"), ("confirmed",))
        ]
        ranked.append((yes[0], yes[1], address))
    best = max(ranked, key=lambda entry: entry[:2], default=(False, False, ""))[2]
    yield part(ctx, "contact", {"email": bool(best), "domain": best.rpartition("@")[2].casefold()})


READERS = {
    "profile": Reader(
        Shape.of("first name, last name, maiden name, headline", "first name, last name, public profile url"),
        by_name(read_profile),
    ),
    "profile_summary": Reader(Shape.of("profile summary"), by_name(read_summary)),
    "emails": Reader(Shape.of("email address, confirmed"), by_name(read_contact)),
}
