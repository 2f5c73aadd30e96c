"""Matches: a word for each pair, what it changes, who may see it, and what an audit proves."""

import re

import demo_sales
import pytest
from conftest import words_of

from data import store
from data.matching import MatchError, draw_audit
from data.scope import Viewer, scope_for
from metrics.matches.audit import audit, drawn, most_wrong
from metrics.matches.coverage import coverage
from metrics.matches.doubles import doubles
from metrics.matches.queue import queue
from pages.ui import jobs
from scoring.rematch import rematch

MANAGER = Viewer("lead@team.example", "manager")
BEN = Viewer("ben@team.example", "rep", "Ben Carter", "ben-carter")


@pytest.fixture
def sold(home, monkeypatch):
    monkeypatch.setattr(jobs, "start", lambda kind: None)  # a child process would outlive the test
    return demo_sales.settle(home)


def ask(path, question, viewer=MANAGER, *args):
    with store.reading(path) as conn:
        return question(conn, scope_for(viewer), *args)


def follow(path):
    with store.writing(path) as conn:
        rematch(conn)


def decided(path):
    with store.reading(path) as conn:
        return {tuple(row) for row in conn.execute("SELECT person_id, verdict FROM match_decision")}


# --- what waits -----------------------------------------------------------------------------------------------------
def test_an_empty_workspace_says_what_is_missing(draw):
    assert "No conversation is here yet" in words_of(draw("matches"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_first_pair_is_shown_with_its_evidence_and_what_hangs_on_it(draw, sold, lang):
    top = ask(sold, queue).top
    words = words_of(draw("matches", lang=lang))
    assert top.contact.name.replace("'", "&#x27;") in words
    assert top.person.owner in words
    assert ("1 lead" if lang == "en" else "1 лид") in words


def test_talks_with_money_come_first(sold):
    found = ask(sold, queue)
    assert found.total > found.with_money > 0
    assert found.top.both_sides
    assert found.top.leads + found.top.deals > 0


def test_people_of_the_same_name_and_company_can_be_told_apart(draw, sold):
    top = ask(sold, queue).top
    assert (top.rival.name, top.rival.company) == (top.person.name, top.person.company)
    assert top.rival.keys[0] in words_of(draw("matches"))


# --- a word ---------------------------------------------------------------------------------------------------------
def test_the_same_is_linked_at_once_and_can_be_taken_back(draw, sold):
    before, top = ask(sold, coverage), ask(sold, queue).top
    app = draw("matches")
    app.button(key="match_same").click().run()
    assert not app.exception
    assert decided(sold) == {(top.person.id, "same")}
    follow(sold)
    after = ask(sold, coverage)
    assert (after.linked, after.confirmed) == (before.linked + 1, 1)
    assert ask(sold, queue).top.contact.id != top.contact.id
    app.button(key="match_undo").click().run()
    follow(sold)
    assert decided(sold) == set()
    assert ask(sold, coverage) == before
    assert ask(sold, queue).top.contact.id == top.contact.id


def test_not_the_same_is_remembered_and_the_next_one_is_asked_about(draw, sold):
    before, top = ask(sold, queue), ask(sold, queue).top
    draw("matches").button(key="match_not").click().run()
    follow(sold)
    after = ask(sold, queue)
    assert (top.contact.id, top.person.id) not in {(one.contact.id, one.person.id) for one in (after.top, *after.after)}
    assert after.total <= before.total
    follow(sold)
    assert ask(sold, queue) == after


def test_later_puts_it_last_and_says_nothing(draw, sold):
    top = ask(sold, queue).top
    app = draw("matches")
    app.button(key="match_later").click().run()
    assert not app.exception
    assert decided(sold) == set()
    assert ask(sold, queue, MANAGER, (top.contact.id,)).top.contact.id != top.contact.id


# --- who may see it -------------------------------------------------------------------------------------------------
def test_a_rep_decides_about_own_contacts_only(draw, sold):
    mine, every = ask(sold, queue, BEN), ask(sold, queue)
    assert 0 < mine.total < every.total
    assert {name for one in (mine.top, *mine.after) for name in one.reps} >= {"Ben Carter"}
    words = words_of(draw("matches", **{"as": "rep:ben-carter", "view": "twice"}))
    assert "Twice in the CRM" not in words
    assert ask(sold, doubles, BEN).total == 0
    assert ask(sold, audit, BEN).links == ()


def test_a_shared_screen_shows_no_names(draw, sold):
    top = ask(sold, queue).top
    words = words_of(draw("matches", present="1"))
    assert top.contact.name.split()[0] not in words
    assert "not shown on a shared screen" in words


# --- automatic links ------------------------------------------------------------------------------------------------
def test_an_audit_is_drawn_looked_through_and_says_what_it_proves(draw, sold):
    app = draw("matches", view="automatic")
    app.button(key="audit_draw").click().run()
    assert not app.exception
    assert len(ask(sold, audit).links) == 60
    app.button(key="audit_same").click().run()
    app.button(key="audit_not").click().run()
    told = ask(sold, audit)
    assert (told.checked, told.wrong) == (2, 1)
    assert re.search(r"2 of 60 looked at, 1 wrong", words_of(app).replace("\u00a0", " "))


def test_an_audit_without_a_wrong_link_follows_the_rule_of_three():
    assert most_wrong(0, 60) == pytest.approx(3 / 60, rel=0.03)
    assert most_wrong(0, 0) == 1.0
    assert most_wrong(5, 5) == 1.0


def test_only_a_leader_draws_an_audit(sold):
    links = ask(sold, drawn, MANAGER, 1)
    assert len(set(links)) == 60
    with store.writing(sold) as conn, pytest.raises(MatchError):
        draw_audit(conn, BEN, links)


def test_links_by_name_wait_when_a_leader_says_so(draw, sold):
    before = ask(sold, queue).total
    app = draw("matches", view="automatic")
    app.toggle[0].set_value(True).run()
    assert not app.exception
    follow(sold)
    assert ask(sold, coverage).by_name == 0
    assert ask(sold, queue).total > before


# --- twice in the CRM -----------------------------------------------------------------------------------------------
def test_doubles_of_the_crm_are_listed_in_groups(draw, sold):
    found = ask(sold, doubles)
    assert found.total == len(found.groups)
    assert all(len(group.people) > 1 for group in found.groups)
    words = words_of(draw("matches", view="twice"))
    assert found.groups[0].people[0].name in words
    assert f"{found.total} people stand in the CRM twice" in words.replace("\u00a0", " ")
