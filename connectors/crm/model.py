"""The noun of this package: how a CRM is described, and what asking it yields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from connectors.connector import Problem
from connectors.crm.config import Connection, Place
from connectors.crm.errors import ApiError
from connectors.crm.http import Api
from data.crm_records import CrmRecord, Deal

OVERLAP = 600
"""Seconds before the last watermark that are asked for again: CRMs show changes late."""


class Gone(NamedTuple):
    """A row that the CRM has no more: `gone` is deleted or merged; `at` when it changed, in the CRM's words."""

    kind: type
    id: str
    gone: str = "deleted"
    into: str | None = None
    at: str | None = None


class Page(NamedTuple):
    """A piece of an answer, whole in itself. `place` is where the walk goes on after it, as JSON.

    `read` counts rows of the CRM; `newest` is the watermark that this page reaches, for walks that follow the time.
    `todo` and `done` are work that waits for later parts, by key, stored and removed with the page.
    """

    records: list[CrmRecord]
    place: Any
    read: int = 0
    gone: tuple[Gone, ...] = ()
    problems: tuple[Problem, ...] = ()
    newest: str = ""
    todo: Mapping[str, Any] = {}
    done: tuple[str, ...] = ()


class Made(NamedTuple):
    """Records of rows, and what was wrong with others."""

    records: list[CrmRecord]
    problems: tuple[Problem, ...]


@dataclass
class Run:
    """One synchronisation: the server, and what parts tell each other."""

    connection: Connection
    api: Api
    full: bool = False
    memory: dict[str, Any] = field(default_factory=dict)
    waiting: Callable[[str], Iterator[tuple[str, Any]]] = lambda _part: iter(())
    """Work that pages of a part left behind, the newest first."""
    told: Callable[[type, list[str]], Mapping[str, Any]] = lambda _kind, _ids: {}
    """What this connection told of some rows until now, by id."""

    @property
    def crm(self) -> str:
        """The name of the CRM in facts."""
        return self.connection.place.name

    def made(self, found: Iterable[Any], make: Callable[[Mapping[str, Any]], Iterable[CrmRecord]], what: str) -> Made:
        """Return the records of rows, and a problem for those that are no rows."""
        made, bad = [], 0
        for row in found:
            try:
                made += make(row)
            except (TypeError, ValueError, KeyError, AttributeError, IndexError, ArithmeticError):
                bad += 1
        detail = {"count": bad, "crm": self.connection.title, "what": what}
        return Made(made, (Problem("crm-row", detail),) if bad else ())


Make = Callable[["Run", Mapping[str, Any]], list[CrmRecord]]
"""(run, row) -> records of a row; raises what broken rows make it raise."""
Walk = Callable[[Run, str, Any], Iterator[Page]]
"""(run, since, place) -> pages. `since` is the watermark to begin at, "" for everything; `place` where to go on."""


@dataclass(frozen=True)
class Part:
    """One kind of row of a CRM.

    newest: the newest change there is, asked before a walk; the next one begins there (less an overlap). None: every
    run reads everything, or the pages tell. alive: rows, among some native ids, that still are: as pages; with it,
    a whole walk tells what was deleted. count: how many rows there are, if the CRM tells cheaply. optional: an account
    may lack it.
    """

    name: str
    walk: Walk
    newest: Callable[[Run], str] | None = None
    alive: Callable[[Run, list[str]], Iterator[Page]] | None = None
    count: Callable[[Run], int | None] | None = None
    optional: bool = False
    kind: type = Deal  # what `count` counts
    always: bool = False  # small, or told whole: read anew by every run


@dataclass(frozen=True)
class Crm:
    """A CRM: how it is asked for everything, in order, and a first question that shows whether it can be asked."""

    place: Place
    api: Callable[[Connection], Api]
    parts: tuple[Part, ...]
    test: Callable[[Run], str]
    """Ask one cheap thing; return what is shown of the account ("" when it has no name)."""
    token_guide: str = ""

    @property
    def name(self) -> str:
        """Its name in facts."""
        return self.place.name

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.place.title


def need(run: Run, value: Any, kind: type, what: str) -> Any:
    """Return a value of an answer when it has the type that it must have.

    Raises:
        ApiError: it has not, so that nobody takes it for an empty answer.
    """
    if not isinstance(value, kind):
        raise run.api.error("shape", what)
    return value


def maybe(ask: Callable[[], Any], *codes: str) -> Any:
    """Return an answer, None when it is refused with one of these codes."""
    try:
        return ask()
    except ApiError as error:
        if error.code not in codes:
            raise
        return None
