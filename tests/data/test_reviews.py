"""Reviews as people hold them: opened, written on, closed; promises settled; consent given and taken back."""

import pytest

from data import reviews, store
from data.reviews import ReviewError

WEEK, AS_OF = "2026-11-16", "2026-11-21"
SHOWN = [{"is": "Slide", "step": "end"}]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "w.db"
    store.prepare(path)
    with store.writing(path) as conn:
        reviews.open_review(conn, WEEK, AS_OF, SHOWN, "lead")
    return path


def test_an_open_review_takes_newer_figures_a_closed_one_none(path):
    with store.writing(path) as conn:
        reviews.open_review(conn, WEEK, "2026-11-22", [], "lead")
        assert reviews.review(conn, WEEK).as_of == "2026-11-22"
        reviews.close(conn, WEEK)
        with pytest.raises(ReviewError, match="closed"):
            reviews.open_review(conn, WEEK, "2026-11-23", SHOWN, "lead")
        closed = reviews.review(conn, WEEK)
    assert (closed.as_of, closed.shown) == ("2026-11-22", ())
    assert closed.closed_at


def test_who_led_and_who_was_away(path):
    with store.writing(path) as conn:
        reviews.note(conn, WEEK, " Marta ", ["ben", "anna"])
        known = reviews.reviews(conn)[0]
    assert (known.led_by, known.away) == ("Marta", ("anna", "ben"))


def test_a_promise_is_kept_with_what_showed_it(path):
    with store.writing(path) as conn:
        made = reviews.promise(
            conn, WEEK, "  Ten   helps ", "2026-11-28", made_on=AS_OF, rep_id="ben", metric="help_people", goal=10
        )
        reviews.settle(conn, made, "kept", "2026-11-23", "lead", {"value": 3}, {"value": 12})
        (one,) = reviews.promises(conn)
    assert (one.text, one.goal, one.state, one.settled_in) == ("Ten helps", 10, "kept", "2026-11-23")
    assert (one.before, one.after) == ({"value": 3}, {"value": 12})


@pytest.mark.parametrize(
    ("text", "due", "more", "said"),
    [
        ("  ", "2026-11-28", {}, "few words"),
        ("x" * 301, "2026-11-28", {}, "300 characters"),
        ("Call", "2026-11-21", {}, "must come after"),
        ("Call", "28.11.2026", {}, "is no day"),
        ("Call", "2026-11-28", {"kind": "experiment"}, "needs a figure"),
    ],
)
def test_what_makes_no_promise_is_said(path, text, due, more, said):
    with store.writing(path) as conn, pytest.raises(ReviewError, match=said):
        reviews.promise(conn, WEEK, text, due, made_on=AS_OF, **more)
    with store.reading(path) as conn:
        assert reviews.promises(conn) == ()


def test_a_promise_can_be_taken_back_only_before_the_end(path):
    with store.writing(path) as conn:
        first = reviews.promise(conn, WEEK, "One", "2026-11-28", made_on=AS_OF)
        second = reviews.promise(conn, WEEK, "Two", "2026-11-28", made_on=AS_OF)
        reviews.forget(conn, first)
        reviews.close(conn, WEEK)
        reviews.forget(conn, second)
        assert [one.text for one in reviews.promises(conn)] == ["Two"]


def test_decisions_stand_in_order(path):
    with store.writing(path) as conn:
        reviews.decide(conn, WEEK, "No offers in first messages", "lead")
        with pytest.raises(ReviewError):
            reviews.decide(conn, WEEK, " ", "lead")
        assert [one.text for one in reviews.decisions(conn, WEEK)] == ["No offers in first messages"]


def test_consent_is_given_and_taken_back(path):
    with store.writing(path) as conn:
        reviews.consent(conn, "ben", True)
        reviews.consent(conn, "ben", True)
        assert reviews.consents(conn) == {"ben"}
        reviews.consent(conn, "ben", False)
        assert reviews.consents(conn) == frozenset()
