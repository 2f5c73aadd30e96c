"""Facts of a conversation: the worked examples of the definitions, and what stands between them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_for_tests import HOURS, WEIGHTS, row, talk

from data.workhours import WorkHours
from scoring.conversation import Said, Talk
from scoring.intents import Inbound, Outbound
from scoring.reading import talks
from scoring.talk_facts import conversation_row, mark_rows, wait_rows

CASES = {
    case["id"]: case
    for case in json.loads(Path(__file__).with_name("worked_examples.json").read_text("utf-8"))["cases"]
}
THRESHOLDS = WEIGHTS.outreach.thresholds


def facts(made):
    return conversation_row(made, THRESHOLDS)


def made(*said, day0="2026-03-02"):
    """A talk of (direction, hours after the start, judgement or characters): no text is needed."""
    start = datetime.fromisoformat(f"{day0}T10:00:00").replace(tzinfo=UTC)
    messages = []
    for no, (direction, hours, what) in enumerate(said):
        at = start + timedelta(hours=hours)
        out = (what if isinstance(what, Outbound) else Outbound()) if direction == "out" else None
        inbound = (what if isinstance(what, Inbound) else Inbound("question")) if direction == "in" else None
        chars = what if isinstance(what, int) else 10
        day = at.date().isoformat()
        messages.append(Said(f"m{no}", "direct", direction, at, True, day, "x" * chars, chars, 0, "en", out, inbound))
    return Talk("c", "anna", "linkedin", tuple(messages))


def test_reply_rate_case():
    case = CASES["reply_rate"]
    by_contact = {}
    for message in case["input"]["messages"]:
        by_contact.setdefault(message["contact"], []).append(message)
    rows = {}
    for contact, messages in by_contact.items():
        start = datetime.fromisoformat(messages[0]["at"])
        said = [
            (
                message["dir"],
                (datetime.fromisoformat(message["at"]) - start).total_seconds() / 3600,
                Inbound("neutral", auto_reply=True) if message["kind"] == "auto" else None,
            )
            for message in messages
        ]
        rows[contact] = facts(made(*said, day0=messages[0]["at"][:10]))
    opened = {contact: row_ for contact, row_ in rows.items() if row_.opened_by == "us"}
    mature = {c: row_ for c, row_ in opened.items() if row_.started_day <= "2026-02-14"}
    expected = case["expected"]
    assert len(mature) == expected["n"]
    assert sum(row_.replied for row_ in mature.values()) == expected["k"]
    assert sum(row_.replied_any - row_.replied for row_ in mature.values()) == expected["late"]
    assert len(opened) - len(mature) == expected["immature"]
    assert len(rows) - len(opened) == expected["inbound_excluded"]
    assert (rows["b"].replied_any, rows["b"].theirs, rows["c"].replied) == (0, 0, None)


def test_our_response_time_case():
    case = CASES["our_response_time"]
    said = [
        (m["dir"], m["at"], "What does it cost?" if m["dir"] == "in" else "From 4.") for m in case["input"]["messages"]
    ]
    first, last = wait_rows(talk(*said), HOURS)
    assert [first.hours] == case["expected"]["calendar_hours"]
    assert [first.business_hours] == case["expected"]["business_hours"]
    assert (last.answered_at, last.hours) == (None, None)
    asked = datetime.fromisoformat(last.asked_at)
    now = datetime.fromisoformat(case["params"]["as_of"]).replace(tzinfo=UTC)
    assert [HOURS.between(asked, now)] == case["expected"]["open_waits_business_hours"]


def test_pitch_after_reply_case():
    case = CASES["pitch_after_reply_rate"]
    pitch = Outbound(is_pitch=0.9, spans={"is_pitch": [(0, 1)]})
    rows = []
    for thread in case["input"]["threads"]:
        steps = [step.split(":") for step in thread["seq"]]
        said = [(side, 24 * no, pitch if what == "pitch" else None) for no, (side, what) in enumerate(steps)]
        rows.append(
            facts(
                made(*[(side, at, what or (Inbound("neutral") if side == "in" else None)) for side, at, what in said])
            )
        )
    expected = case["expected"]
    assert sum(row_.pitch_after_reply is not None for row_ in rows) == expected["replied_threads"]
    assert sum(row_.pitch_after_reply or 0 for row_ in rows) == expected["pitch_right_after_reply"]
    assert sum(row_.pitch_opener for row_ in rows) == expected["pitch_in_first_message"]


def test_follow_ups_case():
    case = CASES["follow_ups"]
    found = facts(made(*[(m["dir"], m["day"] * 24, None) for m in case["input"]["thread"]]))
    assert found.follow_ups == case["expected"]["follow_ups_before_first_reply"]
    assert found.follow_up_gap_h / 24 == case["expected"]["median_gap_days"]


def test_depth_case():
    case = CASES["conversation_depth"]
    found = facts(made(*[(side, no, None) for no, side in enumerate(case["input"]["seq"])]))
    assert {"turns": found.turns, "exchanges": found.exchanges} == case["expected"]


def test_talk_ratio_case():
    case = CASES["talk_ratio"]
    found = facts(made(*[(side, no, chars) for no, (side, chars) in enumerate(case["input"]["messages"])]))
    assert found.our_chars / (found.our_chars + found.their_chars) == case["expected"]["ratio"]


@pytest.mark.parametrize("contact", CASES["burned_audience"]["input"]["contacts"], ids=lambda contact: contact["id"])
def test_burned_case(contact):
    answer = [] if contact["last_reply_days"] is None else [("out", 0, None), ("in", 24, None)]
    said = answer + [("out", 48 + 72 * no, None) for no in range(max(contact["unanswered_in_row"], 0 if answer else 1))]
    if contact["refused"] or contact["blocked"]:  # to be removed is not told by an export; a refusal stands for it
        said.append(("in", 2000, Inbound("refusal")))
    found = facts(made(*said))
    assert bool(found.burned) == (contact["id"] in CASES["burned_audience"]["expected"]["burned"])


def test_give_and_ask_case():
    give, ask = Outbound(offers_help=0.9), Outbound(asks_meeting=0.9)
    what = {"give": give, "ask": ask, "neutral": None, "give+ask": Outbound(offers_help=0.9, asks_meeting=0.9)}
    marks = mark_rows(
        made(*[("out", 24 * no, what[label]) for no, label in enumerate(CASES["give_ask"]["input"]["labels"])])
    )
    expected = CASES["give_ask"]["expected"]
    assert sum(mark.offers_help >= 0.5 for mark in marks) == expected["give"]
    assert sum(mark.asks_meeting >= 0.5 for mark in marks) == expected["ask"]


def test_roles():
    lines = made(("out", 0, None), ("out", 72, None), ("in", 80, None), ("out", 81, None), ("out", 90, None))
    assert [mark.role for mark in mark_rows(lines)] == ["opener", "follow_up", "reply", "after_reply", "message"]


def test_they_wrote_first():
    found = facts(made(("in", 0, None), ("out", 1, None), ("in", 2, None)))
    assert (found.opened_by, found.opener_id, found.replied, found.follow_ups, found.pitch_opener) == (
        "them",
        *[None] * 4,
    )
    assert (found.exchanges, found.turns) == (1, 3)


def test_unknown_direction_is_nobodys():
    found = facts(made(("unknown", 0, None), ("out", 1, None)))
    assert (found.opened_by, found.messages, found.ours, found.opener_id) == ("unknown", 1, 1, None)


def test_messages_without_a_time_come_last_and_measure_nothing():
    found = facts(talk(("out", "2026-03-02T10:00", "Hello, how are the docks?"), ("in", None, "Fine. And yours?")))
    assert (found.replied_any, found.replied, found.reply_h, found.waiting_since) == (1, None, None, None)


def test_thanks_open_no_wait_but_a_burst_with_a_question_does():
    assert (
        wait_rows(talk(("out", "2026-03-02T10:00", "Congrats!"), ("in", "2026-03-02T11:00", "Thank you!")), HOURS) == []
    )
    burst = talk(("in", "2026-03-02T10:00", "Thanks!"), ("in", "2026-03-02T10:05", "And what does it cost?"))
    (wait,) = wait_rows(burst, HOURS)
    assert wait.asked_at == "2026-03-02T10:00:00Z"


def test_a_private_talk_keeps_only_who_and_when():
    found = facts(talk(("out", "2026-03-02T10:00", "We sell boxes from $2, interested?"), private=True))
    assert (found.private, found.messages, found.pitch_opener, found.opener_id) == (1, 1, None, None)


def test_html_is_judged_and_counted_as_it_is_read():
    html = '<p class="spinmail">Hi %FIRSTNAME%,</p><p>a &amp; b</p>'
    made_ = talk(("out", "2026-03-02T10:00", html))
    assert made_.messages[0].text == "Hi %FIRSTNAME%,\na & b"
    assert facts(made_).slot_opener == 1


def test_own_characters_leave_out_links_quotes_and_signatures():
    text = "See https://example.org/very/long\n> what you wrote\nBye\nBest regards,\nAnna Stone\nBoxharbor"
    assert facts(talk(("out", "2026-03-02T10:00", text))).our_chars == len("See \n\nBye")


def test_order_of_rows_within_a_second_is_stable():
    lines = [row(no, "out", "2026-03-02T10:00", f"text {no}") for no in range(3)]
    assert [said.id for said in talks({"c": lines}, [], {}, set())[0].messages] == ["m0", "m1", "m2"]


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-06T17:00+01:00", "2026-03-09T10:00+01:00", 2.0),  # over a weekend
        ("2026-03-27T17:00+01:00", "2026-03-30T10:00+02:00", 2.0),  # clocks go forward on Sunday
        ("2026-10-23T17:00+02:00", "2026-10-26T10:00+01:00", 2.0),  # and back
        ("2026-03-07T10:00+01:00", "2026-03-08T20:00+01:00", 0.0),  # within a weekend
        ("2026-03-04T20:00+01:00", "2026-03-05T07:00+01:00", 0.0),  # at night
        ("2026-03-04T12:00+01:00", "2026-03-04T11:00+01:00", 0.0),  # backwards
        ("2026-03-02T00:00+01:00", "2026-03-07T00:00+01:00", 45.0),  # a week
    ],
)
def test_working_hours(start, end, hours):
    found = WorkHours(BERLIN).between(datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert found == pytest.approx(hours)


def test_hours_of_a_night_when_clocks_change():
    always = WorkHours(BERLIN, 0, 24, tuple(range(7)))
    day = datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN), datetime(2026, 3, 30, 0, 0, tzinfo=BERLIN)
    assert always.between(*day) == pytest.approx(23)


MOMENTS = st.integers(1_400_000_000, 1_900_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@settings(deadline=None)
@given(st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted))
def test_working_hours_add_up(moments):
    a, b, c = moments
    hours = WorkHours(BERLIN)
    assert hours.between(a, b) + hours.between(b, c) == pytest.approx(hours.between(a, c), abs=1e-6)
    assert 0 <= hours.between(a, c) <= (c - a).total_seconds() / 3600 + 1e-6


@given(st.lists(st.tuples(st.sampled_from(("out", "in", "unknown")), st.integers(0, 2000)), min_size=1, max_size=12))
def test_counts_agree_with_each_other(steps):
    found = facts(made(*[(side, at, None) for side, at in sorted(steps, key=lambda step: step[1])]))
    assert found.messages == found.ours + found.theirs
    assert found.max_unanswered <= found.ours
    assert found.exchanges <= found.turns <= found.messages
    assert (found.follow_ups is None) == (found.opened_by != "us")
    if found.replied:
        assert found.replied_any
