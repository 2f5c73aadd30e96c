"""Helpers of the tests of LinkedIn's files: an archive of a few files, read as an import reads it."""

from collections.abc import Mapping
from pathlib import Path

from connectors.connector import Connector, Context, Owner, Problem, Upload
from connectors.sources import linkedin

OWNER = Owner(name="Morgan Vale", profile_url="https://www.linkedin.com/in/morgan-vale-0a1-fict", confidence="stated")
CONTEXT = Context("morgan-vale", OWNER, "2026-03-09", "Europe/Lisbon")
ARCHIVE = "Complete_LinkedInDataExport_03-09-2026"


def upload_of(folder: Path) -> Upload:
    """Return the files of a sample folder as an upload; what tests keep beside them is left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".expected.jsonl"))
    return Upload.of(folder.name, {path.relative_to(folder).as_posix(): path.read_bytes() for path in found})


def read_all(connector: Connector, upload: Upload, context: Context = CONTEXT) -> dict[str, list]:
    """Return what every part yields, by path; parts that are not read are missing."""
    parts = [part for part in connector.recognise(upload) if not part.ignored]
    return {part.member.path: list(connector.read(part, context)) for part in parts}


def read_file(name: str, body: str | bytes, context: Context = CONTEXT) -> list:
    """Return the lines that one file of an archive yields."""
    raw = body.encode() if isinstance(body, str) else body
    return read_all(linkedin.CONNECTOR, Upload.of(ARCHIVE, {name: raw}), context)[name]


def records(lines) -> list:
    """Return the records among lines."""
    return [what for _, what in lines if not isinstance(what, Problem)]


def problems(lines) -> list[tuple[int, str]]:
    """Return the problems among lines, as (line, code)."""
    return [(line, what.code) for line, what in lines if isinstance(what, Problem)]


def table(header: str, *rows: Mapping[str, str] | str) -> str:
    """Return a file of a header and plain rows."""
    return "\n".join([header, *rows]) + "\n"
