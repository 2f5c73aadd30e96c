"""Small cases worked out by hand, recomputed through the stored rows and the figures themselves."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from made_up import conversation, facts, workspace

from data import derive, store
from data.derive import MarkRow, WaitRow
from data.records import Connection, Invitation
from data.scope import Scope
from data.workhours import WorkHours
from metrics import measure as m
from metrics import stats
from metrics.catalog import BY_ID, helpful_streak, vanity
from metrics.catalog.give_ask import ratio
from metrics.metric import Context
from metrics.stats import survival

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))["cases"]
}
EVERYBODY = Scope(reps=None)
HOURS = WorkHours(UTC)


def moment(text: str) -> str:
    return text + ":00Z" if text.count(":") == 1 else text


def context(as_of: str) -> Context:
    at = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00"))  # noqa: E731
    return Context(as_of[:10], moment(as_of), lambda a, b: HOURS.between(at(a), at(b)), works)


def works(day: str) -> bool:
    return date.fromisoformat(day).weekday() < 5


def case(name: str) -> tuple[dict, dict, dict]:
    found = CASES[name]
    return found["input"], found["params"], found["expected"]


def total(path, name: str, as_of: str):
    with store.reading(path) as conn:
        (found,) = m.measure(conn, name, EVERYBODY, as_of=as_of)
    return found


def compute(name: str, rows: list[dict], as_of: str = "2026-12-31T00:00"):
    return BY_ID[name].compute(rows, context(as_of))


def test_acceptance_rate(tmp_path):
    given, params, expected = case("acceptance_rate")
    with workspace(tmp_path / "w.db") as conn:
        for one in given["invitations"]:
            key = f"linkedin:in/{one['id']}"
            sent = Invitation(one["id"], "anna", "linkedin", "out", "stated", "", one["sent"], key, "", "")
            facts(conn, sent)
            if one["accepted"]:
                facts(conn, Connection(one["id"], "anna", "linkedin", key, "", "", "", "", one["accepted"]))
    found = total(tmp_path / "w.db", "acceptance_rate", params["as_of"])
    assert (found.k, found.n, found.immature) == (expected["k"], expected["n"], expected["immature"])
    assert (found.low, found.high) == pytest.approx(expected["wilson95"], abs=1e-4)


def test_reply_rate(tmp_path):
    given, params, expected = case("reply_rate")
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [thread(key, given["messages"], params) for key in "abcdef"])
    as_of = params["as_of"][:10]
    found = total(tmp_path / "w.db", "reply_rate", as_of)
    assert (found.k, found.n, found.immature) == (expected["k"], expected["n"], expected["immature"])
    assert total(tmp_path / "w.db", "positive_reply", as_of).value == expected["positive_per_started"]
    assert total(tmp_path / "w.db", "positive_of_replies", as_of).value == expected["positive_per_reply"]
    inbound = total(tmp_path / "w.db", "inbound_share", as_of)
    assert inbound.k == expected["inbound_excluded"]


def thread(key: str, messages: list[dict], params: dict):
    own = [one for one in messages if one["contact"] == key]
    first = own[0]
    started, day = first["at"], first["at"][:10]
    row = conversation(key, "anna", 0, started_at=moment(started), started_day=day)
    if first["dir"] == "in":
        return row._replace(opened_by="them", replied=None, replied_any=None)
    human = next((one["at"] for one in own if one["kind"] == "human"), None)
    if human is None:
        return row
    wait = datetime.fromisoformat(human) - datetime.fromisoformat(started)
    in_time = wait <= timedelta(days=params["window_days"])
    good, bad = int(key in params["positive"]), int(key in params["negative"])
    return row._replace(replied=int(in_time), replied_any=1, positive=good, negative=bad)


def test_time_to_first_reply():
    given, _, expected = case("time_to_first_reply_km")
    now = datetime(2026, 6, 30, tzinfo=UTC)
    rows = [
        {
            "opened_by": "us",
            "started_at": (now - timedelta(days=40 if one["replied"] else one["days"])).isoformat(),
            "reply_h": one["days"] * 24 if one["replied"] else None,
        }
        for one in given["threads"]
    ]
    found = compute("ttfr", rows, "2026-06-30T00:00")
    assert (found.value, found.k, found.n) == (expected["median_days"], expected["events"], expected["n"])


@pytest.mark.parametrize("name", ["time_to_first_reply_km", "sales_cycle_km"])
def test_survival(name):
    given, _, expected = case(name)
    rows = given.get("threads") or given["deals"]
    found = survival([row["days"] for row in rows], [row.get("replied", row.get("won")) for row in rows])
    assert [list(step) for step in found.steps] == [pytest.approx(step, abs=1e-4) for step in expected["survival"]]
    assert found.quantile() == expected.get("median_days", expected.get("median_days_km"))


def test_our_response_time():
    given, params, expected = case("our_response_time")
    asked, answered, still = (given["messages"][no]["at"] for no in (0, 2, 3))
    start, end = datetime.fromisoformat(asked + "+00:00"), datetime.fromisoformat(answered + "+00:00")
    business = HOURS.between(start, end)
    rows = [
        {
            "asked_at": moment(asked),
            "answered_at": moment(answered),
            "hours": (end - start).total_seconds() / 3600,
            "business_hours": business,
        },
        {"asked_at": moment(still), "answered_at": None, "hours": None, "business_hours": None},
    ]
    now = context(params["as_of"])
    from metrics.catalog.our_response import calendar_waits, waits

    assert waits(rows, now) == (
        [expected["business_hours"][0], expected["open_waits_business_hours"][0]],
        [True, False],
    )
    assert calendar_waits(rows, now)[0][0] == expected["calendar_hours"][0]
    assert compute("our_response", rows, params["as_of"]).value == expected["business_hours"][0]
    assert compute("our_response", rows, params["as_of"]).n == 2


def test_pitch_after_reply(tmp_path):
    given, _, expected = case("pitch_after_reply_rate")
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [pitched(one) for one in given["threads"]])
    found = total(tmp_path / "w.db", "pitch_after_reply", "2026-11-21")
    assert (found.value, found.n) == (expected["pitch_right_after_reply_rate"], expected["replied_threads"])
    assert (
        total(tmp_path / "w.db", "pitch_in_opener", "2026-11-21").value == expected["pitch_in_opener_rate_all_threads"]
    )


def pitched(one: dict):
    replied = "in:human" in one["seq"]
    after = one["seq"][one["seq"].index("in:human") + 1 :] if replied else []
    first = next((step for step in after if step.startswith("out")), "")
    flags = {"replied": int(replied), "replied_any": int(replied), "pitch_opener": int(one["seq"][0] == "out:pitch")}
    return conversation(
        one["id"], "anna", 30, **flags, pitch_after_reply=int(first == "out:pitch") if replied else None
    )


def test_template_reuse(tmp_path):
    given, _, expected = case("template_reuse")
    rows = [{"template_id": text} for text in given["messages"]]
    few = compute("template_reuse", rows)
    assert (few.value, few.k / few.n) == (None, expected["reuse_rate"])  # under ten messages it isn't shown
    assert compute("template_reuse", rows * 2).value == pytest.approx(1 - expected["distinct"] / 10)
    assert compute("largest_template", rows).value == expected["largest_template_share"]
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(
            conn,
            [
                conversation(f"t{no}", "anna", 30, personal_opener=int(own))
                for no, own in enumerate(given["personal_fact"])
            ],
        )
    assert total(tmp_path / "w.db", "personal", "2026-11-21").value == expected["personalisation_share"]


def test_follow_ups():
    _, _, expected = case("follow_ups")
    count, gap = expected["follow_ups_before_first_reply"], expected["median_gap_days"]
    rows = [{"opened_by": "us", "follow_ups": count, "follow_up_gap_h": gap * 24.0}]
    assert compute("follow_ups", rows).value == count
    assert compute("follow_up_gap", rows).value == gap
    none = {"opened_by": "us", "follow_ups": 0, "follow_up_gap_h": None}
    assert compute("follow_ups", [*rows, none, none]).value == count / 3


@pytest.mark.parametrize("name", ["give_ask", "give_ask_zero"])
def test_give_ask(name, tmp_path):
    given, _, expected = case(name)
    row = conversation("a", "anna", 30)
    marks = [
        MarkRow(
            f"m{no}",
            "a",
            "anna",
            row.started_day,
            "out",
            no,
            "message",
            "en",
            10,
            0.0,
            float("ask" in label),
            float("give" in label),
            0.0,
            0.0,
            None,
            0,
            None,
            None,
            None,
            "{}",
        )
        for no, label in enumerate(given["labels"])
    ]
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [row])
        derive.insert(conn, marks)
    found = total(tmp_path / "w.db", "give_ask", "2026-11-21")
    assert (found.k, found.n, found.value) == (expected["give"], expected["ask"], expected["ratio"])
    assert ratio(expected["give"], expected["ask"]).value == expected["ratio"]


def test_depth_and_talk_ratio():
    _, _, depth = case("conversation_depth")
    given, _, talk = case("talk_ratio")
    assert compute("depth", [{"opened_by": "us", "replied_any": 1, "exchanges": depth["exchanges"]}]).value == 2
    chars = {side: sum(n for direction, n in given["messages"] if direction == side) for side in ("out", "in")}
    row = {"ours": 2, "theirs": 2, "our_chars": chars["out"], "their_chars": chars["in"]}
    assert compute("talk_ratio", [row]).value == talk["ratio"]
    unanswered = {"ours": 1, "theirs": 0, "our_chars": 99, "their_chars": 0}
    assert compute("talk_ratio", [unanswered]).value is None


def test_burned(tmp_path):
    given, params, expected = case("burned_audience")
    with workspace(tmp_path / "w.db") as conn:
        for one in given["contacts"]:
            burned = one["unanswered_in_row"] > params["max_unanswered"] or one["refused"] or one["blocked"]
            derive.insert(conn, [conversation(one["id"], "anna", 30, burned=int(burned))])
    found = total(tmp_path / "w.db", "burned", "2026-11-21")
    assert (found.n, found.value) == (expected["n"], expected["share"])


def test_dormant(tmp_path):
    given, params, expected = case("dormant")
    with workspace(tmp_path / "w.db") as conn:
        for one in given["contacts"]:
            day, theirs = one["last_touch"], int(one["two_way"])
            row = conversation(one["id"], "anna", 0, started_day=day, last_day=day, theirs=theirs)
            derive.insert(conn, [row])
    found = total(tmp_path / "w.db", "dormant", params["as_of"])
    assert (found.value, found.unknown) == (len(expected["dormant"]), len(expected["unknown"]))


def test_helpful_streak():
    given, params, expected = case("helpful_streak")
    run = helpful_streak.streak(given["daily"], params["today"], works, params["goal"])
    assert run == (expected["current_streak"], expected["best_streak"], expected["today_done"])


def test_vanity():
    given, _, expected = case("vanity")
    names = ("reactions", "contacts_added", "conversations", "leads")
    before, after = (
        {name: sum(week[name] for week in part) for name in names} for part in (given["weeks"][:4], given["weeks"][4:])
    )
    found = vanity.vanity(before, after, ("conversations", "leads"))
    changes = [expected[f"{name}_change"] for name in ("reactions", "contacts", "conversations", "leads")]
    assert [found.changes[name] for name in names] == pytest.approx(changes, abs=1e-4)
    assert (found.rose, found.results_rose, found.flag) == (
        expected["rise_significant"],
        expected["leads_rose"],
        expected["flag"],
    )
    few = {**after, "leads": 2}
    assert vanity.vanity({**before, "leads": 3}, few, ("conversations", "leads")).flag is None


def test_vanity_is_judged_over_eight_weeks_even_in_a_shorter_view(tmp_path):
    from made_up import activity, answered

    with workspace(tmp_path / "w.db") as conn:
        talks = [answered(conversation(f"t{no}", "anna", 3 + 5 * no)) for no in range(10)]
        derive.insert(conn, talks)
        facts(conn, *(activity(f"a{no}", "anna", no % 26) for no in range(80)))
        facts(conn, *(activity(f"b{no}", "anna", 29 + no % 26) for no in range(30)))
    with store.reading(tmp_path / "w.db") as conn:
        for scope in (EVERYBODY, Scope(reps=None, since="2026-11-01", until="2026-11-21")):
            (found,) = m.measure(conn, "vanity", scope, as_of="2026-11-21")
            assert (found.value, found.unit) == (1.0, "flag")


def test_statistics():
    given, _, expected = case("week_over_week")
    by, low, high = stats.difference(*given["before"], *given["after"])
    assert by == pytest.approx(expected["diff"])
    assert (low, high) == pytest.approx(expected["newcombe95"], abs=1.5e-3)
    given, _, expected = case("poisson_change")
    assert stats.count_p(given["before"], given["after"]) == pytest.approx(expected["p_exact"], abs=1e-4)
    for name in ("wilson", "wilson_zero"):
        given, _, expected = case(name)
        assert stats.wilson(given["k"], given["n"]) == pytest.approx(expected["wilson95"], abs=6e-4)
    given, params, expected = case("shrinkage")
    yes, no = params["prior"]
    for name, k, n in given["reps"]:
        assert stats.shrunk(k, n, yes / (yes + no), yes + no) == pytest.approx(expected[name], abs=1e-4)
    given, _, expected = case("holm_bh")
    assert stats.holm(given["p"]) == pytest.approx(expected["holm"])
    assert stats.benjamini_hochberg(given["p"]) == pytest.approx(expected["bh"])


def test_waits_are_stored_as_the_example_has_them(tmp_path):
    _, _, expected = case("our_response_time")
    row = conversation("a", "anna", 300)
    hours = expected["calendar_hours"][0]
    with workspace(tmp_path / "w.db") as conn:
        derive.insert(conn, [row])
        closed = WaitRow(
            "a", "anna", "linkedin", "m1", "2026-03-06T17:30:00Z", "2026-03-06", "2026-03-09T09:45:00Z", hours, 1.25
        )
        derive.insert(
            conn,
            [closed, WaitRow("a", "anna", "linkedin", "m4", "2026-03-10T10:00:00Z", "2026-03-10", None, None, None)],
        )
    assert total(tmp_path / "w.db", "our_response", "2026-03-10").value == 1.25
    found = total(tmp_path / "w.db", "answered_in_hour", "2026-03-20")
    assert (found.k, found.n) == (0, 2)
