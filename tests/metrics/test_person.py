"""One person over networks: joined by a key or a click, never by name; parted by a word; kept through a re-import."""

import pytest

from data import persons, store
from data.derive import ContactRow, ConversationRow, insert
from data.facts import save
from data.records import Identity, Message, person_key, stable_id
from data.scope import Scope, Viewer, scope_for
from data.talks import TalkError
from metrics.conversations.person import person, whole

ANNA = Viewer("anna@team.example", "rep", "Anna", "anna")
BEN = Viewer("ben@team.example", "rep", "Ben", "ben")
LEAD = Viewer("lead@team.example", "manager", "Olga")
EVERY = Scope(reps=None, text="all", viewer_rep="anna")


class Team:
    """A workspace with contacts, keys and talks."""

    def __init__(self, path):
        self.path = path

    def contact(self, network, slug, name, rep="anna", day="2026-11-01", **keys):
        key = person_key(network, "id", slug)
        talk = f"{rep}-{network}-{slug}"
        with store.writing(self.path) as conn:
            insert(conn, [ContactRow(key, network, name, key, "", "")])
            conn.execute("INSERT OR REPLACE INTO contact_key VALUES (?, ?)", (key, key))
            row = ConversationRow(talk, rep, network, key, name, "direct", 0, f"{day}T10:00:00Z", day, None, day, "us")
            insert(conn, [row._replace(messages=1, ours=1, last_at=f"{day}T10:00:00Z")])
            at = f"{day}T10:00:00Z"
            message = Message(
                talk + "m", rep, network, talk, "", "direct", "out", "stated", at, "exact", at, day, key, name, None,
                "", "[]", "", f"hello on {network}", "[]", "",
            )  # fmt: skip
            facts = [message, *(self.identity(rep, network, key, kind, value) for kind, value in keys.items())]
            save(conn, self.import_no(conn), 0, [(0, fact) for fact in facts])
        return key, talk

    @staticmethod
    def identity(rep, network, key, kind, value):
        return Identity(stable_id(rep, network, key, kind, value), rep, network, key, kind, value)

    @staticmethod
    def import_no(conn):
        conn.execute("INSERT OR IGNORE INTO import (id, at, name, state) VALUES ('i', '', 'i', 'done')")
        conn.execute("INSERT OR IGNORE INTO import_no (import_id) VALUES ('i')")
        return conn.execute("SELECT no FROM import_no").fetchone()[0]

    def of(self, talk, scope=EVERY):
        with store.reading(self.path) as conn:
            return person(conn, scope, talk)

    def others(self, talk, scope=EVERY):
        found = self.of(talk, scope)
        return sorted((one.network, one.by) for one in found.talks)

    def say(self, viewer, one, other, same):
        with store.writing(self.path) as conn:
            persons.say(conn, viewer, one, other, same)


@pytest.fixture
def team(tmp_path):
    store.prepare(tmp_path / "rapport.db")
    return Team(tmp_path / "rapport.db")


def test_the_same_phone_or_mail_joins_over_networks_and_scripts(team):
    _, talk = team.contact("linkedin", "maria", "Maria Lebedeva", email="maria@acme.example")
    team.contact("telegram", "5", "Мария Лебедева", email="maria@acme.example", phone="+79000000001")
    team.contact("whatsapp", "7", "Маша Лебедева", phone="+79000000001")
    assert team.others(talk) == [("telegram", "email"), ("whatsapp", "phone")]
    assert team.of(talk).offers == ()


def test_names_alone_join_nobody_but_are_asked_about(team):
    _, talk = team.contact("linkedin", "maria", "Maria Lebedeva")
    other, _ = team.contact("telegram", "5", "Мария Лебедева")
    team.contact("telegram", "6", "Мария Иванова")
    assert team.others(talk) == []
    assert [one.contact_id for one in team.of(talk).offers] == [other]


def test_shared_mailboxes_switchboards_and_strangers_with_one_key_join_nobody(team):
    _, talk = team.contact("linkedin", "maria", "Maria Lebedeva", email="info@acme.example", phone="+79000000002")
    team.contact("telegram", "5", "Maria Lebedeva", email="info@acme.example")
    team.contact("whatsapp", "7", "Oleg Petrov", phone="+79000000002")
    assert team.others(talk) == []
    team.contact("vk", "8", "Maria Lebedeva", phone="+79000000002")
    team.contact("vk", "9", "Maria Lebedeva-Smith", phone="+79000000002")
    assert team.others(talk) == []


def test_a_click_joins_and_parts_and_the_last_word_stands(team):
    one, talk = team.contact("linkedin", "maria", "Maria L", email="m@acme.example")
    other, _ = team.contact("telegram", "5", "Mashka")
    third, _ = team.contact("vk", "9", "Maria L", email="m@acme.example")
    team.say(ANNA, one, other, True)
    assert team.others(talk) == [("telegram", "click"), ("vk", "email")]
    team.say(LEAD, third, one, False)
    assert team.others(talk) == [("telegram", "click")]
    team.say(ANNA, other, one, False)
    assert team.others(talk) == []
    assert team.of(talk).offers == ()
    team.say(ANNA, one, third, True)
    assert team.others(talk) == [("vk", "click")]


def test_only_who_talks_with_both_may_say_so(team):
    one, _ = team.contact("linkedin", "maria", "Maria L")
    other, _ = team.contact("telegram", "5", "Mashka", rep="ben")
    for viewer in (ANNA, BEN):
        with pytest.raises(TalkError):
            team.say(viewer, one, other, True)
    team.say(LEAD, one, other, True)


def test_a_rep_sees_own_talks_and_keys_only(team):
    _, talk = team.contact("linkedin", "maria", "Maria Lebedeva", email="maria@acme.example")
    team.contact("telegram", "5", "Maria Lebedeva", rep="ben", email="maria@acme.example")
    assert team.others(talk) == [("telegram", "email")]
    assert team.others(talk, scope_for(ANNA)) == []
    assert team.of(talk, scope_for(BEN)) is None


def test_one_line_of_time_tells_the_network_of_every_message(team):
    _, talk = team.contact("linkedin", "maria", "Maria Lebedeva", day="2026-11-01", email="maria@acme.example")
    team.contact("telegram", "5", "Maria Lebedeva", day="2026-11-09", email="maria@acme.example")
    with store.reading(team.path) as conn:
        model = whole(conn, EVERY, talk)
    assert [(line.network, line.gap_days) for line in model.lines] == [("linkedin", 0), ("telegram", 8)]
    assert (model.ours, model.days) == (2, 8)
