import re
from pathlib import Path

import connectors
from connectors.connector import Problem
from connectors.problems import WORDS
from connectors.sources import CONNECTORS
from tests.connectors.linkedin_files import CONTEXT, upload_of

_CODE = re.compile(r'Problem\(\s*"([a-z-]+)"')


def codes() -> set[str]:
    folder = Path(connectors.__file__).parent
    return {code for path in folder.rglob("*.py") for code in _CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_problem_has_its_words():
    assert len(codes()) > 15
    assert codes() - set(WORDS) == set()


def test_words_are_filled_from_the_particulars_of_every_sample(exports):
    """A place in the words that no particular fills would stop here with a KeyError."""
    told = set()
    for folder in sorted((exports / "linkedin").iterdir()):
        upload = upload_of(folder) if folder.is_dir() else None
        parts = [(each, part) for each in CONNECTORS for part in (each.recognise(upload) if upload else ())]
        for connector, part in parts:
            for _, what in connector.read(part, CONTEXT) if not part.ignored else ():
                if isinstance(what, Problem):
                    told.add(what.code)
                    assert "{" not in WORDS[what.code].format(**what.detail)
    assert {"no-match", "search-error", "api-version", "hidden-member", "encoding"} <= told
