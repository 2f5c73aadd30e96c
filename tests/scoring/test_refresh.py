"""A refresh of what changed gives the same rows as a refresh of everything, whatever the way there."""

import json
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import store, workspace
from data.facts import content_hash, save, take_back
from data.records import Connection, Invitation, Message, Prospect, stable_id
from scoring.score import refresh

REPS = ("anna", "boris")
TEXTS_OUT = (
    "Hi Eva, how did the move go?",
    "We help logistics firms like yours save up to 20% on packaging, from $4 per box. Shall I send you our price list?",
    "Hi {first_name}, quick question about your warehouse",
    "Did you see my message from last week?",
    "Здравствуйте! Предлагаем упаковку от производителя, скидка 10% на первый заказ. Прислать прайс?",
    "ok",
)
TEXTS_IN = (
    "Thanks!",
    "What does it cost?",
    "Please stop messaging me.",
    "Not interested.",
    "Спасибо, присылайте прайс.",
    "I'm out of office until 14 August with limited access to email.",
)
FOLDERS = ("INBOX", "INBOX", "heyreach", "e2ee")
KEYS = ("in/eva", "in/eva-stone", "in/marta", "talk/c1")


def key_of(rep, short):
    return f"linkedin:name/{rep}/eva stone" if short == "name" else f"linkedin:{short}"


@st.composite
def message(draw):
    rep, no = draw(st.sampled_from(REPS)), draw(st.integers(0, 4))
    direction = draw(st.sampled_from(("out", "out", "in", "unknown")))
    text = draw(st.sampled_from(TEXTS_OUT if direction == "out" else TEXTS_IN))
    day = draw(st.integers(1, 60))
    at = draw(st.sampled_from((None, f"{9 + day % 9:02}:00:00Z")))
    when = f"2026-{3 + day // 31:02}-{1 + day % 30:02}"
    talk = f"{rep}-c{no}"
    short = draw(st.sampled_from((*KEYS, "name", None)))
    key = None if short is None else key_of(rep, short)
    kind = draw(st.sampled_from(("direct", "direct", "inmail", "group", "sponsored")))
    name = draw(st.sampled_from(("Eva Stone", "Marta", "")))
    return Message(
        stable_id(rep, talk, direction, text, day, at, kind), rep, "linkedin", talk, "", kind, direction, "stated",
        f"{when}T{at}" if at else None, "exact" if at else "none", "", when if at else None, key, name, None, "", "[]",
        "", text, draw(st.sampled_from(("[]", '["a.pdf"]'))), draw(st.sampled_from(FOLDERS)),
    )  # fmt: skip


@st.composite
def invitation(draw):
    rep, short = draw(st.sampled_from(REPS)), draw(st.sampled_from((*KEYS[:3], "name")))
    text = draw(st.sampled_from(("", *TEXTS_OUT)))
    day = f"2026-03-{draw(st.integers(1, 28)):02}"
    direction = draw(st.sampled_from(("out", "in")))
    id_ = stable_id("inv", rep, short, text, day, direction)
    return Invitation(id_, rep, "linkedin", direction, "stated", day, day, key_of(rep, short), "Eva Stone", text)


@st.composite
def connection(draw):
    rep, short = draw(st.sampled_from(REPS)), draw(st.sampled_from(KEYS[:3]))
    company = draw(st.sampled_from(("", "Boxharbor")))
    id_ = stable_id("con", rep, short)
    name = draw(st.sampled_from(("Eva Stone", "Marta")))
    return Connection(id_, rep, "linkedin", key_of(rep, short), name, company, "Buyer", "", "2026-03-05")


@st.composite
def prospect(draw):
    rep, short = draw(st.sampled_from(REPS)), draw(st.sampled_from(KEYS[:3]))
    return Prospect(
        stable_id("p", rep, short), rep, "linkedin", key_of(rep, short), "Eva Stone", "Acme", "", "", "list"
    )


FACTS = st.lists(st.one_of(message(), message(), message(), invitation(), connection(), prospect()), max_size=14)


def begin(path, imports: int):
    store.prepare(path)
    with store.writing(path) as conn:
        for rep in REPS:
            conn.execute("INSERT INTO rep (id, name) VALUES (?, ?)", (rep, rep.title()))
        for no in range(1, imports + 1):
            sql = "INSERT INTO import (id, at, name, state, taken_on) VALUES (?, '', 'x', 'done', ?)"
            conn.execute(sql, (str(no), f"2026-07-{no:02}"))
            conn.execute("INSERT INTO import_no VALUES (?, ?)", (no, str(no)))


def tell(path, no: int, facts: Iterable):
    with store.writing(path) as conn:
        save(conn, no, 1, list(enumerate(facts, 1)))
        store.bump(conn)


def state(path):
    with store.reading(path) as conn:
        search = sorted(tuple(row) for row in conn.execute("SELECT stems, message_id, conversation_id FROM search"))
        return content_hash(conn), search


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(FACTS, min_size=1, max_size=4), gone=st.sets(st.integers(1, 4)), private=st.booleans())
def test_incremental_equals_full(tmp_path_factory, parts, gone, private):
    path = tmp_path_factory.mktemp("w") / "w.db"
    begin(path, len(parts))
    for no, facts in enumerate(parts, 1):
        tell(path, no, facts)
        refresh(path)
    if private:
        with store.writing(path) as conn:
            conn.execute("INSERT INTO private_conversation VALUES ('anna-c1', 'anna', '')")
            store.bump(conn)
        refresh(path)
    for no in sorted(gone & set(range(1, len(parts) + 1))):
        with store.writing(path) as conn:
            take_back(conn, no)
            store.bump(conn)
        refresh(path)
    step_by_step = state(path)
    refresh(path, full=True)
    assert state(path) == step_by_step


def lines(
    rep="anna", talk="c1", key="linkedin:in/eva", said=(("out", "2026-03-02T10:00:00Z", TEXTS_OUT[0]),), name="Eva"
):
    return [
        Message(
            stable_id(talk, no), rep, "linkedin", talk, "", "direct", direction, "stated", at, "exact", at, at[:10],
            key, name, None, "", "[]", "", text, "[]", "INBOX",
        )
        for no, (direction, at, text) in enumerate(said)
    ]  # fmt: skip


@pytest.fixture
def path(tmp_path):
    begin(tmp_path / "w.db", 3)
    return tmp_path / "w.db"


def all_of(path, sql, *args):
    with store.reading(path) as conn:
        return [tuple(row) for row in conn.execute(sql, args)]


def test_nothing_to_do_changes_nothing(path):
    tell(path, 1, lines())
    assert refresh(path)["scored"] == 1
    before = state(path)
    assert refresh(path)["scored"] == 0
    assert state(path) == before


def test_one_opener_to_many_is_a_template_and_a_finding(path):
    offer = TEXTS_OUT[1]
    for no in range(6):
        said = [("out", f"2026-03-{no + 1:02}T10:00:00Z", f"Hi Person{no}! {offer}")]
        tell(path, 1, lines(talk=f"c{no}", key=f"linkedin:in/p{no}", said=said, name=f"Person{no} Stone"))
    refresh(path)
    ((reach, messages, reps),) = all_of(path, "SELECT reach, messages, reps FROM template")
    assert (reach, messages, json.loads(reps)) == (6, 6, ["anna"])
    assert all_of(path, "SELECT sum(copied_opener), count(*) FROM conversation") == [(6, 6)]
    ((params, severity),) = all_of(path, "SELECT params, severity FROM finding WHERE rule = 'opener.copied'")
    assert json.loads(params)["people"] == 6
    assert severity == "watch"


def test_a_private_conversation_leaves_no_trace_of_its_texts(path):
    tell(path, 1, lines(said=[("out", "2026-03-02T10:00:00Z", TEXTS_OUT[1])]))
    refresh(path)
    assert all_of(path, "SELECT count(*) FROM finding")[0][0] > 0
    with store.writing(path) as conn:
        conn.execute("INSERT INTO private_conversation VALUES ('c1', 'anna', '')")
        store.bump(conn)
    refresh(path)
    assert all_of(path, "SELECT private, pitch_opener FROM conversation") == [(1, None)]
    for table in ("message_mark", "finding", "wait", "search"):
        assert all_of(path, f"SELECT count(*) FROM {table}") == [(0,)]


def test_two_profiles_in_one_conversation_are_one_contact(path):
    first, second = lines(said=[("out", "2026-03-02T10:00:00Z", "a"), ("out", "2026-03-03T10:00:00Z", "b")])
    tell(path, 1, [first, second._replace(person_key="linkedin:in/eva-new", person_name="Eva New")])
    refresh(path)
    assert all_of(path, "SELECT name FROM contact") == [("Eva New",)]
    assert len(all_of(path, "SELECT DISTINCT contact_id FROM contact_key")) == 1


def test_a_bare_name_joins_the_only_profile_of_that_name(path):
    name = "linkedin:name/anna/eva stone"
    tell(path, 1, lines(key=name, name="Eva Stone"))
    tell(
        path, 1, [Connection("x", "anna", "linkedin", "linkedin:in/eva", "Eva Stone", "Acme", "CEO", "", "2026-01-01")]
    )
    refresh(path)
    assert all_of(path, "SELECT name, person_key, company FROM contact") == [("Eva Stone", "linkedin:in/eva", "Acme")]
    tell(path, 2, [Connection("y", "anna", "linkedin", "linkedin:in/eva2", "Eva Stone", "", "", "", "2026-01-01")])
    refresh(path)
    assert len(all_of(path, "SELECT id FROM contact")) == 3


def note(text, day="2026-03-01", direction="out"):
    return Invitation("inv", "anna", "linkedin", direction, "stated", day, day, "linkedin:in/eva", "Eva", text)


def test_a_note_of_an_invitation_alone_is_a_conversation(path):
    tell(path, 1, [note(TEXTS_OUT[1])])
    refresh(path)
    wanted = "SELECT id, kind, opener_id, opened_by, pitch_opener FROM conversation"
    assert all_of(path, wanted) == [("inv", "invitation", "inv", "us", 1)]


def test_a_note_opens_the_conversation_that_follows(path):
    tell(path, 1, [note("Hi Eva, how did the move go?")])
    tell(
        path, 1, lines(said=[("in", "2026-03-04T10:00:00Z", "Thanks, well."), ("out", "2026-03-05T10:00:00Z", "Great")])
    )
    refresh(path)
    wanted = "SELECT id, opener_id, opened_by, replied, reply_h, exchanges FROM conversation"
    assert all_of(path, wanted) == [("c1", "inv", "us", 1, None, 1)]


def test_a_note_that_is_the_first_message_is_counted_once(path):
    tell(path, 1, [note("Hi Eva, how did the move go?", day="2026-03-01")])
    tell(path, 1, lines(said=[("out", "2026-03-02T10:00:00Z", "Hi Eva,  how did the MOVE go?")]))
    refresh(path)
    assert all_of(path, "SELECT id, messages, opener_id FROM conversation") == [("c1", 1, stable_id("c1", 0))]


def test_changed_hours_and_weights_judge_everything_again(path):
    said = [("in", "2026-03-06T17:30:00Z", "What does it cost?"), ("out", "2026-03-09T09:45:00Z", "From 4 euros.")]
    tell(path, 1, lines(said=said))
    refresh(path)
    assert all_of(path, "SELECT hours, business_hours FROM wait") == [(64.25, 1.25)]
    with store.writing(path) as conn:
        workspace.change(conn, "me", work_from=8, weights={"outreach": {"thresholds": {"opener_good_chars": 5}}})
    assert refresh(path)["scored"] == 2
    assert all_of(path, "SELECT business_hours FROM wait") == [(2.25,)]


def test_words_are_found_by_their_stem(path):
    from scoring.search import query

    tell(path, 1, lines(said=[("out", "2026-03-02T10:00:00Z", "Предлагаем упаковочные коробки, moving warehouses")]))
    refresh(path)
    for wanted, hits in (
        ("коробками", 1),
        ("warehouse mov", 1),
        ("упаковочных короб", 1),
        ("кровать", 0),
        ('"; DROP', 0),
    ):
        assert len(all_of(path, "SELECT message_id FROM search WHERE search MATCH ?", query(wanted))) == hits


def test_facts_that_change_while_judging_are_not_lost(path, monkeypatch):
    from scoring import score

    tell(path, 1, lines())
    real, calls = score._judge, []

    def slow(conn, job, tell_, clock):
        rows = real(conn, job, tell_, clock)
        if not calls:
            calls.append(1)
            tell(path, 2, lines(talk="c2", key="linkedin:in/marta"))
        return rows

    monkeypatch.setattr(score, "_judge", slow)
    assert refresh(path)["scored"] == 2
    assert all_of(path, "SELECT id FROM conversation ORDER BY id") == [("c1",), ("c2",)]
    assert all_of(path, "SELECT count(*) FROM dirty") == [(0,)]


def test_an_invitation_is_accepted_once_a_colleague_tells_that_two_profiles_are_one(path):
    asked = Invitation("inv", "anna", "linkedin", "out", "stated", "", "2026-03-01", "linkedin:in/eva", "Eva", "")
    tell(path, 1, [asked])
    tell(path, 1, [Connection("x", "anna", "linkedin", "linkedin:in/eva-new", "Eva", "", "", "", "2026-03-05")])
    refresh(path)
    accepted = "SELECT n, k FROM tally WHERE rep_id = 'anna' AND figure = 'acceptance_rate'"
    assert all_of(path, accepted) == [(1, 0)]
    first, second = lines(
        rep="boris", said=[("out", "2026-03-02T10:00:00Z", "a"), ("out", "2026-03-03T10:00:00Z", "b")]
    )
    tell(path, 2, [first, second._replace(person_key="linkedin:in/eva-new")])
    refresh(path)
    assert all_of(path, accepted) == [(1, 1)]


def test_a_question_waits_only_as_long_as_its_own_rep_is_known(path):
    said = [
        ("out", "2026-03-02T10:00:00Z", "Hi Eva, how did the move go?"),
        ("in", "2026-03-03T16:00:00Z", TEXTS_IN[1]),
    ]
    tell(path, 1, lines(said=said))
    tell(path, 1, lines(rep="boris", talk="c2", said=[("out", "2026-06-02T10:00:00Z", "a")]))
    refresh(path)
    waiting = "SELECT rep_id FROM finding WHERE rule = 'reply.waiting'"
    assert all_of(path, waiting) == []
    tell(path, 2, lines(talk="c3", key="linkedin:in/marta", said=[("out", "2026-03-06T10:00:00Z", "b")]))
    refresh(path)
    assert all_of(path, waiting) == [("anna",)]
    told = state(path)
    refresh(path, full=True)
    assert state(path) == told
    with store.writing(path) as conn:
        take_back(conn, 2)
        store.bump(conn)
    refresh(path)
    assert all_of(path, waiting) == []


def burned(path):
    """Return n and k of the figure, and what the verdict of a year counts."""
    from data import derive

    ((n, k),) = all_of(path, "SELECT sum(n), sum(k) FROM tally WHERE figure = 'burned' AND rep_id = 'anna'")
    with store.reading(path) as conn:
        days = {"since": "2026-01-01", "until": "2026-12-31", "mature_until": "2026-12-31"}
        (row,) = [row for row in derive.rows(conn, "period_figures", **days) if row["rep_id"] == "anna"]
    assert (row["burnable"], row["burned"]) == (n, k)
    return n, k


def test_a_person_burns_once_for_the_verdict_too_and_for_180_days(path):
    out, no = TEXTS_OUT[0], TEXTS_IN[3]
    for name, when in (("c1", "02"), ("c2", "12")):
        tell(
            path,
            1,
            lines(talk=name, said=[("out", f"2026-03-{when}T10:00:00Z", out), ("in", "2026-03-13T10:00:00Z", no)]),
        )
    tell(path, 1, lines(talk="c3", key="linkedin:in/marta", name="Marta"))
    refresh(path)
    assert burned(path) == (2, 1)
    tell(path, 2, lines(rep="boris", talk="c4", said=[("out", "2026-09-09T10:00:00Z", out)], key="linkedin:in/marta"))
    refresh(path)
    assert burned(path) == (2, 0)
    told = state(path)
    refresh(path, full=True)
    assert state(path) == told
    with store.writing(path) as conn:
        take_back(conn, 2)
        store.bump(conn)
    refresh(path)
    assert burned(path) == (2, 1)
