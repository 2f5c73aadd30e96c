"""A mapping: which column of a table is what. Kept as a preset and found again by the names of the columns."""

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from connectors.mapper.fields import targets
from connectors.mapper.values import normal
from data.records import stable_id
from data.words import N_

ORDERS = ("", "dmy", "mdy", "ymd")
DIRECTIONS = ("", "out", "in")


class MappingError(ValueError):
    """A mapping that can't be used. `words` say why, `detail` fills their places."""

    def __init__(self, words: str, **detail: object) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


NO_TARGET = N_("A mapping says what the rows are: {targets}.")
NO_FIELD = N_("{target} have no field “{field}”; there are: {fields}.")
NO_COLUMN = N_("This table has no column “{column}”; it has: {columns}.")
LACKS = N_("{target} need also: {fields}.")
BAD_VALUE = N_("“{value}” is no {what}.")
NOT_JSON = N_("The mapping is no JSON object and no preset of this name: {name}.")


@dataclass(frozen=True)
class Mapping:
    """What a table is and where its fields stand. `columns`: field -> name of a column as `Grid.header` has it.

    date_order, decimal: as a person confirmed them, "" to go by what the file proves; direction: of all messages when
    no column tells it; network: where the rows come from; signature: of the header (see `signature_of`).
    """

    target: str
    columns: Dict[str, str]
    network: str = "other"
    date_order: str = ""
    decimal: str = ""
    direction: str = ""
    name: str = ""
    signature: str = ""
    more: Dict[str, Any] = field(default_factory=dict, compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as it is stored."""
        told = asdict(self)
        del told["more"]
        return told

    def for_header(self, header: Sequence[str]) -> "Mapping":
        """Return the mapping with columns as this header writes them.

        Raises:
            MappingError: a column is not there, or too little is mapped.
        """
        named = {normal(name): name for name in reversed(header)} | {name: name for name in header}
        columns = {}
        for field_id, column in self.columns.items():
            found = named.get(column) or named.get(normal(column))
            if found is None:
                raise MappingError(NO_COLUMN, column=column, columns=", ".join(header[:20]))
            columns[field_id] = found
        target = targets()[self.target]
        if lacks := target.lacks(frozenset(columns)):
            raise MappingError(LACKS, target=self.target, fields=", ".join(lacks))
        return Mapping(**{**self.as_json(), "columns": columns, "signature": signature_of(header)})


def of_json(told: Any) -> Mapping:
    """Return a mapping from JSON, of a file, a preset or a page.

    Raises:
        MappingError: it makes no sense; the message says what and what would.
    """
    if not isinstance(told, dict):
        raise MappingError(NOT_JSON, name=str(told)[:60])
    known = targets()
    name = str(told.get("target", ""))
    if name not in known:
        raise MappingError(NO_TARGET, targets=", ".join(known))
    columns = told.get("columns")
    columns = {str(key): str(value) for key, value in columns.items() if value} if isinstance(columns, dict) else {}
    fields = [one.id for one in known[name].fields]
    for key in columns:
        if key not in fields:
            raise MappingError(NO_FIELD, target=name, field=key, fields=", ".join(fields))
    values = {key: str(told.get(key) or "") for key in ("date_order", "decimal", "direction", "name", "signature")}
    for key, allowed in (("date_order", ORDERS), ("decimal", ("", ".", ",")), ("direction", DIRECTIONS)):
        if values[key] not in allowed:
            raise MappingError(BAD_VALUE, value=values[key], what=key.replace("_", " "))
    network = normal(str(told.get("network") or "other")).replace(" ", "_")[:40] or "other"
    return Mapping(name, columns, network, **values)


def of_text(text: str) -> Mapping:
    """Return a mapping from JSON text."""
    try:
        return of_json(json.loads(text))
    except json.JSONDecodeError:
        raise MappingError(NOT_JSON, name=text[:60]) from None


def signature_of(header: Sequence[str]) -> str:
    """Return what tells a kind of table: its column names in any order and any case."""
    return stable_id("header", *sorted(map(normal, header)))
