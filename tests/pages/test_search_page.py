"""Search: words in any form, names with a slip, and nothing that the viewer may not see."""

import sqlite3

import demo_sales
import pytest
from conftest import words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from data import care, derive, name_index, store, talks
from data.scope import Scope, Viewer, scope_for
from data.stemming import one_slip, query, slips, stems
from metrics.care.search import excerpt, search

MANAGER = Viewer("lead@team.example", "manager", "Lead")
ANNA = Viewer("anna@team.example", "rep", "Anna Sokolova", "anna-sokolova")
IGOR = Viewer("igor@team.example", "rep", "Igor Belov", "igor-belov")
ADMIN = Viewer("admin@team.example", "admin")


@pytest.fixture
def sold(home):
    return demo_sales.settle(home)


def find(path, viewer, typed, before=0):
    with store.reading(path) as conn:
        return search(conn, scope_for(viewer), typed, before)


def rows(path, sql, *values):
    with sqlite3.connect(path) as conn:
        return conn.execute(sql, values).fetchall()


# --- words ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "typed"),
    [("Обсудили логистику и склады", "логистика склад"), ("We are planning routes", "plan route"), ("Ещё раз", "еще")],
)
def test_every_form_of_a_word_is_found_and_marked(told, typed):
    with sqlite3.connect(":memory:") as conn:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5 (stems, detail = column)")
        conn.execute("INSERT INTO t VALUES (?)", (stems(told),))
        assert conn.execute("SELECT count(*) FROM t WHERE t MATCH ?", (query(typed),)).fetchone()[0] == 1
    text, marks = excerpt(told, typed)
    assert len(marks) == len(typed.split())
    assert text == told


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60), other=st.text(max_size=20))
def test_any_text_can_be_stored_and_typed(text, other):
    with sqlite3.connect(":memory:") as conn:
        conn.execute(
            'CREATE VIRTUAL TABLE t USING fts5 (stems, tokenize = "unicode61 remove_diacritics 2", detail = column)'
        )
        conn.execute("INSERT INTO t VALUES (?)", (stems(text),))
        for typed in (text, other):
            if query(typed):
                conn.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f"stems : ({query(typed)})",)).fetchone()
    excerpt(text, other)


@given(
    word=st.text("abcdefй", min_size=2, max_size=8),
    at=st.integers(0, 7),
    letter=st.sampled_from("xyz"),
    way=st.integers(0, 3),
)
def test_one_slip_is_found_by_what_two_words_share(word, at, letter, way):
    at %= len(word)
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    other = (word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + word[at + 1 :], swapped)[
        way
    ]
    assert one_slip(word, other)
    assert one_slip(other, word)
    assert set(slips(word)) & set(slips(other))


@pytest.mark.parametrize(("one", "other"), [("anna", "hannah"), ("ivanov", "ivnova"), ("abc", "cba"), ("ab", "abcd")])
def test_two_slips_are_too_many(one, other):
    assert not one_slip(one, other)


# --- what is found --------------------------------------------------------------------------------------------------
def a_person(path, rep_id):
    sql = """SELECT c.name, c.id FROM conversation v JOIN contact c ON c.id = v.contact_id
        WHERE v.rep_id = ? AND v.messages > 3 AND length(c.name) > 12 AND c.name NOT LIKE '%(%' ORDER BY c.id LIMIT 1"""
    return rows(path, sql, rep_id)[0]


def test_people_are_found_by_name_in_any_order_and_with_a_slip(sold):
    name, _id = a_person(sold, "anna-sokolova")
    first, last = name.split()[0], name.split()[-1]
    assert name in {one.name for one in find(sold, ANNA, name).people}
    assert name in {one.name for one in find(sold, ANNA, f"{last.upper()} {first}").people}
    wrong = last[:3] + ("x" if last.isascii() else "ъ") + last[4:]
    found = find(sold, ANNA, f"{first} {wrong}")
    assert name in {one.name for one in found.people}
    assert last.casefold().replace("ё", "е") in {taken for _asked, taken in found.alike}


def test_clients_are_found_by_name_and_by_who_is_there(sold):
    sql = """SELECT s.customer_id, s.name, p.name, p.first_name, p.last_name
        FROM sale_company s JOIN sale_person q USING (customer_id) JOIN crm_person p ON p.id = q.person_id
        WHERE s.won > 0 AND length(s.name) > 8 ORDER BY 1 LIMIT 1"""
    customer, name, *who = rows(sold, sql)[0]
    person = who[0] or f"{who[1]} {who[2]}"
    assert customer in {one.customer for one in find(sold, MANAGER, name).clients}
    assert customer in {one.customer for one in find(sold, MANAGER, f"{person}").clients}


def test_messages_are_found_newest_first_page_after_page(sold):
    sql = "SELECT count(*) FROM search WHERE search MATCH ? AND rep_id = ?"
    word = "маршруты"
    total = rows(sold, sql, f"stems : ({query(word)})", "anna-sokolova")[0][0]
    if total < 30:
        word = "routes"
        total = rows(sold, sql, f"stems : ({query(word)})", "anna-sokolova")[0][0]
    seen, found = [], find(sold, ANNA, word)
    while True:
        seen += found.messages
        if not found.more:
            break
        found = find(sold, ANNA, word, found.more)
    assert len(seen) == total
    days = [one.day for one in seen]
    assert days == sorted(days, reverse=True)
    assert all(one.marks for one in seen)


def test_a_rep_finds_only_own_messages_and_people(sold):
    others = rows(
        sold,
        """SELECT m.text FROM message m JOIN conversation v ON v.id = m.conversation_id WHERE v.rep_id <> 'igor-belov'
        AND m.kind = 'direct' AND length(m.text) > 60 ORDER BY m.id LIMIT 12""",
    )
    for (text,) in others:
        assert all(one.rep_id == "igor-belov" for one in find(sold, IGOR, " ".join(text.split()[:5])).messages)
    own = {
        row[0]
        for row in rows(
            sold,
            """SELECT c.name FROM contact c JOIN contact_key k ON k.contact_id = c.id WHERE k.person_key IN (
            SELECT person_key FROM message WHERE rep_id = 'igor-belov' UNION SELECT person_key FROM connection WHERE
            rep_id = 'igor-belov' UNION SELECT person_key FROM invitation WHERE rep_id = 'igor-belov')""",
        )
    }
    for word in ("Anna", "Екатерина", "Иван", "Hollis"):
        assert {one.name for one in find(sold, IGOR, word).people} <= own


def test_a_manager_finds_of_messages_only_what_is_cited_whole(sold):
    cited = {row[0] for row in rows(sold, "SELECT evidence FROM finding")}
    texts = {row[0] for row in rows(sold, "SELECT text FROM message")} & cited
    for word in ("routes", "маршруты", "бюджет", "budget"):
        for one in find(sold, MANAGER, word).messages:
            body = one.text.removeprefix("… ").removesuffix(" …")
            assert any(body in text for text in texts)


def test_admins_and_shared_screens_find_nothing(sold):
    name, _id = a_person(sold, "anna-sokolova")
    assert find(sold, ADMIN, name).empty
    with store.reading(sold) as conn:
        assert search(conn, Scope(reps=None, text="all", masked=True), name).empty


def test_a_private_talk_is_found_by_its_rep_only(sold):
    talk, text = rows(
        sold,
        """SELECT v.id, m.text FROM message m JOIN conversation v ON v.id = m.conversation_id JOIN finding f ON
        f.message_id = m.id AND f.evidence = m.text WHERE v.rep_id = 'anna-sokolova' ORDER BY m.id LIMIT 1""",
    )[0]
    words = " ".join(text.split()[:8])
    assert talk in {one.talk for one in find(sold, MANAGER, words).messages}
    with store.writing(sold) as conn:
        talks.mark_private(conn, ANNA, talk)
    assert talk not in {one.talk for one in find(sold, MANAGER, words).messages}
    assert talk in {one.talk for one in find(sold, ANNA, words).messages}


def test_notes_are_found_at_once_and_not_after_they_went(sold):
    talk = rows(sold, "SELECT id FROM conversation WHERE rep_id = 'anna-sokolova' AND messages > 0 LIMIT 1")[0][0]
    customer = rows(sold, "SELECT customer_id FROM sale_deal WHERE rep_id = 'anna-sokolova' LIMIT 1")[0][0]
    with store.writing(sold) as conn:
        one = talks.add_note(conn, ANNA, talk, "Collects unusual postcards")
        care.add_note(conn, ANNA, customer, "note", "Gave her an unusual postcard")
    found = find(sold, ANNA, "postcard").notes
    assert {note.kind for note in found} == {"talk", "client"}
    assert not find(sold, IGOR, "postcard").notes or all(
        note.kind == "client" for note in find(sold, IGOR, "postcard").notes
    )
    with store.writing(sold) as conn:
        talks.remove_note(conn, ANNA, one)
    assert {note.kind for note in find(sold, ANNA, "postcard").notes} == {"client"}


def test_names_that_went_leave_nothing_in_the_index(sold):
    with store.writing(sold) as conn:
        name_index.put(conn, "person", {"x": "Zebedee Quux"})
        assert name_index.like(conn, "zebedex") == ["zebedee"]
        name_index.put(conn, "person", {"x": ""})
        assert not conn.execute("SELECT 1 FROM name_word WHERE word IN ('zebedee', 'quux')").fetchone()
        assert not conn.execute("SELECT 1 FROM name_gap WHERE word IN ('zebedee', 'quux')").fetchone()


def test_numbers_go_up_with_the_day():
    ids = ["a", "b", "c"]
    days = ["2004-01-01", "2026-03-05", "2026-03-06"]
    assert sorted(zip(days, ids, strict=True)) == sorted(
        zip(days, ids, strict=True), key=lambda pair: derive.row_no(pair[1], pair[0])
    )
    assert derive.row_no("a", None) < derive.row_no("a", "1996-01-01") < 2**63


def test_page_shows_hits_and_says_when_nothing_is_found(draw, sold):
    name, _id = a_person(sold, "anna-sokolova")
    words = words_of(draw("search", q=name, **{"as": "rep:anna-sokolova"}))
    assert name in words
    assert "Nothing was found." in words_of(draw("search", q="qqqqqq wwwwww", **{"as": "rep:anna-sokolova"}))
    assert "Not on a shared screen." in words_of(draw("search", q=name, present="1"))


def test_names_in_cyrillic_are_found_in_latin_letters_and_the_other_way_round(sold):
    with store.writing(sold) as conn:
        name_index.put(conn, "client", {"x": "Щебекин"})
        name_index.put(conn, "client", {"y": "Vasnetsov"})
        stood = {row[0] for row in conn.execute("SELECT word FROM name_word WHERE id = 'x'")}
    assert stood == {"щебекин", "shchebekin"}
    assert name_index.latin("васнецов") == "vasnetsov"


def test_an_undone_import_is_found_no_more(sold):
    from connectors.ingest import undo
    from scoring.score import refresh

    rep_id = "anna-sokolova"
    viewer = Viewer("x@team.example", "rep", "X", rep_id)
    told = (
        "SELECT text FROM message WHERE rep_id = ? AND network = 'linkedin' AND kind = 'direct' AND length(text) > 40"
    )
    text = rows(sold, told, rep_id)[0][0]
    words = " ".join(text.split()[:6])
    assert find(sold, viewer, words).messages
    for (import_id,) in rows(sold, "SELECT id FROM import WHERE rep_id = ? AND state = 'done'", rep_id):
        undo(sold, import_id)
    refresh(sold)
    assert not find(sold, viewer, words).messages
    assert not rows(sold, "SELECT 1 FROM search WHERE message_id NOT IN (SELECT message_id FROM message_mark)")
    assert not rows(sold, "SELECT 1 FROM name_word WHERE kind = 'person' AND id NOT IN (SELECT id FROM contact)")
    assert not rows(sold, "SELECT 1 FROM name_word WHERE kind = 'company' AND id NOT IN (SELECT company FROM contact)")
    assert not rows(sold, "SELECT 1 FROM name_gap WHERE word NOT IN (SELECT word FROM name_word)")
    notes = "SELECT 1 FROM search_note WHERE kind = 'network' AND note_id NOT IN (SELECT id FROM note)"
    assert not rows(sold, notes)
