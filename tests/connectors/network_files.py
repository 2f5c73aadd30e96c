"""Helpers of the tests of the networks: an upload read as an import reads it, open questions answered as proposed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from connectors.archive import open_upload
from connectors.asking import ask, settled
from connectors.connector import Connector, Context, Problem, Upload
from connectors.problems import WORDS
from connectors.settle import settle
from data.records import MESSAGE_KINDS, Message

REP, ZONE = "rep-1", "Europe/Lisbon"


def read_upload(connector: Connector, upload: Upload, answers: Mapping[str, str] | None = None, rep: str = REP):
    """Yield (path, line, record or problem) of an upload; `answers` are a person's, else proposals hold."""
    parts = connector.recognise(upload)
    asked = ask(connector, parts, answers or {}, {})
    told = settled(asked, ZONE)
    context = Context(rep, connector.find_owner(parts), connector.taken_on(upload, parts), ZONE, dict(told.answers))
    for part in parts:
        if not part.ignored:
            for line, what in connector.read(part, context):
                whole = what if isinstance(what, Problem) or not told.by else settle(what, connector, told)
                yield part.member.path, line, whole


def read_path(connector: Connector, path: Path, **more: Any) -> list:
    """Return what every upload of a path yields, as (line, record or problem)."""
    return [(line, what) for upload in open_upload(path) for _, line, what in read_upload(connector, upload, **more)]


def of_type(lines, kind: type) -> list:
    """Return the records of one type among lines."""
    return [what for *_, what in lines if isinstance(what, kind)]


def codes(lines) -> list[str]:
    """Return the codes of the problems among lines."""
    return [what.code for *_, what in lines if isinstance(what, Problem)]


def check_lines(lines) -> None:
    """Every problem has words that its particulars fill, every message a kind that is known."""
    for *_, what in lines:
        if isinstance(what, Problem):
            assert "{" not in WORDS[what.code].format(**what.detail)
        elif isinstance(what, Message):
            assert what.kind in MESSAGE_KINDS
