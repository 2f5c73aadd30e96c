"""Draft check: what a draft does, findings at the words, who it goes to; nothing is stored unless asked."""

import pytest
from conftest import words_of
from demo_team import settle

from data import facts, store
from scoring.rules import RULES

BEN = "ben-carter"
TITLES = {rule.id: rule.title for rule in RULES}
PITCH = "We help logistics teams cut planning time by 30 %. Our platform starts at $49. Could we book a demo next week?"


@pytest.fixture
def demo(home):
    return settle(home)


def check(app, text):
    app.text_area(key="draft_text").set_value(text)
    next(button for button in app.button if button.label == "Check the message").click()
    return app.run()


def contact_of(demo, rep=BEN, where="1"):
    sql = f"""SELECT v.contact_id, c.name FROM conversation v JOIN contact c ON c.id = v.contact_id
        WHERE v.rep_id = ? AND v.private = 0 AND {where} ORDER BY v.id LIMIT 1"""
    with store.reading(demo) as conn:
        return tuple(conn.execute(sql, (rep,)).fetchone())


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("draft"))


def test_before_anything_is_typed(draw, demo):
    words = words_of(draw("draft", rep=BEN))
    assert "Paste a message and see how it would read." in words
    assert "What is checked" in words


def test_an_offer_to_a_stranger_is_found_at_its_words(draw, demo):
    app = check(draw("draft", rep=BEN), PITCH)
    words = words_of(app)
    for part in ("sells", "asks for a meeting", TITLES["opener.pitch"], "<mark", "Worth another look"):
        assert part in words


def test_a_plain_question_can_go(draw, demo):
    words = words_of(check(draw("draft", rep=BEN), "Your talk on cold chains stayed with me. Which part was hardest?"))
    assert "It can go as it is." in words
    assert "No rule speaks against this message." in words


def test_what_was_sent_before_is_told_with_its_answers(draw, demo):
    with store.reading(demo) as conn:
        sent = """SELECT m.text FROM message m JOIN message_mark k ON k.message_id = m.id
            JOIN template t ON t.id = k.template_id
            WHERE k.rep_id = ? AND k.role = 'opener' ORDER BY t.reach DESC, m.id LIMIT 1"""
        text = conn.execute(sent, (BEN,)).fetchone()[0]
    words = words_of(check(draw("draft", rep=BEN), text))
    assert "the same as a text sent to" in words
    assert "had answered after 14 days" in words


def test_what_is_known_of_the_recipient(draw, demo):
    contact, name = contact_of(demo, where="v.waiting_since IS NOT NULL")
    words = words_of(draw("draft", rep=BEN, to=contact))
    assert name.split()[0] in words
    assert "They have waited for an answer since" in words


def test_the_own_length_is_named_among_the_bands(draw, demo):
    words = words_of(check(draw("draft", rep=BEN), "x" * 10 + " could you tell me how you plan routes?"))
    assert "up to 200 characters (this one)" in words


def test_a_foreign_contact_is_a_stranger(draw, demo):
    contact, name = contact_of(demo, "dmitry-orlov")
    words = words_of(draw("draft", **{"as": f"rep:{BEN}", "to": contact}))
    assert name not in words
    assert "To somebody new" in words


def test_a_rep_checks_only_as_themselves(draw, demo):
    assert "This is not here." in words_of(draw("draft", rep="dmitry-orlov", **{"as": f"rep:{BEN}"}))


def test_a_shared_screen_shows_no_draft(draw, demo):
    app = draw("draft", rep=BEN, present="1")
    assert "Not on a shared screen." in words_of(app)
    assert not app.text_area


def test_nothing_is_stored_unless_asked(draw, demo):
    contact, _ = contact_of(demo)
    with store.reading(demo) as conn:
        before = facts.content_hash(conn), conn.execute("SELECT COUNT(*) FROM conversation_note").fetchone()[0]
    app = check(draw("draft", to=contact, **{"as": f"rep:{BEN}"}), PITCH)
    with store.reading(demo) as conn:
        assert (
            facts.content_hash(conn),
            conn.execute("SELECT COUNT(*) FROM conversation_note").fetchone()[0],
        ) == before
    next(button for button in app.button if button.label == "Keep it as a note").click()
    app.run()
    with store.reading(demo) as conn:
        assert [row[0] for row in conn.execute("SELECT text FROM conversation_note WHERE text = ?", (PITCH,))] == [
            PITCH
        ]


HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](http://a.example) Could you tell me more about it?"


def test_hostile_words_stay_words(draw, demo):
    words = words_of(check(draw("draft", rep=BEN), HOSTILE))
    assert "<img" not in words
    assert "**bold** [link](http://a.example)" in words
