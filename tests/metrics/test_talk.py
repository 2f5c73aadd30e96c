"""One conversation as values: texts by right, words marked where they stand, gaps, what came of it."""

import pytest

from data import store
from data.derive import ContactRow, ConversationRow, FindingRow, MarkRow, insert
from data.records import Message
from data.scope import Scope
from metrics.conversations.talk import talk
from metrics.words import say

OWN = Scope(reps=("anna",), text="all", viewer_rep="anna")
LEAD = Scope(reps=None, text="cited")
TEXTS = (
    ("m0", "out", "2026-09-08T09:12:00Z", "Hello Maria, how was the talk in Malmö?"),
    ("m1", "in", "2026-09-08T16:40:00Z", "Thanks! Busy, we move two hubs. What did you like?"),
    ("m2", "out", "2026-09-08T16:47:00Z", "Great. Our platform cuts costs by 18 %. A demo?"),
    ("m3", "out", "2026-09-14T10:02:00Z", "Any thoughts?"),
)
PITCH = "Our platform cuts costs by 18 %."


def message(no, direction, at, text):
    sender = "Anna" if direction == "out" else "Maria"
    return Message(
        no, "anna", "linkedin", "t1", "", "direct", direction, "stated", at, "exact", at, at[:10], "linkedin:in/maria",
        "Maria", None, sender, "[]", "", text, "[]", "INBOX",
    )  # fmt: skip


def mark(no, direction, role, **facts):
    base = MarkRow(
        no, "t1", "anna", "2026-09-08", direction, int(no[1]), role, "en", 40, 0.0, 0.0, 0.0, 0.0, 0.0, None, 0, None,
        None, None, "{}",
    )  # fmt: skip
    return base._replace(**facts)


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    head = ConversationRow(
        "t1", "anna", "linkedin", "c1", "", "direct", 0, TEXTS[0][2], "2026-09-08", TEXTS[3][2], "2026-09-14", "us",
    )._replace(
        first_reply_id="m1", after_reply_id="m2", messages=4, ours=3, theirs=1, reply_h=7.5, replied=1, replied_any=1,
        pitch_after_reply=1, outcome="refusal",
    )  # fmt: skip
    breach = FindingRow(
        "f1", "reply.pitch", "anna", "linkedin", "message", "m2", "t1", "m2", "c1", "2026-09-08", "stop", 5.0, PITCH,
        "[[4, 12]]", "{}",
    )  # fmt: skip
    marks = [
        mark("m0", "out", "opener", has_question=0.9),
        mark("m1", "in", "reply", inbound_class="question", spans='{"question": [[32, 50]]}'),
        mark("m2", "out", "after_reply", is_pitch=0.9, spans='{"is_pitch": [[11, 19], [25, 30]]}'),
        mark("m3", "out", "message", is_bump=0.8),
    ]
    with store.writing(path) as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('anna', 'Anna')")
        conn.executemany(
            f"INSERT INTO message VALUES ({','.join('?' * len(Message._fields))})", [message(*one) for one in TEXTS]
        )
        insert(conn, [ContactRow("c1", "linkedin", "Maria", "linkedin:in/maria", "Nordhavn", "Head")])
        insert(conn, [head])
        insert(conn, marks)
        insert(conn, [breach])
    return path


def read(db, scope, conversation="t1"):
    with store.reading(db) as conn:
        return talk(conn, scope, conversation)


def test_the_rep_reads_everything(db):
    model = read(db, OWN)
    assert [line.text for line in model.lines] == [text for *_, text in TEXTS]
    assert model.own
    assert model.hidden == 0


def test_a_manager_reads_the_cited_words_only(db):
    model = read(db, LEAD)
    assert [line.text for line in model.lines] == [None, None, PITCH, None]
    assert [line.chars for line in model.lines] == [len(text) for *_, text in TEXTS]
    assert [line.cited for line in model.lines] == [False, False, True, False]
    assert (model.own, model.hidden, model.contact) == (False, 4, "Maria")


def test_a_manager_reads_what_every_finding_of_a_message_cites(db):
    second = FindingRow(
        "f2", "message.shouting", "anna", "linkedin", "message", "m2", "t1", "m2", "c1", "2026-09-08", "note", 2.0,
        "WRITE TO US NOW", "[]", "{}",
    )  # fmt: skip
    with store.writing(db) as conn:
        insert(conn, [second])
    cited = read(db, LEAD).lines[2].text
    assert PITCH in cited
    assert "WRITE TO US NOW" in cited


def test_a_manager_who_sells_reads_the_own(db):
    assert read(db, Scope(reps=None, text="cited", viewer_rep="anna")).hidden == 0


@pytest.mark.parametrize("scope", [Scope(reps=None, text="none"), Scope(reps=None, text="all", masked=True)])
def test_no_text_and_no_name_without_the_right(db, scope):
    model = read(db, scope)
    assert {line.text for line in model.lines} == {None}
    assert (model.contact, model.company, {line.sender for line in model.lines}) == ("", "", {""})


@pytest.mark.parametrize("scope", [Scope(reps=("ben",), text="all", viewer_rep="ben"), Scope(reps=())])
def test_not_in_the_scope_is_not_there(db, scope):
    assert read(db, scope) is None
    assert read(db, scope, "nothing") is None


def marked(line):
    return [(line.text[start:end], tone) for start, end, tone in sorted(line.marks)]


def test_words_are_marked_where_they_stand(db):
    own, lead = read(db, OWN), read(db, LEAD)
    assert marked(own.lines[2]) == [("platform", "stop"), ("costs", "stop")]
    assert marked(lead.lines[2]) == [("platform", "stop")]
    assert marked(own.lines[1]) == [("What did you like?", "ok")]


def test_what_each_message_does_is_said(db):
    tags = [[say(words) for _, words in line.tags] for line in read(db, OWN).lines]
    assert tags == [["first message", "question"], ["first answer", "question"], ["offer"], ["nudge"]]
    assert read(db, OWN).lines[2].tags[0][0] == "stop"


def test_only_long_gaps_are_gaps(db):
    assert [line.gap_days for line in read(db, OWN).lines] == [0, 0, 0, 6]


def test_the_story(db):
    sentences = [say(one) for one in read(db, OWN).answer]
    assert sentences == ["An offer followed 7 minutes after their first answer.", "They declined."]


def test_a_private_one_is_the_reps_alone(db):
    with store.writing(db) as conn:
        conn.execute("UPDATE conversation SET private = 1")
    assert read(db, LEAD) is None
    assert read(db, OWN).private
    assert read(db, OWN).found == ()


def test_notes_of_the_network_are_the_reps_alone(db):
    with store.writing(db) as conn:
        conn.execute("INSERT INTO contact_key VALUES ('linkedin:in/maria', 'c1')")
        conn.execute(
            "INSERT INTO note VALUES ('n1', 'anna', 'linkedin', 'linkedin:in/maria', 'Maria', 'no calls', '2026-09-01')"
        )
        conn.execute(
            "INSERT INTO conversation_note VALUES ('n2', 't1', 'anna', '2026-09-20T10:00:00Z', 'Olga', 'Praise her')"
        )
    assert [(note.text, note.ours) for note in read(db, OWN).notes] == [("no calls", False), ("Praise her", True)]
    assert [note.text for note in read(db, LEAD).notes] == ["Praise her"]
