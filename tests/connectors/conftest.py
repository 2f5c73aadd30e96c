"""Sample exports, and golden files in `expected`: what reading a sample yields, one JSON object a line."""

import json
from pathlib import Path

import pytest

from connectors.connector import Problem

EXPORTS = Path(__file__).parent / "exports"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite expected/*.jsonl from what is read now")


@pytest.fixture(scope="session")
def exports() -> Path:
    """The folder of sample exports."""
    return EXPORTS


def golden_line(line, what) -> str:
    """Return a record or problem as one line of JSON, empty fields left out."""
    if isinstance(what, Problem):
        told = {"line": line, "problem": what.code, **what.detail}
    else:
        told = {"line": line, "record": type(what).__name__, **what._asdict()}
    return json.dumps({key: value for key, value in told.items() if value not in ("", None)}, ensure_ascii=False)


@pytest.fixture
def golden(request):
    """Compare the lines of a reader with those expected of this sample; --update-golden rewrites them."""

    def compare(path: Path, lines) -> None:
        expected = EXPORTS.with_name("expected") / f"{path.relative_to(EXPORTS)}.jsonl"
        told = "".join(golden_line(line, what) + "\n" for line, what in lines)
        if request.config.getoption("--update-golden", default=False):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(told, encoding="utf-8")
        assert told == expected.read_text(encoding="utf-8")

    return compare
