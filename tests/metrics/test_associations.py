"""What goes with answers: every case in one band, mature ones only, a difference said only when it can be told."""

import pytest
from made_up import answered, conversation, mark, workspace

from data import derive, queries, store
from data.scope import Scope
from metrics.associations import REPLY_DAYS, associations, band_of_length

AS_OF = "2026-11-21"
TEAM = Scope(reps=None)


def compared(path, scope=TEAM):
    with store.reading(path) as conn:
        return {one.id: one for one in associations(conn, scope, AS_OF)}


def counts(one):
    return {band.name: (one.of(band).k, one.of(band).n) for band in one.bands if one.of(band).n}


def filled(path, rows, marks=()):
    with workspace(path) as conn:
        derive.insert(conn, rows)
        derive.insert(conn, list(marks))
    return path


def many(prefix, count, replied, **facts):
    """Return so many old conversations, of which the first `replied` were answered."""
    rows = [conversation(f"{prefix}{no}", "ben", 40, **facts) for no in range(count)]
    return [answered(row, positive=1, negative=0) if no < replied else row for no, row in enumerate(rows)]


def test_nothing_known_says_too_few(tmp_path):
    found = compared(filled(tmp_path / "r.db", []))
    assert found["kind"].title.msgid == "Too few to compare help with offers"
    assert all(counts(one) == {} for one in found.values())


def test_help_against_offers(tmp_path):
    rows = [*many("h", 40, 24, helped_opener=1), *many("o", 60, 3, pitch_opener=1)]
    one = compared(filled(tmp_path / "r.db", rows))["kind"]
    assert one.title.msgid == "Help was answered more often than offers"
    assert counts(one) == {"help, no offer": (24, 40), "an offer": (3, 60)}
    assert one.note.params["points"] == 55
    assert one.note.params["low"] > 0


def test_small_difference_is_not_told(tmp_path):
    rows = [*many("h", 20, 6, helped_opener=1), *many("o", 20, 4, pitch_opener=1)]
    one = compared(filled(tmp_path / "r.db", rows))["kind"]
    assert one.title.msgid == "Help and offers: no difference that can be told"


def test_nine_cases_are_too_few(tmp_path):
    rows = [*many("h", 9, 9, helped_opener=1), *many("o", 60, 0, pitch_opener=1)]
    assert compared(filled(tmp_path / "r.db", rows))["kind"].title.msgid == "Too few to compare help with offers"


def test_young_conversations_wait(tmp_path):
    young = [conversation(f"y{no}", "ben", REPLY_DAYS - 1, helped_opener=1) for no in range(5)]
    old = [conversation(f"x{no}", "ben", REPLY_DAYS, helped_opener=1) for no in range(3)]
    assert counts(compared(filled(tmp_path / "r.db", [*young, *old]))["kind"]) == {"help, no offer": (0, 3)}


def test_an_early_offer_goes_before_a_later_one(tmp_path):
    rows = many("t", 4, 4)
    rows[0] = rows[0]._replace(pitch_opener=1, pitch_after_reply=1)
    rows[1] = rows[1]._replace(pitch_after_reply=1)
    marks = [mark(row, 2, 30, is_pitch=0.9) for row in rows[:3]]
    one = compared(filled(tmp_path / "r.db", rows, marks))["turn"]
    assert {name: n for name, (_, n) in counts(one).items()} == {
        "in the first message": 1,
        "right after the answer": 1,
        "later in the talk": 1,
        "no offer made": 1,
    }
    assert one.judged == "positive"


@pytest.mark.parametrize(
    ("chars", "band"), [(1, 0), (200, 0), (201, 1), (400, 1), (401, 2), (800, 2), (1200, 3), (1201, 4)]
)
def test_bands_of_length_agree_with_the_query(tmp_path, chars, band):
    assert band_of_length(chars) == band
    one = compared(filled(tmp_path / "r.db", many("l", 1, 0, opener_chars=chars)))["length"]
    assert [no for no, found in enumerate(one.bands) if found.answered.n] == [band]


def test_every_dimension_counts_every_case_once(tmp_path):
    rows = [*many("h", 7, 3, helped_opener=1), *many("q", 5, 2, question_opener=1, opener_chars=700), *many("n", 4, 1)]
    found = compared(filled(tmp_path / "r.db", rows))
    assert {id_: sum(n for _, n in counts(one).values()) for id_, one in found.items()} == {
        "kind": 16,
        "length": 16,
        "own": 16,
        "turn": 6,  # of those who answered
    }


def test_another_reps_cases_stay_outside(tmp_path):
    path = filled(tmp_path / "r.db", many("h", 12, 3))
    assert counts(compared(path, Scope(reps=("anna",)))["kind"]) == {}
    with store.reading(path) as conn:
        assert not queries.rows(
            conn,
            "answers_by_opener",
            Scope(reps=()),
            mature=AS_OF,
            ends="[]",
            sure=0.5,
        )
