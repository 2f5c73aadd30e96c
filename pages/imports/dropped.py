"""Dropped files: stored aside, looked into by a child process, shown, and imported once somebody says so."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from data import people
from data.jobs import Job
from pages.ui import jobs, notes, previews, session, uploads
from pages.ui.markup import esc, put
from pages.ui.page import heading
from pages.ui.words import _, ngettext, size

AT_ONCE = 3
"""Files looked into at the same time."""
ELSE = "?"
"""The answer "somebody new" to the question whose export it is."""


class Dropped(NamedTuple):
    """One dropped file and what a preview says of the exports in it (usually one)."""

    path: Path
    reports: list[previews.Report]


def drop() -> None:
    """Draw where files are dropped; they are stored aside and looked into by a child process."""
    heading(_("Drop exports here"), _("ZIP, CSV, XLSX or JSON, as they came. Several at once are fine."))
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
    found = [entry for job in jobs.mine("preview") if (entry := _dropped(job))]
    if not found or jobs.going_on("import", "preview"):
        return
    heading(_("What you dropped"), _("Please look at it before it is imported."))
    ready = [item for entry in found if (item := _one(entry))]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="bar_go"):
        label = ngettext("Import {n} file", "Import {n} files", len(ready))
        if ready and st.button(label, type="primary", icon=":material/upload:"):
            jobs.start("import", {"items": ready, "name": _together([Path(item["path"]).name for item in ready])})
            st.rerun()
        if st.button(_("Leave them out"), type="tertiary"):
            for entry in found:
                uploads.remove(entry.path)
            st.rerun()


def _together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ngettext("{n} file", "{n} files", len(names))


def _dropped(job: Job) -> Dropped | None:
    """Return the file of a preview, None when it is not there any more or not looked into yet."""
    path = Path(job.args["path"])
    if job.state != "done" or not uploads.waiting(path):
        return None
    return Dropped(path, (job.result or {}).get("imports", []))


def _one(entry: Dropped) -> dict[str, str] | None:
    """Draw one dropped file; return what to import of it, None when nothing."""
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
        rep = _whose(key, entry.reports)
    fine = any(not report["stopped"] and not report["already"] for report in entry.reports)
    return {"path": str(entry.path), "rep": rep} if fine or rep else None


def _own(report: previews.Report) -> bool:
    """Tell whether the viewer may import this: a rep own data only."""
    viewer = session.viewer()
    return viewer.role != "rep" or report["rep"]["id"] in ("", viewer.rep_id)


def _whose(key: str, reports: list[previews.Report]) -> str:
    """Ask whose export it is where only a person can tell, and return the answer; "" for none yet."""
    if not any(report["stopped"] and report["stopped"]["code"] in previews.ASKS for report in reports):
        return ""
    viewer = session.viewer()
    names = {rep.id: rep.name for rep in session.read(people.reps)}
    options = [viewer.rep_id] if viewer.role == "rep" else [*names, ELSE]
    with st.container(key=f"pad_question_{key}"):
        chosen = st.selectbox(
            _("Whose export is this?"),
            options,
            index=None,
            format_func=lambda rep: names.get(rep, _("somebody new")),
            placeholder=_("Choose"),
            key=f"whose_{key}",
            width=320,
        )
        if chosen != ELSE:
            return chosen or ""
        return st.text_input(_("Name, as the network has it"), key=f"new_{key}", max_chars=120, width=320).strip()
