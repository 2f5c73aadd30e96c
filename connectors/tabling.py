"""Tables that no source knows: offered last, read by a mapping that a person gave or confirmed before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from connectors import crm_tables, mapper, plans
from connectors.connector import Connector, Upload
from connectors.mapper.convert import Reader
from connectors.mapper.fields import CRM_TARGETS, targets
from connectors.mapper.grid import Grid
from connectors.mapper.mapping import Mapping, MappingError, of_json, signature_of
from connectors.mapper.propose import Proposal, propose
from connectors.reports import Stop
from data import mappings, store
from data.words import N_

NO_TABLE = N_("{name} holds no table with names of columns on top.")
_UNKNOWN = ("not-recognised", "unknown-file", "other-columns", "something-else")


def given_mapping(db: Path, path: Path, mapping: Mapping, who: str) -> Mapping:
    """Return a mapping as it goes with the table at a path, and keep it as a preset.

    Raises:
        MappingError: it does not go with it, or there is no table.
    """
    for upload in plans.uploads(path):
        for grid in mapper.tables_of(upload).values():
            fitting = mapping.for_header(grid.header)
            with store.writing(db) as conn:
                mappings.save(conn, fitting.as_json(), who)
            return fitting
    raise MappingError(NO_TABLE, name=path.name)


def presets(db: Path) -> list[Mapping]:
    """Return the presets of a workspace, the newest first."""
    with store.reading(db) as conn:
        return [of_json(told) for told in mappings.stored(conn)]


def plans_of(upload: Upload, connectors: Sequence[Connector], db: Path, given: Mapping | None) -> Iterator[plans.Plan]:
    """Yield how the sources understand an upload; where none does, how a mapping does.

    Raises:
        IngestError: nothing is understood; "mapping-needed" carries a proposal for the columns.
    """
    try:
        yield from plans.plans(upload, connectors)
        return
    except plans.IngestError as error:
        if error.stop.code not in _UNKNOWN:
            raise
        refused = error
    fitting = [_given(given)] if given else _fitting(upload, db)
    if not fitting:
        raise _needed(upload, refused) from refused
    try:
        found = [plan for one in fitting for plan in plans.plans(upload, [one])]
    except MappingError as error:
        raise plans.IngestError(Stop("bad-mapping", {"name": upload.name, "why": str(error)})) from error
    for plan in found:
        kinds = {part.kind for part in plan.parts if not part.ignored}
        if not any(targets()[kind].stored for kind in kinds):
            detail = {"name": upload.name, "target": ", ".join(sorted(kinds)), **_proposed(upload)}
            raise plans.IngestError(Stop("not-stored-yet", detail))
    yield from found


def _fitting(upload: Upload, db: Path) -> list[Connector]:
    """Return what reads an upload: mappings of messages and the like, and one connector for all tables of a CRM."""
    known = presets(db)
    there = {signature_of(grid.header) for grid in mapper.tables_of(upload).values()} if known else set()
    fitting = [one for one in known if one.signature in there]
    sales = crm_tables.connector([one for one in fitting if one.target in CRM_TARGETS])
    found = [mapper.connector(one) for one in fitting if one.target not in CRM_TARGETS]
    return [*found, sales] if sales.recognise(upload) else found


def _given(mapping: Mapping) -> Connector:
    if mapping.target in CRM_TARGETS:
        return crm_tables.connector([mapping], strict=True)
    return mapper.connector(mapping, strict=True)


def _needed(upload: Upload, refused: plans.IngestError) -> plans.IngestError:
    if not refused.stop.detail.get("title") and (columns := mapper.bare_tables(upload)):
        return plans.IngestError(Stop("no-rows", {"name": upload.name, "columns": ", ".join(columns)[:200]}))
    proposed = _proposed(upload)
    return plans.IngestError(Stop("mapping-needed", {"name": upload.name, **proposed})) if proposed else refused


def _proposed(upload: Upload) -> dict:
    found = mapper.proposal_of(upload)
    return {"proposal": found[1].as_json()} if found else {}


def proposed(path: Path, target: str = "") -> tuple[dict, list[str]]:
    """Return the proposal for the table at a path as JSON, with the first rows as they would be read, and in words.

    Raises:
        MappingError: there is no table, or no such target.
    """
    if target and target not in targets():
        of_json({"target": target})
    for upload in plans.uploads(path):
        for grid in mapper.tables_of(upload).values():
            one = propose(grid, target)
            preview = preview_rows(one.as_json(), one.mapping)
            return {**one.as_json(), "preview": preview}, list(_lines(one, preview))
    raise MappingError(NO_TABLE, name=path.name)


def preview_rows(proposal: dict, mapping: Mapping) -> list[dict[str, str]]:
    """Return the first rows of a proposal as a mapping reads them; works without the file."""
    header = tuple(proposal["header"])
    grid = Grid(header, tuple(zip(proposal["lines"], proposal["rows"], strict=True)), 0)
    columns = {key: name for key, name in mapping.columns.items() if name in header}
    reader = Reader(grid, replace(mapping, columns=columns), lenient=True)
    return [reader.shown(row) for _, row in grid.sample]


def _lines(one: Proposal, preview: list[dict[str, str]]) -> Iterator[str]:
    told = one.mapping
    yield f"{told.target}, network {told.network}, {len(preview)} rows shown"
    for key, name in told.columns.items():
        yield f"  {key} = {name}: {preview[0].get(key, '')[:60] if preview else ''}"
    unused = [name for name in one.grid.header if name not in told.columns.values()]
    yield f"  not used: {', '.join(unused) or '-'}"
    if not one.order_sure:
        yield f"  order of dates: {told.date_order}, not certain, for example {one.order_example}"
    if not one.decimal_sure:
        yield f"  decimal mark: not certain, for example {one.decimal_example}"
    if lacks := targets()[told.target].lacks(frozenset(told.columns)):
        yield f"  lacking: {', '.join(lacks)}"
    yield f"Import with: --map '{json.dumps(told.as_json(), ensure_ascii=False)}'"
