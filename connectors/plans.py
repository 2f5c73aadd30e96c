"""Before reading: which connector understands an upload, and whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from connectors.archive import open_upload
from connectors.connector import Connector, Owner, Part, Upload
from connectors.decoding import looks_like
from connectors.refusal import RefusedUpload
from connectors.reports import Stop
from data import reps, store
from data.names import slug

SURE = ("stated", "likely", "confirmed")
_REASONS = {"unknown": "no-owner", "two-accounts": "who-is-this", "several-reps": "which-rep"}


class IngestError(Exception):
    """Nothing at a path could be imported; `stop` tells why."""

    def __init__(self, stop: Stop) -> None:
        """Keep the stop; its words are the message."""
        super().__init__(stop.as_json()["message"])
        self.stop = stop


@dataclass(frozen=True)
class Plan:
    """One upload as one connector understands it, and whose it is; `stop` says why it must wait."""

    upload: Upload
    connector: Connector
    parts: tuple[Part, ...]
    owner: Owner
    taken_on: str
    rep_id: str = ""
    rep_name: str = ""
    stop: Stop | None = None


def uploads(source: Path | Sequence[Upload]) -> Sequence[Upload]:
    """Open what is at a path.

    Raises:
        IngestError: it can't be opened.
    """
    if not isinstance(source, Path):
        return source
    try:
        return open_upload(source)
    except RefusedUpload as error:
        raise IngestError(Stop(error.code, error.detail)) from error


def plans(upload: Upload, connectors: Sequence[Connector]) -> Iterator[Plan]:
    """Yield how connectors understand an upload: usually one does; several may share the files of a folder.

    Raises:
        IngestError: no connector knows it, or two want the same file of it.
    """
    try:
        if upload.refused:
            raise upload.refused
        understood = _understood(upload, connectors)
        for connector, parts in understood:
            owner = connector.find_owner(parts)
            if owner.confidence == "unknown" and all(part.ignored for part in parts):
                raise IngestError(_nothing(upload, connector, parts))
            yield Plan(upload, connector, parts, owner, connector.taken_on(upload, parts))
    except RefusedUpload as error:
        raise IngestError(Stop(error.code, error.detail)) from error


def _understood(upload: Upload, connectors: Sequence[Connector]) -> list[tuple[Connector, tuple[Part, ...]]]:
    known = [(connector, parts) for connector in connectors if (parts := connector.recognise(upload))]
    wanted_by: dict[str, Connector] = {}
    for connector, parts in known:
        for path in (part.member.path for part in parts if not part.ignored):
            other = wanted_by.setdefault(path, connector)
            if other is not connector:
                detail = {"name": upload.name, "file": path, "first": other.title, "second": connector.title}
                raise IngestError(Stop("ambiguous", detail))
    if not known:
        raise IngestError(_nothing(upload))
    return [one for one in known if any(not part.ignored for part in one[1])] or known[:1]


def _nothing(upload: Upload, connector: Connector | None = None, parts: Sequence[Part] = ()) -> Stop:
    """Tell why nothing of an upload can be read."""
    told = {"name": upload.name, "found": _names(upload), "title": connector.title if connector else ""}
    if not any(member.size for member in upload.members):
        return Stop("all-empty", told)
    what = looks_like(upload.members[0].head(4096)) if len(upload.members) == 1 else ""
    if what:
        return Stop("something-else", {**told, "looks_like": what})
    if not connector:
        return Stop("unknown-file" if told["found"] == upload.name else "not-recognised", told)
    reasons = {part.ignored for part in parts} - {"empty", "unknown"}
    return Stop({"sensitive": "private", "not-a-table": "other-columns"}.get("".join(reasons), "not-needed"), told)


def _names(upload: Upload) -> str:
    names = [member.path for member in upload.members]
    return ", ".join(names[:5]) + (f" ... ({len(names)})" if len(names) > 5 else "") or "-"


def place(db: Path, plan: Plan, named: str) -> Plan:
    """Return the plan with the rep it belongs to, or with the question that only a person can answer."""
    if plan.connector.team:
        return plan
    owner = plan.owner if named or plan.owner.confidence in SURE else Owner()
    signs = reps.Signs(owner.name, owner.profile_url, owner.member_id, owner.email)
    try:
        with store.reading(db) as conn:
            rep_id, name = reps.resolve(conn, plan.connector.network, signs, named)
    except reps.UnclearRepError as error:
        rep = {"rep": error.detail.get("name", ""), "reps": error.detail.get("reps", "")}
        stop = Stop(_REASONS[error.reason], {"name": plan.upload.name, "owner": plan.owner.name, **rep})
        return replace(plan, rep_id="?", stop=stop)
    return replace(plan, owner=_confirmed(owner, name) if named else owner, rep_id=rep_id, rep_name=name)


def _confirmed(owner: Owner, name: str) -> Owner:
    """Return the owner as a person named it. What was only guessed about somebody else is dropped."""
    if owner.confidence in SURE or slug(owner.name) == slug(name):
        return replace(owner, name=owner.name or name, confidence="confirmed")
    return Owner(name=name, member_id=owner.member_id, confidence="confirmed", evidence=owner.evidence)
