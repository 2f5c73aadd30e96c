"""What others say of the rep: recommendations and endorsements. Shapes: `connectors.sources.linkedin.profile`."""

from collections.abc import Iterable, Iterator
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.named import Named, by_name, cell
from connectors.sources.linkedin.dates import day
from connectors.sources.linkedin.profile import part
from connectors.sources.linkedin.reader import Reader
from connectors.sources.linkedin.stamps import utc_second
from connectors.tables import Shape


def read_recommendations(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Recommendations_Received.csv."""
    yield from _recommendations(rows, ctx, "recommendations")


def read_recommendations_given(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Recommendations_Given.csv."""
    yield from _recommendations(rows, ctx, "recommendations_given")


def _recommendations(rows: Iterable[Named], ctx: Context, name: str) -> Iterator[Line]:
    told = []
    for line, row in rows:
        text, written = cell(row, "text"), cell(row, "creation date")
        if not text:
            continue
        on = day(written)
        if written and not on:
            yield line, Problem("bad-date", {"value": written[:40]})
        status = cell(row, "status").upper()
        told.append(
            {
                "name": " ".join(filter(None, (cell(row, "first name"), cell(row, "last name")))),
                "company": cell(row, "company"),
                "title": cell(row, "job title"),
                "text": text,
                "day": on or "",
                "status": status,
                "visible": status in ("VISIBLE", ""),
            }
        )
    yield part(ctx, name, told)


def read_endorsements(rows: Iterable[Named], ctx: Context) -> Iterator[Line]:
    """Read Endorsement_Received_Info.csv into counts by skill; only accepted ones show on the profile."""
    totals = {"accepted": 0, "pending": 0, "hidden": 0}
    skills: dict[str, dict[str, Any]] = {}
    for line, row in rows:
        skill, written = cell(row, "skill name"), cell(row, "endorsement date")
        if not skill:
            continue
        status = _status(cell(row, "endorsement status"))
        totals[status] += 1
        at = utc_second(written)
        if written and not at:
            yield line, Problem("bad-date", {"value": written[:40]})
        if status == "accepted":
            _count(skills, skill, (at or "")[:10])
    newest = max((entry["newest"] for entry in skills.values()), default="")
    content = {"count": totals["accepted"], "pending": totals["pending"], "hidden": totals["hidden"], "newest": newest}
    yield part(ctx, "endorsements", {**content, "skills": skills})


def _status(word: str) -> str:
    """Return accepted, pending or hidden; files before the status column tell accepted ones only."""
    if word.upper() in ("ACCEPTED", ""):
        return "accepted"
    return "pending" if word.upper() == "PENDING" else "hidden"


def _count(skills: dict[str, dict[str, Any]], skill: str, on: str) -> None:
    entry = skills.setdefault(skill, {"count": 0, "newest": ""})
    entry["count"] += 1
    entry["newest"] = max(entry["newest"], on)


_RECOMMENDATIONS = Shape.of("first name, last name, text, creation date")
READERS = {
    "recommendations_received": Reader(_RECOMMENDATIONS, by_name(read_recommendations), distinct=False),
    "recommendations_given": Reader(_RECOMMENDATIONS, by_name(read_recommendations_given), distinct=False),
    "endorsements_received": Reader(Shape.of("skill name, endorser first name"), by_name(read_endorsements)),
}
