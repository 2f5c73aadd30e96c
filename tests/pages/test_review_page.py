"""The weekly review: opened, led, written on, ended; a rep reads only what was held; a kiosk has no controls."""

import pytest
from conftest import words_of
from demo_team import settle

from data import reviews, store
from data import workspace as settings
from pages.review import export
from pages.review.meeting import Meeting

WEEK = "2026-11-16"


@pytest.fixture
def demo(home):
    return settle(home)


def pressed(app, label):
    """Press the button with a label."""
    return next(one for one in app.button if one.label == label).click().run()


def test_an_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("review"))


def test_the_newest_week_can_be_opened(draw, demo):
    app = draw("review")
    words = words_of(app)
    assert "16 Nov – 22 Nov 2026" in words
    assert "Open the review" in words
    app = pressed(app, "Open the review")
    with store.reading(demo) as conn:
        record = reviews.review(conn, WEEK)
    assert record.as_of == "2026-11-21"
    assert len(record.shown) >= 6
    assert "present" in app.query_params


def test_every_step_has_its_slide_and_the_last_one_ends_it(draw, demo):
    pressed(draw("review"), "Open the review")
    app = draw("review", present="1", step="promises")
    seen = []
    for _no in range(10):
        step = app.query_params["step"]
        seen.append(step if isinstance(step, str) else step[0])
        button = next(one for one in app.button if one.label == "Next")
        if button.disabled:
            break
        app = button.click().run()
    assert seen == ["promises", "changed", "profiles", "outreach", "results", "try", "end"]
    pressed(app, "End the review")
    with store.reading(demo) as conn:
        assert reviews.review(conn, WEEK).closed_at
    assert "End the review" not in words_of(draw("review", present="1", step="end"))


def test_a_promise_comes_back_as_the_first_question(draw, demo):
    pressed(draw("review", week="2026-11-09"), "Open the review")
    app = draw("review", present="1", step="try", week="2026-11-09")
    next(one for one in app.text_input if one.key == "promise_text").set_value("Begin with a question")
    next(one for one in app.selectbox if one.key == "promise_metric").set_value("started")
    next(one for one in app.number_input if one.key == "promise_goal").set_value(1.0)
    next(one for one in app.button if one.label == "Promise").click()
    app.run()
    with store.reading(demo) as conn:
        (made,) = reviews.promises(conn)
    assert (made.text, made.metric, made.goal, made.made_on) == ("Begin with a question", "started", 1.0, "2026-11-15")
    app = draw("review", present="1", step="end", week="2026-11-09")
    assert "Begin with a question" in words_of(app)
    pressed(app, "End the review")
    with store.writing(demo) as conn:
        conn.execute("UPDATE promise SET due = '2026-11-20'")
    pressed(draw("review"), "Open the review")
    words = words_of(draw("review", present="1", step="promises"))
    assert "The promise was kept" in words
    assert "Begin with a question" in words


def test_a_promise_without_words_is_refused_in_words(draw, demo):
    pressed(draw("review"), "Open the review")
    app = draw("review", present="1", step="try")
    next(one for one in app.text_input if one.key == "promise_text").set_value(" ")
    next(one for one in app.button if one.label == "Promise").click()
    app.run()
    with store.reading(demo) as conn:
        assert reviews.promises(conn) == ()


def test_what_was_shown_stays_as_it_was(draw, demo):
    pressed(draw("review"), "Open the review")
    before = words_of(draw("review", present="1", step="outreach"))
    with store.writing(demo) as conn:
        conn.execute("DELETE FROM tally")
        store.bump(conn)
    assert words_of(draw("review", present="1", step="outreach")) == before


def test_a_rep_reads_held_reviews_and_opens_none(draw, demo):
    eyes = {"as": "rep:anna-sokolova"}
    words = words_of(draw("review", **eyes))
    assert "No review of this week was held." in words
    assert "Open the review" not in words
    pressed(draw("review"), "Open the review")
    words = words_of(draw("review", present="1", step="results", **eyes))
    assert "Results" in words
    assert "End the review" not in words_of(draw("review", present="1", step="end", **eyes))


def test_names_on_a_shared_screen_are_the_team_s_choice(draw, demo):
    app = draw("review")
    next(one for one in app.toggle if one.key == "review_names").set_value(True).run()
    with store.reading(demo) as conn:
        assert settings.load(conn).review_names
    words = words_of(draw("review", present="1", step="profiles"))
    assert "Ben Carter" in words


def test_a_kiosk_has_no_controls(draw, demo):
    app = draw("review", present="1", auto="30")
    assert [one.label for one in app.button] == []
    assert "1 / 7" in words_of(app)


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "999999999999"])
def test_a_kiosk_keeps_to_sensible_times(draw, demo, asked):
    app = draw("review", present="1", auto=asked)
    assert not app.exception
    if asked.isdigit():
        assert [one.label for one in app.button] == []


@pytest.mark.parametrize("step", ["nowhere", "overview", "2"])
def test_unknown_steps_lead_to_the_first(draw, demo, step):
    app = draw("review", present="1", step=step)
    assert not app.exception
    assert "1 / 7" in words_of(app) or step == "overview"


def test_a_review_leaves_in_four_formats_with_the_same_figures(draw, demo, monkeypatch):
    from metrics.documents import write
    from metrics.review import agenda
    from metrics.review.weeks import week_of

    with store.reading(demo) as conn:
        slides = agenda.slides(conn, meeting_scope(), week_of(WEEK, "2026-11-21"))
    monkeypatch.setattr(export.session, "team", lambda: settings.Workspace(company="Routline"))
    monkeypatch.setattr("pages.ui.words.language", lambda: "en")
    monkeypatch.setattr(export, "language", lambda: "en")
    document = export.document(Meeting(WEEK, slides, None))
    texts = {form: write(document, form) for form in export.FORMATS}
    assert texts["pdf"].startswith(b"%PDF")
    assert texts["xlsx"].startswith(b"PK")
    for word in ("Routline", "What changed", "Messages received"):
        assert word in texts["html"].decode()
        assert word in texts["md"].decode()


def meeting_scope():
    from data.scope import Scope

    return Scope(reps=None, masked=True)


def test_only_a_rep_gives_their_own_consent(draw, demo):
    app = draw("review", **{"as": "rep:anna-sokolova"})
    next(one for one in app.toggle if one.key == "review_consent").set_value(True).run()
    with store.reading(demo) as conn:
        assert reviews.consents(conn) == {"anna-sokolova"}
    assert [one.key for one in draw("review").toggle] == ["review_names"]


def test_a_goal_is_set_and_removed(draw, demo):
    app = draw("settings", part="goals")
    next(one for one in app.selectbox if one.key == "goal_figure").set_value("copies")
    next(one for one in app.number_input if one.key == "goal_value").set_value(20.0)
    app = pressed(app, "Set the goal")
    with store.reading(demo) as conn:
        assert settings.load(conn).goals == {"": {"copies": 0.2}}
    assert "Copies of one text · 20" in words_of(app)
    pressed(app, "Remove")
    with store.reading(demo) as conn:
        assert settings.load(conn).goals == {}
    app = draw("settings", part="goals")
    next(one for one in app.selectbox if one.key == "goal_figure").set_value("copies")
    next(one for one in app.number_input if one.key == "goal_value").set_value(120.0)
    pressed(app, "Set the goal")
    with store.reading(demo) as conn:
        assert settings.load(conn).goals == {}
