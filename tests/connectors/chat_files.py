"""Helpers of the tests of chats and mail: an upload read as an import reads it, answers included."""

from collections.abc import Mapping
from pathlib import Path

from connectors import asking
from connectors.archive import open_upload
from connectors.connector import Connector, Context, Owner, Problem, Question, Upload
from connectors.problems import WORDS
from connectors.settle import settle
from data.records import Message

ZONE = "Europe/Moscow"


class Read:
    """What an upload yields: `lines` of all its parts, settled as the import settles them."""

    def __init__(
        self,
        connector: Connector,
        upload: Upload,
        answers: Mapping[str, str] | None = None,
        owner: Owner | None = None,
        zone: str = ZONE,
    ) -> None:
        """Go the way of an import: recognise, find the owner, ask, read, settle."""
        self.parts = connector.recognise(upload)
        self.owner = owner or connector.find_owner(self.parts)
        self.taken_on = connector.taken_on(upload, self.parts)
        self.asked = asking.ask(connector, self.parts, answers or {}, {})
        told = asking.settled(self.asked, zone)
        context = Context("rep", self.owner, self.taken_on, zone, told.for_source)
        self.lines = [
            (line, what if isinstance(what, Problem) else settle(what, connector, told))
            for part in self.parts
            if not part.ignored
            for line, what in connector.read(part, context)
        ]
        for _, what in self.lines:
            if isinstance(what, Problem):
                assert WORDS[what.code].format(**what.detail)

    def of(self, kind: type) -> list:
        """Return the records of one type."""
        return [what for _, what in self.lines if isinstance(what, kind)]

    @property
    def messages(self) -> list[Message]:
        """Return the messages."""
        return self.of(Message)

    @property
    def problems(self) -> list[tuple[int, str]]:
        """Return the problems as (line, code)."""
        return [(line, what.code) for line, what in self.lines if isinstance(what, Problem)]

    def told(self, *fields: str) -> list:
        """Return these fields of every message; a single one bare."""
        rows = [tuple(getattr(one, field) for field in fields) for one in self.messages]
        return [row[0] for row in rows] if len(fields) == 1 else rows

    def question(self, name: str) -> Question | None:
        """Return a question."""
        return next((one.question for one in self.asked if one.question.id == name), None)


def read_path(connector: Connector, path: Path, **options) -> Read:
    """Read a file or folder."""
    (upload,) = open_upload(path)
    return Read(connector, upload, **options)
