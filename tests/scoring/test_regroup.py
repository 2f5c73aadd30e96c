"""Templates over many refreshes: new messages join what is known, ids stay, declared campaigns stay declared."""

import subprocess
import sys

import pytest

from data import answers, store
from data.facts import content_hash, save, take_back
from data.records import Message, stable_id
from data.scope import Viewer
from scoring import regroup
from scoring.kept_texts import Rest, read_part
from scoring.score import refresh

OFFER = (
    "Hi {name}! We saw how you handle returns in the peak season and wondered who plans the shifts there. "
    "Our customers save two hours a day with one simple list."
)
NEWS = (
    "Hello {name}, the new rules for cold transport come into force in May and most firms we know are not ready. "
    "May I send you the two pages our lawyer wrote for us?"
)
OWN = (
    "The way your drivers swap trailers at the border crossing near Brest is something I have never seen before.",
    "Seven years ago my father ran a cold store just like yours and he still talks about the winter of the flood.",
    "Last night I read your essay about pallets and strikes, twice, and then aloud to my whole family.",
)
NAMES = ("Anke", "Boris", "Clara", "David", "Elena", "Frank", "Gerda", "Henry", "Irene", "Jonas", "Karla", "Louis")
ANNA = Viewer("anna@example.com", "rep", "Anna", "anna")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "w.db"
    store.prepare(path)
    with store.writing(path) as conn:
        for rep in ("anna", "boris"):
            conn.execute("INSERT INTO rep (id, name) VALUES (?, ?)", (rep, rep.title()))
        for no in range(1, 10):
            sql = "INSERT INTO import (id, at, name, state, taken_on) VALUES (?, '', 'x', 'done', ?)"
            conn.execute(sql, (str(no), f"2026-07-{no:02}"))
            conn.execute("INSERT INTO import_no VALUES (?, ?)", (no, str(no)))
    return path


@pytest.fixture
def large(monkeypatch):
    """Treat every workspace as a large one, in which all is compared again only after a lot has come."""
    monkeypatch.setattr(regroup, "SMALL", 0)
    monkeypatch.setattr(regroup, "STALE", 1.0)


def openers(text, names, rep="anna"):
    """First messages to some people, one a day."""
    made = []
    for name in names:
        day = f"2026-03-{1 + NAMES.index(name):02}"
        said = text.format(name=name)
        made.append(
            Message(
                stable_id(rep, name, said), rep, "linkedin", f"{rep}-{name}-{stable_id(text)[:4]}", "", "direct", "out",
                "stated", f"{day}T10:00:00Z", "exact", day, day, f"linkedin:in/{name}", f"{name} Stone", None, "", "[]",
                "", said, "[]", "INBOX",
            )
        )  # fmt: skip
    return made


def told(path, no, *messages, full=False):
    with store.writing(path) as conn:
        save(conn, no, 1, list(enumerate([one for some in messages for one in some], 1)))
        store.bump(conn)
    return refresh(path, full=full)


def ask(path, sql, *args):
    with store.reading(path) as conn:
        return [tuple(row) for row in conn.execute(sql, args)]


def templates(path):
    return dict(ask(path, "SELECT id, messages FROM template"))


def compared(path):
    with store.reading(path) as conn:
        return read_part(conn, "count")


@pytest.mark.usefixtures("large")
def test_new_messages_join_known_templates_and_ids_stay(path):
    told(path, 1, openers(OFFER, NAMES[:6]), openers(OWN[0], NAMES[6:7]))
    ((id_, count),) = templates(path).items()
    assert count == 6
    told(path, 2, openers(OFFER, NAMES[6:9]), openers(OWN[1], NAMES[9:10]))
    assert templates(path) == {id_: 9}
    assert compared(path) == b'{"compared": 7, "since": 4}'
    shares = ask(path, "SELECT DISTINCT personal_share FROM message_mark WHERE template_id = ?", id_)
    assert all(share < 0.2 for (share,) in shares)
    told(path, 3, full=True)
    assert templates(path) == {id_: 9}


@pytest.mark.usefixtures("large")
def test_a_text_that_comes_one_at_a_time_becomes_a_template(path):
    told(path, 1, openers(OFFER, NAMES[:8]), openers(OWN[0], NAMES[8:9]))
    for no, name in enumerate(NAMES[:3], 2):
        told(path, no, openers(NEWS, [name]))
        assert len(templates(path)) == (1 if no < 4 else 2)
    assert sorted(templates(path).values()) == [3, 8]
    told(path, 5, openers(NEWS, NAMES[3:5]))
    assert sorted(templates(path).values()) == [5, 8]
    before = ask(path, "SELECT message_id, template_id FROM message_mark ORDER BY 1")
    refresh(path, full=True)
    assert ask(path, "SELECT message_id, template_id FROM message_mark ORDER BY 1") == before


@pytest.mark.usefixtures("large")
def test_a_colleague_who_takes_up_a_text_joins_its_template(path):
    told(path, 1, openers(OFFER, NAMES[:6]))
    told(path, 2, openers(OFFER, NAMES[6:10], rep="boris"))
    assert ask(path, "SELECT messages, reps FROM template") == [(10, '["anna","boris"]')]
    assert ask(path, "SELECT rep_id, subject FROM finding WHERE rule = 'template.shared'") == [("", "template")]


@pytest.mark.usefixtures("large")
def test_what_is_taken_back_is_forgotten_at_once(path):
    told(path, 1, openers(OFFER, NAMES[:8]))
    told(path, 2, openers(NEWS, NAMES[:2]), openers(OWN[2], NAMES[3:4]))
    with store.writing(path) as conn:
        take_back(conn, 2)
        store.bump(conn)
    refresh(path)
    with store.reading(path) as conn:
        assert len(Rest(conn, ()).whole) == 0
    told(path, 3, openers(NEWS, NAMES[2:3]))
    assert sorted(templates(path).values()) == [8]


@pytest.mark.usefixtures("large")
def test_enough_news_compares_all_again(path):
    told(path, 1, openers(OFFER, NAMES[:3]))
    told(path, 2, openers(NEWS, NAMES[:4]))
    assert compared(path) == b'{"compared": 7, "since": 0}'


def test_steps_come_to_the_same_as_one_import(path, tmp_path, monkeypatch):
    parts = [openers(OFFER, NAMES[no : no + 4]) + openers(NEWS, NAMES[no + 2 : no + 4]) for no in range(0, 12, 4)]
    store.backup(path, tmp_path / "once.db")
    monkeypatch.setattr(regroup, "SMALL", 0)
    for no, part in enumerate(parts, 1):
        told(path, no, part)
    refresh(path, full=True)
    once = tmp_path / "once.db"
    for no, part in enumerate(reversed(parts), 1):
        with store.writing(once) as conn:
            save(conn, no, 1, list(enumerate(part, 1)))
            store.bump(conn)
    refresh(once)
    with store.reading(path) as one, store.reading(once) as other:
        assert content_hash(one) == content_hash(other)


def test_a_full_refresh_changes_no_id_and_tells_no_event(path):
    told(path, 1, openers(OFFER, NAMES), openers(NEWS, NAMES[:5]))
    before = templates(path)
    refresh(path, full=True)
    assert templates(path) == before
    assert ask(path, "SELECT * FROM template_event") == []


def test_a_merge_is_on_record_and_keeps_what_was_declared(path):
    told(path, 1, openers(OFFER, NAMES[:8]), openers(NEWS, NAMES[:6]))
    small, big = sorted(templates(path), key=templates(path).get)
    with store.writing(path) as conn:
        answers.answer(conn, ANNA, stable_id("opener.copied", "anna", small), "agreed_campaign")
        regroup._note(conn, [regroup.Event("merge", small, big)])
    assert ask(path, "SELECT kind, was, now FROM template_event") == [("merge", small, big)]
    kept = stable_id("opener.copied", "anna", big)
    assert ask(path, "SELECT answer FROM finding_answer WHERE finding_id = ?", kept) == [("agreed_campaign",)]


def test_a_declared_campaign_is_a_note_and_its_answers_count_still(path):
    told(path, 1, openers(OFFER, NAMES))
    found = "SELECT id, severity, params ->> 'agreed' FROM finding WHERE rule = 'opener.copied'"
    ((id_, severity, agreed),) = ask(path, found)
    assert (severity, agreed) == ("watch", 0)
    openers_counted = ask(path, "SELECT n, k FROM tally WHERE figure = 'copies' ORDER BY day")
    with store.writing(path) as conn:
        answers.answer(conn, ANNA, id_, "agreed_campaign")
    refresh(path)
    assert ask(path, found) == [(id_, "note", 1)]
    assert ask(path, "SELECT n, k FROM tally WHERE figure = 'copies' ORDER BY day") == openers_counted
    with store.writing(path) as conn:
        answers.take_back(conn, ANNA, id_)
    refresh(path)
    assert ask(path, found) == [(id_, "watch", 0)]


def test_a_small_refresh_loads_no_compiler(path):
    with store.writing(path) as conn:
        save(conn, 1, 1, list(enumerate(openers(OFFER, NAMES), 1)))
        store.bump(conn)
    code = "import sys; from scoring.score import refresh; refresh(sys.argv[1]); print('numba' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
    assert templates(path)
