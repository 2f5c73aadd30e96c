"""Tasks and complaints: overdue first, ticked off, repeated, exported; complaints with times, owner, history."""

import csv
import io
from datetime import date

import demo_sales
import pytest
from conftest import words_of
from icalendar import Calendar

from data import care, store, tasks
from data.scope import Viewer, scope_for
from metrics.care import complaints, plans

MANAGER = Viewer("lead@team.example", "manager", "Lead")
ANNA = Viewer("anna@team.example", "rep", "Anna Sokolova", "anna-sokolova")
IGOR = Viewer("igor@team.example", "rep", "Igor Belov", "igor-belov")
NOW = "2026-11-24"


@pytest.fixture
def sold(home):
    return demo_sales.settle(home)


def write(path, what, *args):
    with store.writing(path) as conn:
        return what(conn, *args)


def read(path, what, viewer, *args, **values):
    with store.reading(path) as conn:
        return what(conn, scope_for(viewer), *args, **values)


def a_client(path):
    with store.reading(path) as conn:
        return conn.execute("SELECT customer_id, name FROM sale_company WHERE won > 0 ORDER BY 1 LIMIT 1").fetchone()


# --- tasks ----------------------------------------------------------------------------------------------------------
def test_overdue_come_first_and_each_sees_own_ones(sold):
    for viewer, text, due in ((ANNA, "later", "2027-01-05"), (ANNA, "late", "2026-11-01"), (IGOR, "his", "2026-11-20")):
        write(sold, tasks.add, viewer, tasks.Task(text, due))
    own = read(sold, plans.plans, ANNA, NOW)
    assert [one.text for one in own.open] == ["late", "later"]
    assert [one.late for one in own.open] == [True, False]
    assert {one.text for one in read(sold, plans.plans, MANAGER, NOW).open} == {"late", "later", "his"}


def test_a_rep_neither_gives_tasks_to_others_nor_touches_theirs(sold):
    with pytest.raises(tasks.TaskError, match="Only a manager"):
        write(sold, tasks.add, ANNA, tasks.Task("call", NOW, rep_id="igor-belov"))
    his = write(sold, tasks.add, MANAGER, tasks.Task("call", NOW, rep_id="igor-belov"))
    for change in ((tasks.done, NOW), (tasks.put_off, NOW), (tasks.hand_over, "anna-sokolova"), (tasks.drop,)):
        with pytest.raises(tasks.TaskError, match="somebody else"):
            write(sold, change[0], ANNA, his, *change[1:])


def test_done_and_taken_back(sold):
    id_ = write(sold, tasks.add, ANNA, tasks.Task("call", "2026-01-31", every="month"))
    assert write(sold, tasks.done, ANNA, id_, "2026-02-01") == "2026-02-28"
    assert write(sold, tasks.done, ANNA, id_, "2026-05-20") == "2026-05-31"
    write(sold, tasks.undo, ANNA, id_)
    assert read(sold, plans.plans, ANNA, NOW).open[0].due == "2026-02-28"


def test_a_task_of_a_complaint_is_written_once(sold):
    task = tasks.Task("settle", NOW, origin="complaint", origin_id="ticket/1")
    assert write(sold, tasks.add, ANNA, task) == write(sold, tasks.add, ANNA, task)


def test_calendar_opens_elsewhere_and_repeats_as_here(sold):
    client, name = a_client(sold)
    write(sold, tasks.add, ANNA, tasks.Task("Renewal, ask; twice", "2026-12-31", "renewal", client, every="month"))
    write(sold, tasks.add, ANNA, tasks.Task("Call", "2026-12-01", customer_id=client))
    made = Calendar.from_ical(plans.calendar(read(sold, plans.plans, ANNA, NOW).open, "Tasks"))
    events = {str(event["summary"]): event for event in made.walk("VEVENT")}
    assert set(events) == {f"Renewal, ask; twice · {name}", f"Call · {name}"}
    renewal = events[f"Renewal, ask; twice · {name}"]
    assert renewal["dtstart"].dt == date(2026, 12, 31)
    assert dict(renewal["rrule"]) == {"FREQ": ["MONTHLY"], "BYMONTHDAY": [28, 29, 30, 31], "BYSETPOS": [-1]}
    assert "rrule" not in events[f"Call · {name}"]


def test_a_repeated_task_that_was_put_off_stands_once_before_its_rhythm(sold):
    id_ = write(sold, tasks.add, ANNA, tasks.Task("Call", "2026-12-01", every="week"))
    write(sold, tasks.put_off, ANNA, id_, "2026-12-03")
    made = Calendar.from_ical(plans.calendar(read(sold, plans.plans, ANNA, NOW).open, "Tasks"))
    days = [(event["dtstart"].dt, "rrule" in event) for event in made.walk("VEVENT")]
    assert days == [(date(2026, 12, 3), False), (date(2026, 12, 8), True)]


def test_table_holds_no_formula(sold):
    write(sold, tasks.add, ANNA, tasks.Task('=HYPERLINK("http://x")', "2026-12-01"))
    body = plans.table(read(sold, plans.plans, ANNA, NOW).open).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == list(plans.COLUMNS)
    assert rows[1][:2] == ["2026-12-01", '\'=HYPERLINK("http://x")']


def test_page_adds_a_task_for_a_group_and_ticks_it_off(draw, sold):
    app = draw("tasks", **{"as": "manager"})
    assert "Nothing is to be done." in words_of(app)
    app.text_input(key="tg_text").set_value("Ask about winter")
    group = app.selectbox(key="tg_group")
    group.set_value(next(one for one in read(sold, plans.groups, MANAGER))[0])
    next(button for button in app.button if button.label == "Save").click().run()
    assert "Ask about winter" in words_of(app)
    (task,) = read(sold, plans.plans, MANAGER, NOW).open
    assert task.clients
    app.button(key=f"tick_{task.id}").click().run()
    assert not read(sold, plans.plans, MANAGER, NOW).open


# --- complaints -----------------------------------------------------------------------------------------------------
def test_tickets_and_messages_are_listed_with_their_times(sold):
    found = read(sold, complaints.complaints, MANAGER, "all")
    with store.reading(sold) as conn:
        tickets = conn.execute("SELECT count(*) FROM ticket").fetchone()[0]
    told = read(sold, complaints.read, MANAGER)
    assert sum(one.id.startswith("ticket/") for one in told) == tickets
    assert any(one.id.startswith("message/") for one in told)
    assert found.answer is not None
    assert found.solved is not None
    assert dict(found.counts)["all"] == len(told)


def test_people_who_bought_nothing_are_listed_only_when_asked_for(sold):
    clients = read(sold, complaints.read, MANAGER)
    every = read(sold, complaints.read, MANAGER, everybody=True)
    assert all(one.won for one in clients)
    assert {one.id for one in clients} < {one.id for one in every}


def test_handed_over_the_other_finds_it_and_only_what_was_written_for_them(sold):
    one = next(row for row in read(sold, complaints.read, IGOR) if row.id.startswith("message/"))
    assert one.text
    assert read(sold, complaints.one, ANNA, one.id) is None
    write(sold, care.hand_over, IGOR, one.id, "anna-sokolova", "2026-12-01", "Please call them about the tours")
    found, events = read(sold, complaints.one, ANNA, one.id)
    assert found.owner == "anna-sokolova"
    assert found.due == "2026-12-01"
    assert found.text is None
    assert "Please call them" in events[-1].text


def test_states_history_and_no_complaint(draw, sold):
    one = next(row for row in read(sold, complaints.read, MANAGER) if row.state == "answered")
    write(sold, care.set_status, MANAGER, one.id, "closed")
    write(sold, care.remark, MANAGER, one.id, "Sent a new manual")
    found, events = read(sold, complaints.one, MANAGER, one.id)
    assert found.state == "closed"
    assert found.solved_hours is not None
    assert [event.kind for event in events] == ["status", "note"]
    words = words_of(draw("tasks", view="complaints", complaint=one.id, **{"as": "manager"}))
    assert "Sent a new manual" in words
    write(sold, care.set_status, MANAGER, one.id, "none")
    listed = read(sold, complaints.complaints, MANAGER, "all")
    assert one.id not in {row.id for row in listed.rows}
    assert dict(listed.counts)["none"] == 1


def test_a_private_talk_complains_to_nobody_else(sold):
    one = next(row for row in read(sold, complaints.read, IGOR) if row.talk)
    with store.writing(sold) as conn:
        conn.execute("UPDATE conversation SET private = 1 WHERE id = ?", (one.talk,))
    assert read(sold, complaints.one, MANAGER, one.id) is None
    assert read(sold, complaints.one, IGOR, one.id) is not None


def test_complaints_name_nobody_on_a_shared_screen(draw, sold):
    names = {one.person for one in read(sold, complaints.read, MANAGER)} | {
        one.client for one in read(sold, complaints.read, MANAGER)
    }
    words = words_of(draw("tasks", view="complaints", state="all", present="1"))
    assert not [name for name in names - {""} if name in words]


def test_a_complaint_that_is_not_there(draw, sold):
    assert "This is not here." in words_of(draw("tasks", view="complaints", complaint="ticket/none"))
