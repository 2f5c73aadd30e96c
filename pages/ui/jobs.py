"""Work of a child process, seen from a page: start it, show how far it is, cancel it, start it again.

What the kinds take is told by WORK in `manage.py`; "name" is a title for the page.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data import jobs
from data.jobs import Job
from data.words import N_
from pages.ui import notes, session
from pages.ui.markup import esc, put
from pages.ui.words import _, seconds

TITLES = {
    "preview": N_("Looking into a file"),
    "import": N_("Import"),
    "sync": N_("Synchronising with the CRM"),
    "refresh": N_("Judging what is new"),
    "undo": N_("Taking an import back"),
    "answer": N_("Changing an answer"),
    "demo": N_("Demo team"),
    "backup": N_("Backup"),
    "digest": N_("Sending a digest"),
}
EVERY = 1.0
"""Seconds between two looks at work that goes on."""


def start(kind: str, args: Mapping[str, Any] | None = None) -> str:
    """Enter work, begin it in a child process, and return its id."""
    job_id = session.change(jobs.add, kind, args or {}, session.viewer().email)
    jobs.start_job(session.settings(), job_id)
    return job_id


def mine(*kinds: str, limit: int = 40) -> list[Job]:
    """Return the newest jobs of these kinds: a rep's own, everybody's for others."""
    found = session.read(jobs.listed, kinds or jobs.KINDS, limit)
    if session.may("manager", "admin"):
        return found
    return [job for job in found if job.who == session.viewer().email]


def offer(kind: str, label: str, icon: str, args: Mapping[str, Any] | None = None, *, watched: bool = True) -> None:
    """Draw a button that starts work and, where the page does not show all work anyway, its progress."""
    if not going_on(kind) and st.button(label, icon=icon, key=f"job_{kind}"):
        start(kind, args)
        st.rerun()
    if watched:
        progress(kind)


def going_on(*kinds: str) -> bool:
    """Tell whether such work is waiting or running."""
    return any(not job.over for job in mine(*kinds))


def to_tell(*kinds: str) -> bool:
    """Tell whether `progress` has anything to draw."""
    return going_on(*kinds) or _newest_failed(*kinds) is not None


def _newest_failed(*kinds: str) -> Job | None:
    return next((job for job in mine(*kinds, limit=1) if job.state == "failed"), None)


def progress(*kinds: str) -> None:
    """Draw the work that goes on and what failed lately; the page is drawn anew when some of it ends."""
    running = [job for job in mine(*kinds) if not job.over]
    if failed := _newest_failed(*kinds):
        _failed(failed)
    if not running:
        return

    @st.fragment(run_every=EVERY)
    def watch() -> None:
        now = [job for job in mine(*kinds) if not job.over]
        for job in now:
            _going(job)
        if {job.id for job in now} != {job.id for job in running}:
            st.rerun()

    watch()


def _going(job: Job) -> None:
    with st.container(border=True, key=f"card_job_{job.id}"):
        told = job.progress or {}
        done, total = int(told.get("done") or 0), int(told.get("total") or 0)
        left = _left(job, done, total)
        title = f'<b style="font-weight:600">{esc(_title(job))}</b><span class="rp-sub">{esc(left)}</span>'
        put(f'<div style="display:flex;justify-content:space-between;gap:12px">{title}</div>')
        st.progress(min(done / total, 1.0) if total else 0.0)
        what = str(told.get("what") or N_("Starting"))
        put(f'<div class="rp-sub">{esc(_(what))} · {esc(_("You can close this page; it goes on."))}</div>')
        key = f"cancel_{job.id}"
        st.button(_("Cancel"), type="tertiary", key=key, on_click=session.change, args=(jobs.cancel, job.id))


def _title(job: Job) -> str:
    name = str((job.args or {}).get("name") or "")
    return f"{_(TITLES[job.kind])}: {name}" if name else _(TITLES[job.kind])


def _left(job: Job, done: int, total: int) -> str:
    if not (job.started_at and done and total) or done >= total:
        return ""
    spent = (datetime.now(UTC) - datetime.fromisoformat(job.started_at)).total_seconds()
    return _("about {time} left", time=seconds(spent * (total - done) / done)) if spent > 2 else ""


def _failed(job: Job) -> None:
    notes.alarm(f"{_title(job)}: {_('it did not work')}", _(job.error) if job.error else "")
    if st.button(_("Start again"), key=f"again_{job.id}"):
        session.change(jobs.again, job.id)
        jobs.start_job(session.settings(), job.id)
        st.rerun()
