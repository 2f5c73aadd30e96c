"""A client's card: everything on one time line, only for who may see it, nothing named on a shared screen."""

import sqlite3

import demo_sales
import pytest
from conftest import words_of

from data import care, store, tasks
from data.scope import Scope, Viewer, scope_for
from metrics.care.card import GROUPS, Asked, card
from metrics.care.listed import clients

IGOR = Viewer("igor@team.example", "rep", "Igor Belov", "igor-belov")
MANAGER = Viewer("lead@team.example", "manager")
TODAY = "2026-11-24"
ALL = Asked()


@pytest.fixture
def sold(home):
    return demo_sales.settle(home)


@pytest.fixture
def client(sold):
    """A client of Igor's with talks on several networks."""
    sql = """SELECT s.customer_id FROM sale_person s JOIN person_of_contact k ON k.person_id = s.person_id
        JOIN conversation v ON v.contact_id = k.contact_id JOIN sale_company c ON c.customer_id = s.customer_id
        WHERE v.rep_id = 'igor-belov' AND c.won > 0 GROUP BY 1 ORDER BY count(DISTINCT v.network) DESC, 1 LIMIT 1"""
    with store.reading(sold) as conn:
        return conn.execute(sql).fetchone()[0]


def model(path, viewer, client, asked=ALL, **changes):
    scope = scope_for(viewer)
    with store.reading(path) as conn:
        return card(conn, Scope(**{**scope.__dict__, **changes}), client, asked, TODAY)


def write(path, what, *args):
    with store.writing(path) as conn:
        return what(conn, *args)


def test_all_that_happened_stands_on_one_line_newest_first(sold, client):
    write(sold, care.add_note, IGOR, client, "note", "Plays chess")
    write(sold, tasks.add, IGOR, tasks.Task("Call about the budget", "2026-12-01", customer_id=client))
    found = model(sold, IGOR, client)
    days = [line.day for line in found.lines]
    assert days == sorted(days, reverse=True)
    kinds = {line.kind for line in _all(sold, IGOR, client)}
    assert {"message", "deal", "won", "note", "task"} <= kinds
    assert kinds <= {kind for kinds in GROUPS.values() for kind in kinds}
    networks = {line.network for line in _all(sold, IGOR, client) if line.kind == "message"}
    assert len(networks) > 1


def _all(path, viewer, client, group=""):
    lines, page = [], 0
    while part := model(path, viewer, client, Asked(group, "", page)).lines:
        lines += part
        page += 1
    return lines


def test_every_message_of_the_matched_contacts_is_there_once(sold, client):
    sql = """SELECT m.id FROM sale_person s JOIN person_of_contact k ON k.person_id = s.person_id
        JOIN conversation v ON v.contact_id = k.contact_id JOIN message m ON m.conversation_id = v.id
        WHERE s.customer_id = ? AND m.kind IN ('direct', 'inmail') AND v.rep_id = 'igor-belov'"""
    with store.reading(sold) as conn:
        told = {row[0] for row in conn.execute(sql, (client,))}
    lines = [line.id for line in _all(sold, IGOR, client, "messages") if line.kind == "message"]
    assert told
    assert sorted(lines) == sorted(told)


def test_counts_of_groups_are_what_the_groups_show(sold, client):
    counts = dict(model(sold, IGOR, client).counts)
    assert {name: len(_all(sold, IGOR, client, name)) for name in GROUPS} == counts


def test_search_within_finds_words_and_names_only(sold, client):
    every = _all(sold, IGOR, client)
    word = next(line.text for line in every if line.kind == "message" and line.text).split()[0].strip(".,!")
    found = model(sold, IGOR, client, Asked(text=word.upper()))
    assert found.lines
    assert all(
        word.casefold() in f"{line.text} {line.title} {line.person} {line.rep}".casefold() for line in found.lines
    )
    assert not model(sold, IGOR, client, Asked(text="no such word anywhere")).lines


def test_a_rep_who_has_nothing_to_do_with_a_client_does_not_find_it(sold, client):
    with store.reading(sold) as conn:
        reps = {row[0] for row in conn.execute("SELECT id FROM rep")}
    stranger = next(
        rep
        for rep in sorted(reps)
        if model(sold, Viewer("x@team.example", "rep", "X", rep), client) is None and rep != "igor-belov"
    )
    assert stranger
    assert model(sold, MANAGER, client) is not None


def test_a_manager_reads_only_what_findings_cite(sold, client):
    with store.reading(sold) as conn:
        cited = {row[0] for row in conn.execute("SELECT evidence FROM finding")}
    texts = [line.text for line in _all(sold, MANAGER, client) if line.kind == "message" and line.text]
    assert set(texts) <= cited
    assert any(line.hidden for line in _all(sold, MANAGER, client) if line.kind == "message")


def test_a_private_talk_is_on_nobody_elses_card(sold, client):
    talk = next(line.ref for line in _all(sold, IGOR, client) if line.kind == "message")
    with sqlite3.connect(sold) as conn:
        conn.execute("UPDATE conversation SET private = 1 WHERE id = ?", (talk,))
    assert talk not in {line.ref for line in _all(sold, MANAGER, client)}
    assert talk in {line.ref for line in _all(sold, IGOR, client)}


def test_nothing_is_named_on_a_shared_screen(draw, sold, client):
    found = model(sold, IGOR, client)
    names = {found.name, *(person.name for person in found.people)} - {""}
    texts = {line.text for line in found.lines if line.text}
    write(sold, care.add_note, IGOR, client, "note", "Plays chess")
    words = words_of(draw("clients", client=client, present="1"))
    assert "Plays chess" not in words
    assert not [one for one in names | texts if one in words]


def test_page_shows_people_and_topics_and_takes_a_note(draw, sold, client):
    write(sold, care.add_note, IGOR, client, "date", "Birthday", "", "1980-12-01", True)
    app = draw("clients", client=client, **{"as": "rep:igor-belov"})
    assert not app.exception
    words = words_of(app)
    assert model(sold, IGOR, client).people[0].name in words
    assert "coming up" in words
    app.text_area(key="cn_text").set_value("Collects stamps")
    next(button for button in app.button if button.label == "Save").click().run()
    assert "Collects stamps" in words_of(app)


def test_a_client_that_is_not_there_and_a_foreign_one_say_the_same(draw, sold):
    words = words_of(draw("clients", client="no such client"))
    assert "This is not here." in words


def test_a_tick_ends_a_task_and_brings_a_repeated_one_again(draw, sold, client):
    once = write(sold, tasks.add, IGOR, tasks.Task("Once", "2026-11-01", customer_id=client))
    again = write(sold, tasks.add, IGOR, tasks.Task("Renewal", "2026-11-01", customer_id=client, every="year"))
    app = draw("clients", client=client, **{"as": "rep:igor-belov"})
    app.button(key=f"done_{once}").click().run()
    app.button(key=f"done_{again}").click().run()
    with store.reading(sold) as conn:
        state = dict(conn.execute("SELECT id, state FROM task").fetchall())
        due = conn.execute("SELECT due FROM task WHERE id = ?", (again,)).fetchone()[0]
    assert state == {once: "done", again: "open"}
    assert due > "2027-10-01"


def test_without_one_the_page_lists_own_clients_and_opens_them(draw, sold, client):
    with store.reading(sold) as conn:
        own = clients(conn, scope_for(IGOR))
        every = clients(conn, scope_for(MANAGER))
    assert 0 < own.total < every.total
    words = words_of(draw("clients", **{"as": "rep:igor-belov"}))
    assert "client=" in words
    assert own.rows[0].name in words
    assert every.rows[0].name not in words_of(draw("clients", present="1"))


def test_a_finding_becomes_a_task_of_the_client(draw, sold):
    sql = """SELECT f.conversation_id FROM finding f JOIN conversation v ON v.id = f.conversation_id
        JOIN person_of_contact k ON k.contact_id = v.contact_id JOIN sale_person s ON s.person_id = k.person_id
        WHERE f.rep_id = 'igor-belov' LIMIT 1"""
    with store.reading(sold) as conn:
        talk = conn.execute(sql).fetchone()[0]
    app = draw("conversations", id=talk, **{"as": "rep:igor-belov"})
    assert not app.exception
    next(button for button in app.button if button.form_id.startswith("task_finding")).click().run()
    with store.reading(sold) as conn:
        task = conn.execute("SELECT * FROM task").fetchone()
    assert task["origin"] == "finding"
    assert task["customer_id"]
    assert task["rep_id"] == "igor-belov"
