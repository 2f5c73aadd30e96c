"""The slides of a week: only what is more than noise, promises measured before and after, nothing of third parties."""

import json

import pytest
from made_up import REPS, activity, answered, contact, conversation, day, facts, verdict, workspace

from data import derive, reviews, store
from data import workspace as settings
from data.scope import Scope
from metrics.review import agenda, made_up, promised
from metrics.review.changed import changes
from metrics.review.kept import outcome
from metrics.review.sight import sight
from metrics.review.slide import STEPS, Slide, read, told
from metrics.review.weeks import newest_week, week_of
from metrics.words import say

NB = "\u00a0"
NEWEST = day(0)  # Saturday 21 November 2026
WEEK = week_of(NEWEST, NEWEST)
ROOM = Scope(reps=None, masked=True)


def steady(count: int, weeks: int, prefix: str = "s", **more):
    """Conversations: so many a week, in the newest weeks."""
    return [
        conversation(f"{prefix}{week}-{no}", "ben" if no % 2 else "anna", 7 * week + no % 5, **more)
        for week in range(weeks)
        for no in range(count)
    ]


def filled(path, rows, marks=()):
    with workspace(path) as conn:
        facts(conn, activity("x", "ben", 0), activity("y", "anna", 1))
        derive.insert(conn, [contact(row) for row in rows])
        derive.insert(conn, list(rows))
        if marks:
            derive.insert(conn, list(marks))
    return path


def test_a_review_is_of_the_newest_week_known_to_its_friday():
    assert newest_week("2026-11-21") == "2026-11-16"
    assert newest_week("2026-11-20") == "2026-11-16"
    assert newest_week("2026-11-19") == "2026-11-09"
    assert week_of("2026-11-18", "2026-11-21") == ("2026-11-16", "2026-11-22", "2026-11-21")


def test_a_steady_team_has_nothing_more_than_noise(tmp_path):
    path = filled(tmp_path / "w.db", steady(12, 20))
    with store.reading(path) as conn:
        assert changes(conn, ROOM, WEEK) == ()
        slide = agenda.slides(conn, ROOM, WEEK)[1]
    assert say(slide.title) == "Nothing more than noise changed"
    assert slide.rows == ()


def test_a_jump_is_told_once_with_what_is_usual(tmp_path):
    rows = steady(12, 20) + [conversation(f"j{no}", "ben", no % 5) for no in range(40)]
    with store.reading(filled(tmp_path / "w.db", rows)) as conn:
        (one,) = changes(conn, ROOM, WEEK)
    assert (one.metric.id, one.now.value, one.before.value) == ("started", 52, 12)
    assert one.better is None or one.better


def test_what_changed_leads_to_its_evidence_also_where_no_conversations_are_behind_it(tmp_path):
    rows = steady(12, 20) + [conversation(f"j{no}", "ben", no % 5) for no in range(40)]
    path = filled(tmp_path / "w.db", rows)
    with store.writing(path) as conn:
        facts(
            conn, *[activity(f"p{week}-{no}", "ben", 7 * week) for week in range(20) for no in range(2 if week else 30)]
        )
        derive.rebuild_tally(conn, None)
    with store.reading(path) as conn:
        slide = agenda.slides(conn, ROOM, WEEK)[1]
    links = {row.title: row.link.page for row in slide.rows}
    assert links["Conversations started"] == "conversations"
    assert links["Posts"] == "coverage"


def test_a_share_that_moved_is_told_only_when_old_enough(tmp_path):
    """Answers are counted 14 days after: what was sent lately is not in the figure."""
    late = [conversation(f"n{no}", "ben", no % 13, replied=1, replied_any=1) for no in range(60)]
    old = [answered(row) if no % 2 else row for no, row in enumerate(steady(14, 20))]
    with store.reading(filled(tmp_path / "w.db", old + late)) as conn:
        assert "reply_rate" not in {one.metric.id for one in changes(conn, ROOM, WEEK)}
    fallen = [row if 2 <= int(row.id[1:].split("-")[0]) <= 5 else answered(row) for row in steady(14, 20)]
    with store.reading(filled(tmp_path / "v.db", fallen)) as conn:
        found = {one.metric.id: one for one in changes(conn, ROOM, WEEK)}
    assert found["reply_rate"].better is False


def test_slides_come_in_order_and_come_back_from_json(tmp_path):
    path = filled(tmp_path / "w.db", steady(12, 20))
    with store.reading(path) as conn:
        slides = agenda.slides(conn, ROOM, WEEK)
    assert [one.step for one in slides] == [step for step in STEPS if step in {one.step for one in slides}]
    kept = json.loads(json.dumps([told(one) for one in slides]))
    assert tuple(read(one) for one in kept) == slides


def test_a_slide_of_another_version_is_still_read():
    kept = told(Slide("end", say_title := read(told(Slide("end", _said("A")))).title))
    kept["new field"] = 1
    assert read(kept).title == say_title


def _said(text):
    from metrics.words import Said

    return Said(text)


def test_what_cannot_stand_on_a_slide_is_refused():
    with pytest.raises(TypeError, match="can't stand on a slide"):
        told(Slide("end", _said("A"), notes=(object(),)))


@pytest.mark.parametrize("scope", [Scope(reps=None), Scope(reps=None, masked=True, text="cited")])
def test_a_review_never_looks_at_names_or_texts(tmp_path, scope):
    path = filled(tmp_path / "w.db", steady(2, 2))
    with store.reading(path) as conn, pytest.raises(ValueError, match="masked"):
        agenda.slides(conn, scope, WEEK)


def test_no_name_of_a_contact_is_on_any_slide(tmp_path):
    rows = [row._replace(title="Zoe Hostile") for row in steady(12, 20)]
    path = filled(tmp_path / "w.db", rows)
    with store.writing(path) as conn:
        conn.execute("UPDATE contact SET name = 'Zoe Hostile', company = 'Hostile GmbH'")
        reviews.consent(conn, "ben", True)
    with store.reading(path) as conn:
        kept = json.dumps([told(one) for one in agenda.slides(conn, ROOM, WEEK)])
    assert "Hostile" not in kept


def test_single_reps_are_named_only_when_they_agreed(tmp_path):
    reason = {"rule": "opener.copied", "figure": "copies", "k": 50, "n": 60, "severity": "stop"}
    path = filled(tmp_path / "w.db", steady(12, 20, copied_opener=1))
    with store.writing(path) as conn:
        derive.insert(conn, verdict("ben", "stop", reason))
    with store.reading(path) as conn:
        assert "Ben Carter" not in json.dumps([told(one) for one in agenda.slides(conn, ROOM, WEEK)])
    with store.writing(path) as conn:
        settings.change(conn, "lead", review_names=True)
        reviews.open_review(conn, WEEK.since, NEWEST, [], "lead")
        reviews.promise(conn, WEEK.since, "Write less", "2026-11-28", made_on=NEWEST, rep_id="ben")
    with store.reading(path) as conn:
        assert sight(conn, ROOM, WEEK).named
        assert "Ben Carter: Write less" in say(agenda.slides(conn, ROOM, WEEK)[-1].lines[0].text)


def test_praise_needs_consent(tmp_path):
    good = [
        answered(conversation(f"g{no}", "ben", 10 + no), positive=1, outcome="interested", helped_opener=1, exchanges=3)
        for no in range(3)
    ]
    path = filled(tmp_path / "w.db", [*steady(4, 8), *good])
    with store.reading(path) as conn:
        assert "praise" not in {one.step for one in agenda.slides(conn, ROOM, WEEK)}
    with store.writing(path) as conn:
        reviews.consent(conn, "ben", True)
    with store.reading(path) as conn:
        praise = next(one for one in agenda.slides(conn, ROOM, WEEK) if one.step == "praise")
    assert say(praise.lines[0].text) == "Ben Carter: help first"


def test_the_best_first_message_is_told_by_what_it_does_never_by_its_words(tmp_path):
    kind = {"positive": 1, "personal_opener": 1, "outcome": "interested", "exchanges": 2}
    rows = [
        answered(conversation("slow", "ben", 9), 40, question_opener=1, opener_chars=300, **kind),
        answered(conversation("quick", "ben", 8), 3.2, question_opener=1, opener_chars=182, **kind),
        answered(conversation("pasted", "ben", 7), 1, question_opener=1, **{**kind, "copied_opener": 1}),
        answered(conversation("cold", "ben", 7), 1, question_opener=1, **{**kind, "positive": 0}),
        answered(conversation("hers", "anna", 6), 1, question_opener=1, opener_chars=90, **kind),
    ]
    path = filled(tmp_path / "w.db", [*steady(4, 8), *rows])
    with store.writing(path) as conn:
        reviews.consent(conn, "ben", True)
    with store.reading(path) as conn:
        praise = next(one for one in agenda.slides(conn, ROOM, WEEK) if one.step == "praise")
    first, talk = praise.lines
    assert say(praise.title) == "To learn from: one first message and one conversation"
    assert say(first.text) == "Ben Carter: first message"
    assert say(talk.text) == "Ben Carter: question first"
    assert first.link.params["id"] != talk.link.params["id"]
    assert {first.link.params["id"], talk.link.params["id"]} == {"slow", "quick"}
    assert "is about the person and asks a question" in say(first.sub)
    assert "anna" not in json.dumps(told(praise)).lower()


# --- promises ------------------------------------------------------------------------------------------------------
def promise_of(path, **more):
    """A promise of two weeks ago about the last two weeks."""
    with store.writing(path) as conn:
        reviews.open_review(conn, "2026-11-02", day(14), [], "lead")
        values = {"made_on": day(14), "rep_id": "ben", "metric": "started"} | more
        reviews.promise(conn, "2026-11-02", "Write to more people", day(1), **values)


def outcome_of(path):
    with store.reading(path) as conn:
        (one,) = reviews.promises(conn)
        return outcome(conn, one, ROOM, NEWEST)


def test_a_promise_with_a_goal_is_kept_or_missed_by_its_figure(tmp_path):
    rows = [conversation(f"n{no}", "ben", 2 + no % 10) for no in range(20)]
    for goal, state in ((20, "kept"), (21, "missed")):
        path = filled(tmp_path / f"{goal}.db", rows)
        promise_of(path, goal=goal)
        found = outcome_of(path)
        assert (found.state, found.after.value, found.before.value) == (state, 20, None)


def test_a_promise_without_a_goal_needs_more_than_chance(tmp_path):
    before = [conversation(f"b{no}", "ben", 15 + no % 10) for no in range(20)]
    for count, state in ((60, "kept"), (22, "unclear"), (2, "missed")):
        after = [conversation(f"a{no}", "ben", 2 + no % 10) for no in range(count)]
        path = filled(tmp_path / f"{count}.db", before + after)
        promise_of(path)
        assert outcome_of(path).state == state


def test_spans_before_and_after_are_equally_long(tmp_path):
    """A promise of 14 days is compared with the 13 days up to it and after it, both ends counted."""
    edges = [conversation("b", "ben", 26), conversation("a", "ben", 1), conversation("far", "ben", 27)]
    path = filled(tmp_path / "w.db", edges)
    promise_of(path, goal=1)
    found = outcome_of(path)
    assert (found.before.value, found.after.value) == (1, 1)


def test_a_promise_not_due_runs_on_and_one_without_a_figure_is_asked(tmp_path):
    path = filled(tmp_path / "w.db", steady(4, 6))
    with store.writing(path) as conn:
        reviews.open_review(conn, "2026-11-09", day(7), [], "lead")
        reviews.promise(conn, "2026-11-09", "Later", "2026-12-24", made_on=day(7), metric="started")
        reviews.promise(conn, "2026-11-09", "Call the printer", day(1), made_on=day(7))
    with store.writing(path) as conn:
        seen = sight(conn, ROOM, WEEK)
        promised.settle(conn, seen, "lead")
        states = {one.text: one.state for one in reviews.promises(conn)}
        said = {say(line.text): say(line.sub) for line in promised.slide(conn, seen).lines}
    assert states == {"Later": "open", "Call the printer": "open"}
    assert said["Call the printer"] == "Not a figure of ours: ask."
    assert "Runs until" in said["Later"]


def test_settled_promises_are_told_in_the_review_that_settled_them_only(tmp_path):
    path = filled(tmp_path / "w.db", [conversation(f"n{no}", "ben", 2 + no % 10) for no in range(20)])
    promise_of(path, goal=20)
    with store.writing(path) as conn:
        promised.settle(conn, sight(conn, ROOM, WEEK), "lead")
        slide = promised.slide(conn, sight(conn, ROOM, WEEK))
        next_week = week_of("2026-11-23", "2026-11-27")
        after = promised.slide(conn, sight(conn, ROOM, next_week))
    assert say(slide.title) == "The promise was kept"
    assert [line.tag for line in slide.lines] == ["kept"]
    assert say(after.title) == "No promise is open"


# --- goals, reps apart, holidays, the demo ---------------------------------------------------------------------------
def goals_of(path, goals):
    with store.writing(path) as conn:
        settings.change(conn, "lead", goals=goals)
    with store.reading(path) as conn:
        return agenda.slides(conn, ROOM, WEEK)[1]


def test_a_goal_is_told_only_when_its_whole_range_misses_it(tmp_path):
    path = filled(
        tmp_path / "w.db", [row._replace(personal_opener=int(row.id.endswith("-1"))) for row in steady(12, 20)]
    )
    missed = goals_of(path, {"": {"personal": 0.5}})
    assert [line.id for line in missed.lines] == ["personal"]
    assert say(missed.lines[0].text).endswith(f"goal 50{NB}%, now 8{NB}%")
    assert goals_of(path, {"": {"personal": 0.12}}).lines == ()  # 8 % of 48 may be 12 %
    assert goals_of(path, {"": {"personal": 0.05}}).lines == ()


def test_a_goal_of_a_role_is_about_its_reps(tmp_path):
    path = filled(tmp_path / "w.db", steady(12, 20))
    with store.writing(path) as conn:
        conn.execute("UPDATE rep SET role_title = 'Hunter' WHERE id = 'ben'")
    slide = goals_of(path, {"Hunter": {"started": 100.0}})
    assert say(slide.lines[0].text) == "Hunter, Conversations started: goal 100.0, now 24.0"


@pytest.mark.parametrize("goals", [{"": {"copies": "x"}}, {"": {"copies": -1}}, {"": 3}, [1]])
def test_goals_that_are_none_are_refused(tmp_path, goals):
    path = filled(tmp_path / "w.db", steady(2, 2))
    with store.writing(path) as conn, pytest.raises(settings.SettingError):
        settings.change(conn, "lead", goals=goals)


def test_a_rep_apart_from_the_team_is_named_only_by_agreement(tmp_path):
    rows = [
        conversation(f"{rep}{no}", rep, 1 + no % 25, copied_opener=int(rep == "ben" or no % 8 == 0))
        for rep in ("anna", "ben", "dmitry", "igor", "zoe")
        for no in range(60)
    ]
    with workspace(tmp_path / "w.db", reps={**REPS, "zoe": "Zoe Clark"}) as conn:
        facts(conn, activity("x", "ben", 0))
        derive.insert(conn, [contact(row) for row in rows])
        derive.insert(conn, rows)
    path = tmp_path / "w.db"
    line = next(one for one in goals_of(path, {}).lines if one.id == "copies")
    assert say(line.text) == "Copies of one text: 1 rep is further from the team than chance allows"
    assert say(line.sub) == "Talk about it in person, not here."
    with store.writing(path) as conn:
        settings.change(conn, "lead", review_names=True)
    line = next(one for one in goals_of(path, {}).lines if one.id == "copies")
    assert say(line.sub) == "Ben Carter"


def test_a_week_of_holidays_is_no_change(tmp_path):
    rows = [row for row in steady(12, 20) if row.started_day < WEEK.since]
    path = filled(tmp_path / "w.db", [*rows, conversation("one", "ben", 1)])
    with store.reading(path) as conn:
        assert [one.metric.id for one in changes(conn, ROOM, WEEK)] == ["started"]
    with store.writing(path) as conn:
        settings.change(conn, "lead", days_off={"": [["2026-11-17", "2026-11-19"]]})
    with store.reading(path) as conn:
        assert changes(conn, ROOM, WEEK) == ()


def test_the_demo_begins_with_promises_of_last_week(tmp_path):
    path = filled(tmp_path / "w.db", [conversation(f"n{no}", "anna", 2 + no % 4, copied_opener=1) for no in range(20)])
    with store.writing(path) as conn:
        conn.execute("UPDATE rep SET id = 'ben-carter' WHERE id = 'ben'")
        made_up.hold(conn, "demo")
        (held,) = reviews.reviews(conn)
        assert (held.week, held.led_by, bool(held.closed_at)) == ("2026-11-09", made_up.LEADER, True)
        texts = [line.text.params for line in agenda.slides(conn, ROOM, WEEK)[0].lines]
        assert {"ben-carter", ""} == {one.rep_id for one in reviews.promises(conn)}
        assert len(texts) == 2
        assert reviews.decisions(conn, "2026-11-09")[0].text == made_up.DECISION
