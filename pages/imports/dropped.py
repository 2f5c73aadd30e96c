"""Dropped files: stored aside, looked into by a child process, shown, and imported once somebody says so."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from data.jobs import Job
from pages.imports import asking, mapping
from pages.ui import jobs, notes, previews, session, uploads
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, ngettext, size

AT_ONCE = 3
"""Files looked into at the same time."""


class Dropped(NamedTuple):
    """One dropped file and what a preview says of the exports in it (usually one)."""

    path: Path
    reports: list[previews.Report]
    rep: str = ""
    answers: Mapping[str, str] = {}  # as the preview went by them


def drop() -> None:
    """Draw where files are dropped; they are stored aside and looked into by a child process."""
    sub = _("ZIP, JSON, HTML, TXT, mbox, CSV or XLSX, as they came. Several at once are fine.")
    heading(_("Drop exports here"), sub)
    turn = session.recall("turn", 0)
    files = st.file_uploader(_("Exports"), accept_multiple_files=True, key=f"drop_{turn}", label_visibility="collapsed")
    with st.expander(_("Your browser unpacked the archive? Drop the folder.")):
        folder = st.file_uploader(
            _("Folder"), accept_multiple_files="directory", key=f"folder_{turn}", label_visibility="collapsed"
        )
    promise = _("Nothing is imported until you say so. Job-seeker preferences and what is not needed are never read.")
    put(f'<div class="rp-meta">{esc(promise)}</div>')
    if files or folder:
        paths = [uploads.store(file.name, file.getbuffer()) for file in files or ()]
        if folder:
            paths.append(uploads.store_folder([(file.name, file.getbuffer()) for file in folder]))
        session.remember("queue", [*session.recall("queue", []), *map(str, paths)])
        session.remember("turn", turn + 1)
        _look()
        st.rerun()
    _look()


def _look() -> None:
    """Look into the next files that wait, a few at a time."""
    queue = session.recall("queue", [])
    room = AT_ONCE - sum(not job.over for job in jobs.mine("preview")) if queue else 0
    for path in queue[: max(room, 0)]:
        jobs.start("preview", {"path": path, "rep": "", "name": Path(path).name})
    session.remember("queue", queue[max(room, 0) :])


def checked() -> None:
    """Draw every file that was looked into and waits, and the button that imports them."""
    found = _newest(entry for job in jobs.mine("preview") if (entry := _dropped(job)))
    if not found or jobs.going_on("import", "preview"):
        return
    heading(_("What you dropped"), _("Please look at it before it is imported."))
    ready = [item for entry in found if (item := _one(entry, _like(entry, found)))]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="bar_go"):
        label = ngettext("Import {n} file", "Import {n} files", len(ready))
        if ready and st.button(label, type="primary", icon=":material/upload:"):
            jobs.start("import", {"items": ready, "name": _together([Path(item["path"]).name for item in ready])})
            st.rerun()
        if st.button(_("Leave them out"), type="tertiary"):
            for entry in found:
                uploads.remove(entry.path)
            st.rerun()


def _newest(entries: Iterable[Dropped]) -> list[Dropped]:
    """Return each file once, as it was looked into last."""
    found: dict[Path, Dropped] = {}
    for entry in entries:
        found.setdefault(entry.path, entry)
    return list(found.values())


def _together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ngettext("{n} file", "{n} files", len(names))


def _dropped(job: Job) -> Dropped | None:
    """Return the file of a preview, None when it is not there any more or not looked into yet."""
    path = Path(job.args["path"])
    if job.state != "done" or not uploads.waiting(path):
        return None
    reports = (job.result or {}).get("imports", [])
    return Dropped(path, reports, job.args.get("rep") or "", job.args.get("answers") or {})


def _like(entry: Dropped, found: Sequence[Dropped]) -> list[Dropped]:
    """Return the other files of the same source that wait for an answer."""
    kinds = {report["connector"] for report in entry.reports}
    others = [one for one in found if one is not entry and asking.is_open(one.reports)]
    return [one for one in others if kinds == {report["connector"] for report in one.reports}]


def _one(entry: Dropped, like: Sequence[Dropped]) -> dict[str, Any] | None:
    """Draw one dropped file; return what to import of it, None when nothing, or when something is open."""
    key = f"{entry.path.parent.name}_{entry.path.stem}"
    with st.container(border=True, key=f"card_{key}"):
        for report in entry.reports:
            previews.card(report, report["name"] or entry.path.name, size(entry.path.stat().st_size))
        if not entry.reports:
            notes.alarm(entry.path.name, _("It holds nothing that can be read here."))
            return None
        if not all(_own(report) for report in entry.reports):
            notes.alarm(_("This is the export of somebody else."), _("You can import your own data only."))
            return None
        if proposal := mapping.needed(entry.reports):
            with st.container(key=f"pad_question_{key}"):
                mapping.step(key, entry.path, proposal)
            return None
        if asking.is_open(entry.reports):
            with st.container(key=f"pad_question_{key}"):
                _settle(entry, like, asking.form(key, entry.reports, entry.rep, len(like)))
            return None
        if settled := asking.told(entry.reports):
            put(f'<div class="rp-sub rp-indent">{esc(settled)}.</div>')
    told = [report for report in entry.reports if not report.get("hollow")]
    fine = any(not report["stopped"] and (not report["already"] or entry.answers) for report in told)
    return {"path": str(entry.path), "rep": entry.rep, "answers": dict(entry.answers)} if fine else None


def _settle(entry: Dropped, like: Sequence[Dropped], said: asking.Answers | None) -> None:
    """Look into a file, and those that are like it, again with what somebody answered."""
    if not said:
        return
    for one in (entry, *(like if said.for_all else ())):
        answers = {**one.answers, **said.answers}
        rep = said.rep if asking.asks_whose(one.reports) else one.rep
        jobs.start("preview", {"path": str(one.path), "rep": rep, "answers": answers, "name": one.path.name})
    st.rerun()


def _own(report: previews.Report) -> bool:
    """Tell whether the viewer may import this: a rep own data only."""
    viewer = session.viewer()
    return viewer.role != "rep" or (not report.get("team") and report["rep"]["id"] in ("", viewer.rep_id))
