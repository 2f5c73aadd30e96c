"""Digests: when one is due, and that each goes out once."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from data import deliveries, digests, store
from data.digests import DigestError
from data.workspace import Workspace

TEAM = Workspace(time_zone="Europe/Berlin", days_off={"anna": [["2026-11-24", "2026-11-24"]]})
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # half past nine in Berlin


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "w.db"
    store.prepare(path)
    return path


def added(db, at=MONDAY - timedelta(days=30), **values):
    with store.writing(db) as conn:
        known = digests.add(conn, "me", TEAM, **{"channel": "mail", **values})
        conn.execute("UPDATE digest SET added_at = ? WHERE id = ?", (digests.text_of(at), known))
        return next(one for one in digests.digests(conn) if one.id == known)


def test_a_weekly_digest_is_due_on_its_day_from_its_hour_on(db):
    one = added(db, weekday=0, hour=9)
    due = {hours: digests.period_of(one, TEAM, MONDAY + timedelta(hours=hours)) for hours in (-2, -1, 0, 8, 9)}
    assert due == {-2: None, -1: None, 0: "2026-11-23", 8: "2026-11-23", 9: None}


def test_a_missed_week_is_made_up_for_two_days_but_not_from_before_it_was_asked_for(db):
    one = added(db, weekday=0, hour=9)
    days = [digests.period_of(one, TEAM, MONDAY + timedelta(days=count)) for count in range(4)]
    assert days == ["2026-11-23", "2026-11-23", "2026-11-23", None]
    new = added(db, at=MONDAY + timedelta(hours=2), weekday=0, hour=9)
    assert digests.period_of(new, TEAM, MONDAY + timedelta(days=1)) is None


def test_a_daily_digest_keeps_to_working_days_and_leave(db):
    own = added(db, rep_id="anna", hour=9)
    other = added(db, rep_id="ben", hour=9)
    days = [MONDAY + timedelta(days=count) for count in range(7)]
    assert [digests.period_of(own, TEAM, one) is not None for one in days] == [1, 0, 1, 1, 1, 0, 0]
    assert [digests.period_of(other, TEAM, one) is not None for one in days] == [1, 1, 1, 1, 1, 0, 0]


def test_a_working_day_that_moved_moves_the_hour(db):
    one = added(db, hour=17)
    early = Workspace(time_zone="Europe/Berlin", work_from=7, work_until=12)
    assert digests.period_of(one, early, MONDAY) is None
    assert digests.period_of(one, early, MONDAY + timedelta(hours=2)) == "2026-11-23"  # the last hour of the day


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"channel": "mailto://me"}, "letters, digits"),
        ({"hour": 24}, "0 to 23"),
        ({"hour": 3}, "nothing goes out"),
        ({"weekday": 7}, "Monday to Sunday"),
        ({"address": "a@b.example, c@d.example"}, "one address"),
        ({"address": "a@b.example?bcc=c@d.example"}, "one address"),
        ({"names": True}, "own rep"),
    ],
)
def test_what_can_not_be_is_refused_in_words(db, values, words):
    with pytest.raises(DigestError, match=words):
        added(db, **values)
    with store.reading(db) as conn:
        assert digests.digests(conn) == ()


def test_a_leaders_digest_never_has_names_not_even_by_hand(db):
    one = added(db)
    with store.writing(db) as conn, pytest.raises(sqlite3.IntegrityError):
        conn.execute("UPDATE digest SET names = 1 WHERE id = ?", (one.id,))


def test_its_token_ends_it_once(db):
    one = added(db)
    with store.writing(db) as conn:
        assert not digests.stop(conn, "")
        assert not digests.stop(conn, "guessed")
        assert digests.stop(conn, one.token)
        assert not digests.stop(conn, one.token)


def test_a_failed_one_waits_longer_each_time_and_is_given_up(db):
    one, at, waits = added(db), MONDAY, []
    for _ in range(4):
        with store.writing(db) as conn:
            assert deliveries.claim(conn, one.id, "2026-11-23", at)
            state = deliveries.settle(conn, one.id, "2026-11-23", at, "failed", "refused")
            waiting = deliveries.deliveries(conn)[0]
        if state == "given_up":
            break
        with store.writing(db) as conn:
            assert not deliveries.claim(conn, one.id, "2026-11-23", at)
        then = datetime.fromisoformat(waiting.next_at)
        waits.append((then - at) // timedelta(minutes=1))
        at = then
    assert waits == [15, 60, 240]
    assert (waiting.state, waiting.tries, waiting.next_at) == ("given_up", 4, None)
    with store.writing(db) as conn:
        assert not deliveries.claim(conn, one.id, "2026-11-23", at + timedelta(days=1))
        assert deliveries.claim(conn, one.id, "2026-11-23", at, force=True)


def test_one_that_was_begun_and_never_ended_is_unclear_and_not_sent_again_by_itself(db):
    one, later = added(db), MONDAY + timedelta(hours=1)
    with store.writing(db) as conn:
        assert deliveries.claim(conn, one.id, "2026-11-23", MONDAY)
        assert not deliveries.claim(conn, one.id, "2026-11-23", MONDAY, force=True)
        begun = deliveries.deliveries(conn)[0]
        assert (deliveries.state_at(begun, MONDAY), deliveries.state_at(begun, later)) == ("sending", "unclear")
        assert not deliveries.claim(conn, one.id, "2026-11-23", later)
        assert deliveries.claim(conn, one.id, "2026-11-23", later, force=True)


def test_a_sent_one_is_not_sent_again_even_when_asked_for(db):
    one = added(db)
    with store.writing(db) as conn:
        deliveries.claim(conn, one.id, "2026-11-23", MONDAY)
        deliveries.settle(conn, one.id, "2026-11-23", MONDAY, "sent")
        assert not deliveries.claim(conn, one.id, "2026-11-23", MONDAY, force=True)


def test_removing_a_digest_while_it_is_sent_breaks_nothing(db):
    one = added(db)
    with store.writing(db) as conn:
        deliveries.claim(conn, one.id, "2026-11-23", MONDAY)
        digests.remove(conn, one.id)
        assert deliveries.settle(conn, one.id, "2026-11-23", MONDAY, "failed", "refused") == "failed"
        assert deliveries.deliveries(conn) == ()
