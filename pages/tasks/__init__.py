"""Tasks: what is to be done for clients, and how do their complaints stand?"""

import streamlit as st

from data.words import N_
from metrics.care import complaints, plans
from pages.tasks import asked, complaint, listing
from pages.ui import notes, session
from pages.ui.page import Page, opening
from pages.ui.words import _, say


def render() -> None:
    """Draw the tasks, the complaints, or one complaint."""
    if asked.complaint():
        _one()
    elif asked.view() == "complaints":
        _complaints()
    else:
        _tasks()


def _tasks() -> None:
    model = session.load(plans.plans, asked.scope(), asked.today())
    opening(_("Tasks"), [say(said) for said in model.said], filtered=False, also=_also())
    _views()
    listing.draw(model)


def _complaints() -> None:
    wanted = (asked.scope(), asked.state(), asked.everybody(), asked.page(), None, asked.today())
    model = session.load(complaints.complaints, *wanted)
    opening(_("Tasks"), [say(said) for said in model.said], filtered=False, also=_also())
    _views()
    complaint.listed(model)


def _one() -> None:
    found = session.load(complaints.one, session.widest(), asked.complaint())
    opening(_("Tasks"), filtered=False, also=_also())
    if found is None:
        notes.gone()
        complaint.back()
        return
    complaint.draw(*found)


def _views() -> None:
    names = {"tasks": _("Tasks"), "complaints": _("Complaints and requests")}
    st.segmented_control(
        _("Show"),
        list(names),
        format_func=names.get,
        required=True,
        key=session.widget("tasks_view", asked.view()),
        on_change=_took,
        label_visibility="collapsed",
    )


def _took() -> None:
    asked.change(view="" if session.value_of("tasks_view") == "tasks" else "complaints", state="")


def _also() -> list[str]:
    return [_("names and texts are hidden on a shared screen")] if session.presenting() else []


PAGE = Page(id="tasks", title=N_("Tasks"), icon="task_alt", group="results", render=render, roles=("rep", "manager"))
