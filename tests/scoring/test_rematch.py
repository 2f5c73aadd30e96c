"""Contacts of a workspace found again in its CRM: stored links, decisions, what is never linked."""

import json

import pytest

from data import facts, matching, persons, store, workspace
from data.crm_records import CrmCompany, CrmPerson, crm_id
from data.matching import MatchError
from data.records import Connection, Identity, Message, person_key, stable_id
from data.scope import Viewer
from scoring.score import refresh

LEADER = Viewer("lead@example.com", "manager")


def connection(name, slug, **values):
    key = person_key("linkedin", "in", slug)
    row = {"company": "", "position": "", "email": "", "connected_on": "2026-02-01"} | values
    return Connection(stable_id("c", slug), "rep", "linkedin", key, name, **row)


def person(no, name, **values):
    row = dict.fromkeys(CrmPerson._fields, "") | {
        "id": crm_id("hubspot", CrmPerson, "contact", no), "crm": "hubspot", "native_id": str(no), "kind": "contact",
        "emails": "[]", "phones": "[]", "urls": "[]", "handles": "[]", "name": name,
    }  # fmt: skip
    lists = {key: json.dumps(value) if isinstance(value, list) else value for key, value in values.items()}
    return CrmPerson(
        **(row | dict.fromkeys(("company_id", "owner_id", "created_at", "updated_at", "merged_into")) | lists)
    )


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "workspace.db"
    store.prepare(path)
    with store.writing(path) as conn:
        conn.execute("INSERT INTO rep (id, name) VALUES ('rep', 'Morgan Vale')")
        conn.execute(
            "INSERT INTO rep_identity (rep_id, network, kind, value) "
            "VALUES ('rep', 'linkedin', 'profile', 'morgan-vale')"
        )
    return path


def tell(db, *records, no=1):
    with store.writing(db) as conn:
        conn.execute(
            "INSERT OR IGNORE INTO import (id, at, name, taken_on, state, rep_id) "
            "VALUES (?, 'now', 'n', '2026-03-01', 'done', 'rep')",
            (f"i{no}",),
        )
        conn.execute("INSERT OR IGNORE INTO import_no (no, import_id) VALUES (?, ?)", (no, f"i{no}"))
        facts.save(conn, no, 0, [(0, record) for record in records])
    return refresh(db)


def links(db):
    with store.reading(db) as conn:
        sql = """SELECT c.name, p.name, l.how FROM person_of_contact l JOIN contact c ON c.id = l.contact_id
            JOIN crm_person p ON p.id = l.person_id ORDER BY 1, 2"""
        return [tuple(row) for row in conn.execute(sql)]


def waiting(db):
    with store.reading(db) as conn:
        return [
            tuple(row)
            for row in conn.execute("SELECT contact_id, person_id, tier FROM crm_match WHERE band = 'review'")
        ]


def contact_id(db, name):
    with store.reading(db) as conn:
        return conn.execute("SELECT id FROM contact WHERE name = ?", (name,)).fetchone()[0]


def test_keys_and_names_link_and_the_rest_waits(db):
    told = tell(
        db,
        connection("Юлия Щербакова", "yulia-s", email="julia@example.org"),
        connection("Bob Karlsson", "bobk", company="Tannenhof Logistik GmbH"),
        connection("Ines Corvalan", "ines-c"),
        person(1, "Iuliia Shcherbakova", emails=["Julia@Example.org"]),
        person(2, "", first_name="Robert", last_name="Karlsson", company="Tannenhof Logistik"),
        person(3, "Inés Corvalán"),
        person(4, "Somebody Else"),
    )
    assert told["matched"] == 2
    assert links(db) == [("Bob Karlsson", "", "name_company"), ("Юлия Щербакова", "Iuliia Shcherbakova", "key")]
    assert [row[2] for row in waiting(db)] == ["name"]


def test_the_company_may_stand_in_its_own_row(db):
    firm = CrmCompany(
        **(
            dict.fromkeys(CrmCompany._fields, "")
            | {"id": "firm", "crm": "hubspot", "native_id": "1", "name": "Tannenhof"}
        )
    )
    tell(
        db,
        connection("Bob Karlsson", "bobk", company="Tannenhof GmbH"),
        firm,
        person(1, "Bob Karlsson", company_id="firm"),
    )
    assert [how for *_, how in links(db)] == ["name_company"]


def test_a_switch_leaves_names_to_people(db):
    with store.writing(db) as conn:
        workspace.change(conn, "lead@example.com", name_links_to_review=True)
    tell(db, connection("Bob Karlsson", "bobk", company="Tannenhof"), person(1, "Bob Karlsson", company="Tannenhof"))
    assert links(db) == []
    assert len(waiting(db)) == 1


def test_decisions_stand_over_keys_and_survive_undo_and_import(db):
    first = connection("Ines Corvalan", "ines-c", email="ines@example.org")
    both = person(1, "Ines Corvalan", emails=["ines@example.org"]), person(2, "Ines Corvalan")
    tell(db, first, no=1)
    tell(db, *both, no=2)
    assert [how for *_, how in links(db)] == ["key"]
    with store.writing(db) as conn:
        matching.decide(conn, LEADER, contact_id(db, "Ines Corvalan"), [both[0].id], "not")
    refresh(db)
    assert links(db) == []
    assert [row[1] for row in waiting(db)] == [both[1].id]
    with store.writing(db) as conn:
        facts.take_back(conn, 2)
    refresh(db)
    assert waiting(db) == []
    tell(db, *both, no=3)
    refresh(db, full=True)
    assert links(db) == []
    with store.writing(db) as conn:
        matching.decide(conn, LEADER, contact_id(db, "Ines Corvalan"), [both[1].id], "same")
    refresh(db, full=True)
    assert [how for *_, how in links(db)] == ["confirmed"]
    assert waiting(db) == []


def test_reps_themselves_are_nobody(db):
    tell(
        db,
        connection("Morgan Vale", "morgan-vale", email="morgan@example.org"),
        connection("Ann Reyes", "ann-r"),
        person(1, "Morgan Vale", emails=["morgan@example.org"]),
        person(2, "Morgan Stone", urls=["https://www.linkedin.com/in/morgan-vale/"]),
    )
    assert links(db) == []
    assert waiting(db) == []


def test_doubles_of_the_crm_share_a_link(db):
    tell(
        db,
        connection("Bob Karlsson", "bobk", company="Tannenhof"),
        person(1, "Bob Karlsson", company="Tannenhof"),
        person(2, "Robert Karlsson", company="Tannenhof GmbH"),
    )
    assert [name for _, name, _ in links(db)] == ["Bob Karlsson", "Robert Karlsson"]


def test_contacts_that_are_one_person_have_each_others_keys(db):
    key = person_key("whatsapp", "phone", "+4915112345678")
    said = Message(**(dict.fromkeys(Message._fields, "") | {
        "id": "m1", "rep_id": "rep", "network": "whatsapp", "conversation_id": "w1", "kind": "direct",
        "direction": "out", "direction_by": "stated", "sent_at": "2026-02-02T10:00:00Z", "sent_at_by": "exact",
        "day": "2026-02-02",
        "person_key": key, "person_name": "Bobby", "recipients": "[]", "attachments": "[]", "text": "Hello",
    }))  # fmt: skip
    phone = Identity("id1", "rep", "whatsapp", key, "phone", "+4915112345678")
    tell(db, said, phone, connection("Bob Karlsson", "bobk"), person(1, "Bob Karlsson", phones=["0151 12345678"]))
    assert [name for name, *_ in links(db)] == ["Bobby"]
    with store.writing(db) as conn:
        conn.execute(
            "INSERT INTO person_link VALUES (?, 'whatsapp:phone/+4915112345678', 'same', 'now', '')",
            ("linkedin:in/bobk",),
        )
    refresh(db)
    assert [name for name, *_ in links(db)] == ["Bob Karlsson", "Bobby"]
    assert persons.MOST


def test_a_second_refresh_changes_nothing(db):
    tell(db, connection("Bob Karlsson", "bobk", company="Tannenhof"), person(1, "Bob Karlsson", company="Tannenhof"))
    with store.reading(db) as conn:
        before = facts.content_hash(conn)
    refresh(db)
    refresh(db, full=True)
    with store.reading(db) as conn:
        assert facts.content_hash(conn) == before


def test_a_decision_about_what_is_not_here_is_refused(db):
    tell(db, connection("Bob Karlsson", "bobk"), person(1, "Bob Karlsson"))
    mine = contact_id(db, "Bob Karlsson")
    with store.writing(db) as conn:
        for viewer, contact, people, verdict in (
            (LEADER, "nobody", [crm_id("hubspot", CrmPerson, "contact", 1)], "same"),
            (LEADER, mine, ["nobody"], "same"),
            (LEADER, mine, [], "same"),
            (Viewer("b@example.com", "rep", rep_id="other"), mine, [crm_id("hubspot", CrmPerson, "contact", 1)], "not"),
        ):
            with pytest.raises(MatchError):
                matching.decide(conn, viewer, contact, people, verdict)
        assert conn.execute("SELECT count(*) FROM match_decision").fetchone()[0] == 0
