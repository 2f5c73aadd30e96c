"""A message that an outreach tool logged and the LinkedIn archive holds counts once, whichever comes first."""

import csv
import io
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector import Upload
from connectors.ingest import ingest
from connectors.mapper import proposal_of
from data import queries, store
from data.scope import Scope
from scoring.doubles import continued, without_doubles
from scoring.score import refresh
from tests.connectors import linkedin_exports as made
from tests.connectors import meta_exports as meta

TEXT = "Hello Person, how do you plan\nwarehouse shifts?"


class Contact:
    """Somebody."""

    def __init__(self, id_: str) -> None:
        self.id = id_


def row(no, minute, folder="INBOX", text=TEXT, direction="out", rep="anna"):
    at = f"2026-03-02T{10 + minute // 60:02}:{minute % 60:02}:00Z" if minute is not None else None
    told = {"id": str(no), "rep_id": rep, "direction": direction, "sent_at": at, "folder": folder, "text": text}
    return {**told, "sent_at_text": at or "", "sent_at_by": "exact" if at else "none"}


def left(*talks, same=True):
    """Return the ids left of some conversations, all with one contact or each with another."""
    given_ = {f"c{no}": list(rows) for no, rows in enumerate(talks)}
    contacts = {id_: Contact("eva" if same else id_) for id_ in given_}
    return [one["id"] for rows in without_doubles(given_, contacts).values() for one in rows]


def test_a_tools_message_within_ten_minutes_is_left_out():
    assert left([row(1, 5)], [row(2, 0, "heyreach")]) == ["1"]
    assert left([row(1, 0)], [row(2, 10, "heyreach", TEXT.replace("\n", " ").upper())]) == ["1"]
    assert left([row(1, 5), row(2, 0, "heyreach")]) == ["1"]


@pytest.mark.parametrize(
    "other",
    [
        row(2, 11, "heyreach"), row(2, 0, "heyreach", "Another text"), row(2, 0, "heyreach", direction="in"),
        row(2, 0, "heyreach", rep="boris"), row(2, None, "heyreach"),
    ],
    ids=["later", "words", "direction", "rep", "no-time"],
)  # fmt: skip
def test_what_differs_stays(other):
    assert left([row(1, 0)], [other]) == ["1", "2"]


def test_a_table_that_anybody_mapped_is_a_tools_log_too():
    assert left([row(1, 5)], [row(2, 0, "mapped: Spring")]) == ["1"]
    by_day = {**row(2, 0, "mapped"), "sent_at_text": "02.03.2026", "sent_at_by": "assumed"}
    assert left([row(1, 12 * 60)], [by_day]) == ["1"]
    assert left([row(1, 12 * 60)], [row(2, 0, "mapped")]) == ["1", "2"]


def test_other_people_are_sent_the_same_text():
    assert left([row(1, 0)], [row(2, 0, "heyreach")], same=False) == ["1", "2"]


def test_equal_messages_that_the_network_tells_stay_and_each_vouches_for_one():
    assert left([row(1, 0, text="ok"), row(2, 1, text="ok")]) == ["1", "2"]
    tool = [row(no, no - 3, "heyreach", "ok") for no in (3, 4, 5)]
    assert left([row(1, 0, text="ok"), row(2, 1, text="ok")], tool) == ["1", "2", "5"]


@given(minutes=st.lists(st.integers(0, 30), max_size=5), tool=st.lists(st.integers(0, 30), max_size=5))
def test_what_the_network_tells_is_never_left_out_and_nothing_twice(minutes, tool):
    own = [row(f"n{no}", minute) for no, minute in enumerate(minutes)]
    logged = [row(f"t{no}", minute, "heyreach") for no, minute in enumerate(tool)]
    kept = left(own, logged)
    assert {one["id"] for one in own} <= set(kept)
    gone = len(own) + len(logged) - len(kept)
    assert gone <= min(len(own), len(logged))
    if not own or not logged:
        assert gone == 0


def heyreach(talk: str, seconds: int, folder: str = "person-1-fict") -> Upload:
    """Return HeyReach's answer: the rep's text, so many seconds late, and an answer that only it tells."""
    minute, second = divmod(seconds, 60)
    told = {
        "id": talk,
        "correspondentProfile": {
            "profileUrl": f"http://linkedin.com/in/{folder}/?trk=x", "firstName": "Person", "lastName": "1"
        },
        "messages": [
            {"createdAt": f"2026-01-01T00:{minute:02}:{second:02}Z", "body": TEXT, "sender": "ME"},
            {"createdAt": "2026-01-01T02:00:00Z", "body": "Only here", "sender": "CORRESPONDENT"},
        ],
    }  # fmt: skip
    return Upload.of("heyreach.json", {"heyreach.json": json.dumps({"items": [told]}).encode()})


ARCHIVE = Upload.of(
    "Complete_LinkedInDataExport_03-09-2026.zip",
    {
        "Profile.csv": made.profile_csv(),
        "messages.csv": made.messages_csv([made.message(1, 0, True, TEXT), made.message(1, 4000, False, "Hi")]),
    },
)


def judged(path):
    with store.reading(path) as conn:
        rows = conn.execute("SELECT ours, theirs, max_unanswered FROM conversation ORDER BY ours DESC").fetchall()
        marks = conn.execute("SELECT COUNT(*) FROM message_mark WHERE direction = 'out'").fetchone()[0]
        facts = conn.execute("SELECT COUNT(*) FROM message").fetchone()[0]
    return [tuple(one) for one in rows], marks, facts


@pytest.mark.parametrize("order", list(itertools.permutations((0, 1))), ids=["archive first", "tool first"])
@pytest.mark.parametrize(
    ("talk", "seconds", "rows", "facts"),
    [
        ("2-talk1==", 0, [(1, 2, 1)], 3),  # told to the same second: one fact
        ("2-talk1==", 480, [(1, 2, 1)], 4),  # eight minutes late: two facts, judged once
        ("2-talk1==", 900, [(2, 2, 2)], 4),  # a quarter of an hour: another message
        ("another", 480, [(1, 1, 1), (0, 1, 0)], 4),  # a conversation that only the tool numbers
    ],
)
def test_one_message_in_two_sources_counts_once(tmp_path, order, talk, seconds, rows, facts):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    uploads = [ARCHIVE, heyreach(talk, seconds)]
    for no in order:
        ingest(path, [uploads[no]], "Anna Sokolova")
        refresh(path)
    assert judged(path) == (rows, sum(one[0] for one in rows), facts)
    with store.reading(path) as conn:
        before = [tuple(one) for one in conn.execute("SELECT * FROM conversation ORDER BY id")]
    refresh(path, full=True)
    with store.reading(path) as conn:
        assert [tuple(one) for one in conn.execute("SELECT * FROM conversation ORDER BY id")] == before


@pytest.mark.parametrize("order", list(itertools.permutations((0, 1))), ids=["archive first", "table first"])
@pytest.mark.parametrize("whom", [made.person(1)[1], ""], ids=["by link", "by name only"])
def test_a_mapped_table_and_the_archive_tell_one_message(tmp_path, order, whom):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    rows = [
        ["Contact", "Sent at", "Direction", "Message", "LinkedIn"],
        [made.person(1)[0], "2026-01-01 00:04", "sent", TEXT, whom],
    ]
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    upload = Upload.of("tool.csv", {"tool.csv": table.getvalue().encode()})
    mapping = proposal_of(upload)[1].mapping
    assert mapping.network == "linkedin"
    for no in order:
        ingest(path, [(ARCHIVE, upload)[no]], "Anna Sokolova", mapping=(None, mapping)[no], answers={"zone": "UTC"})
        refresh(path)
    assert judged(path) == ([(1, 1, 1)], 1, 3)


def going(*talks, private=(), contacts=None):
    """Return the ids of messages by conversation after talks were joined."""
    given_ = {f"c{no}": list(rows) for no, rows in enumerate(talks)}
    whom = {id_: Contact((contacts or {}).get(id_, "eva")) for id_ in given_}
    found = continued(given_, whom, private)
    return {id_: [one["id"] for one in rows] for id_, rows in found.items()}


def test_an_encrypted_chat_goes_on_with_the_talk_before_it():
    assert going([row(1, 0), row(2, 9)], [row(3, 5, "e2ee"), row(4, None, "e2ee")]) == {"c0": ["1", "3", "2", "4"]}
    assert going([row(3, 5, "e2ee")], [row(1, 0)]) == {"c1": ["1", "3"]}


def test_where_it_is_open_which_talk_goes_on_each_stays():
    alone = {"c0": ["1"], "c1": ["3"]}
    assert going([row(1, 0)], [row(3, 5, "e2ee")], contacts={"c1": "marta"}) == alone
    assert going([row(1, 0)], [row(3, 5, "e2ee")], private=("c1",)) == alone
    assert going([row(1, 0)], [row(3, 5, "e2ee", rep="boris")]) == alone
    assert len(going([row(1, 0)], [row(2, 0)], [row(3, 5, "e2ee")])) == 3
    assert going([row(1, 0, "e2ee")], [row(3, 5, "e2ee")]) == alone


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["plain first", "encrypted first"])
def test_two_downloads_of_messenger_are_one_conversation(tmp_path, order):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    plain = meta.facebook({"inbox/maria_1234567890/message_1": meta.thread(
        meta.said(meta.MARIA, "Да", meta.START + 60_000), meta.said(meta.ANNA, "Добрый день", meta.START)
    )})  # fmt: skip
    told = meta.flat(
        meta.secret(meta.MARIA, "Да", meta.START + 60_000), meta.secret(meta.ANNA, "Когда?", meta.START + 99_000)
    )
    uploads = [plain, Upload.of("encrypted", {"messages/Мария_7.json": meta.body(told)})]
    for no in order:
        ingest(path, [uploads[no]], meta.ANNA, answers={"self": meta.ANNA})
        refresh(path)
    with store.reading(path) as conn:
        rows = conn.execute("SELECT id, opened_by, ours, theirs FROM conversation").fetchall()
        lines = queries.rows(conn, "talk_lines", Scope(reps=None, text="all"), id=rows[0]["id"])
        said = [line["text"] for line in lines]
    assert [tuple(one)[1:] for one in rows] == [("us", 2, 1)]
    assert said == ["Добрый день", "Да", "Когда?"]
