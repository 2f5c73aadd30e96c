"""The error of a CRM that can't be asked; and what an answer means by its status."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from connectors.crm_errors import ERRORS


class ApiError(Exception):
    """Data could not be had. `code` is one of ERRORS, `detail` fills its words; never holds a secret."""

    def __init__(self, code: str, **detail: Any) -> None:
        """Keep what happened."""
        filled = {"what": "", "said": "", "status": "", "host": "", "tries": "", "mb": "", **detail}
        super().__init__(ERRORS[code].format_map(filled))
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class Verdict:
    """What an answer means beside its status: `again` after some seconds, or `stop` with a code of ERRORS."""

    kind: Literal["good", "again", "stop"]
    seconds: float | None = None  # None: the usual growing wait
    code: str = ""
    said: str = ""


GOOD = Verdict("good")


@dataclass(frozen=True)
class Answer:
    """A whole answer: status, headers in lower case, and its data (None for an empty body)."""

    status: int
    headers: Mapping[str, str]
    data: Any
    text: str = ""

    @property
    def is_json(self) -> bool:
        """Whether the body is data."""
        return self.data is not None


def usual(answer: Answer) -> Verdict:
    """Judge an answer by its status alone; a connector judges what its server says in other ways before."""
    if answer.status in (408, 425, 429, 502, 503, 504):
        return Verdict("again", retry_after(answer))
    if answer.status >= 500:
        return Verdict("again")
    codes = {401: "unauthorised", 402: "plan", 403: "forbidden", 404: "missing"}
    if 300 <= answer.status < 400:
        return Verdict("stop", code="moved")
    if answer.status >= 400:
        return Verdict("stop", code=codes.get(answer.status, "refused"), said=said(answer))
    return GOOD


def retry_after(answer: Answer) -> float | None:
    """Return the wait that a server names, in seconds; None when it names none that makes sense."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal() and told.isascii() and len(told) < 6:
        return float(told)
    try:
        moment, told_at = (parsedate_to_datetime(text) for text in (told, answer.headers.get("date", "")))
        seconds = (moment - told_at).total_seconds()
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds < 100_000 else None


def said(answer: Answer) -> str:
    """Return a short word of the server about its refusal."""
    found = answer.data
    if isinstance(found, list) and found:
        found = found[0]
    if isinstance(found, Mapping):
        names = ("message", "error_description", "error", "detail", "title")
        return str(next((found[name] for name in names if found.get(name)), ""))[:200]
    return ""
