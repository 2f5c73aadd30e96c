"""Settings: what is sent back by a table is checked, and only those with the right change anything."""

import json
import math
import re

import pytest
from conftest import words_of

from data import people, store, viewers, workspace
from pages.settings import PARTS, changes, limits
from scoring import weights


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("part", list(PARTS))
def test_every_part_draws(draw, part, lang):
    app = draw("settings", part=part, lang=lang)
    assert not app.exception
    assert len(words_of(app)) > 40


def test_only_sane_and_changed_numbers_are_taken():
    usual = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    assert limits.differing(list(usual), [1, 2.5, -3, math.nan, 1e12], usual) == {"b": 2.5}


def test_points_keep_the_shape_of_overrides():
    rules = weights.defaults()["outreach"]["rules"]
    values = [rule["points"] for rule in rules.values()]
    values[0] += 1
    found = limits.differing(list(rules), values, rules, field="points")
    assert weights.effective({"outreach": {"rules": found}}).outreach.rules[next(iter(rules))].points == values[0]


def test_workspace_form_saves_and_tells_who(draw, home):
    app = draw("settings", part="workspace")
    app.text_input[0].set_value("Team North")
    app.button[0].click().run()
    assert not app.exception
    with store.reading(home / "rapport.db") as conn:
        assert workspace.load(conn).name == "Team North"
        assert [(row["who"], row["key"]) for row in workspace.history(conn)] == [("local", "name")]


def test_a_working_day_must_begin_before_it_ends(draw, home):
    app = draw("settings", part="workspace")
    app.number_input[0].set_value(20)
    app.number_input[1].set_value(8)
    app.button[0].click().run()
    assert "must begin before it ends" in words_of(app)
    with store.reading(home / "rapport.db") as conn:
        assert workspace.load(conn).work_from == 9


def test_reps_are_added_and_renamed(draw, home):
    app = draw("settings", part="reps")
    app.text_input[0].set_value("Дмитрий Орлов")
    app.button[0].click().run()
    with store.reading(home / "rapport.db") as conn:
        (rep,) = people.reps(conn)
    assert (rep.id, rep.name, rep.active) == ("dmitriy-orlov", "Дмитрий Орлов", True) or rep.id.startswith("dmitri")


def test_days_off_are_taken_and_removed(draw, home):
    with store.writing(home / "rapport.db") as conn:
        people.add_rep(conn, "anna", "Anna")
    app = draw("settings", part="reps")
    app.text_input(key="off_from_anna").set_value("2026-07-01")
    app.text_input(key="off_until_anna").set_value("2026-07-14")
    next(button for button in app.button if button.label == "Add days off").click().run()
    with store.reading(home / "rapport.db") as conn:
        assert workspace.load(conn).days_off == {"anna": [["2026-07-01", "2026-07-14"]]}
    next(button for button in app.run().button if button.label == "Remove").click().run()
    with store.reading(home / "rapport.db") as conn:
        assert workspace.load(conn).days_off == {"anna": []}


def test_a_day_off_that_is_no_day_changes_nothing(draw, home):
    with store.writing(home / "rapport.db") as conn:
        people.add_rep(conn, "anna", "Anna")
    app = draw("settings", part="reps")
    app.text_input(key="off_from_anna").set_value("soon")
    next(button for button in app.button if button.label == "Add days off").click().run()
    assert not app.exception
    with store.reading(home / "rapport.db") as conn:
        assert not workspace.load(conn).days_off


def test_last_admin_stays(draw, home):
    with store.writing(home / "rapport.db") as conn:
        viewers.add(conn, "a@example.com", "admin")
    app = draw("settings", part="access")
    app.selectbox[-1].set_value("a@example.com")
    app.button[-1].click().run()
    assert "last admin" in words_of(app)
    with store.reading(home / "rapport.db") as conn:
        assert people.viewer_of(conn, "A@example.com").role == "admin"
        viewers_now = viewers.listed(conn)
    assert viewers_now[0]["disabled_at"] is None


@pytest.mark.parametrize("section", ["outreach", "profile"])
def test_every_limit_is_called_by_words(section):
    table = weights.defaults()[section]
    keys = [key for name in ("groups", "caps", "thresholds", "rules") for key in table.get(name, {})]
    assert [key for key in keys if limits.words_of(key) == key] == []


def test_changed_rules_are_told_in_words():
    own = {"outreach": {"rules": {"opener.pitch": {"points": 2.5}}, "thresholds": {"copies_people": 7}}}
    said = changes.value("weights", json.dumps(own))
    assert said == "Selling in the first message: 2.5; Copies: people who got the same first message: 7"
    assert changes.value("weights", None) == "the usual numbers"
    assert changes.value("work_days", "[0, 1]") == "Mon and Tue"


def test_settings_open_with_what_judges_and_rules_show_examples(draw):
    app = draw("settings", part="rules")
    assert re.search(r"\d+ rules judge profiles and outreach\.", words_of(app))
    assert "Every number is the usual one." in words_of(app)
    chosen = app.selectbox(key="examples_outreach")
    before = words_of(app)
    chosen.select_index(len(chosen.options) - 1).run()
    assert words_of(app) != before
    assert "Let pass" in words_of(app)
