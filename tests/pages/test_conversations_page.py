"""Conversations: as many rows as a figure counted, words found in every form, texts for those who may."""

import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import words_of
from demo_team import settle

from data import store, talks
from data.derive import ConversationRow, insert
from data.scope import Scope, Viewer
from metrics.catalog import METRICS
from metrics.conversations.listed import Asked
from metrics.conversations.listed import talks as listed
from metrics.figures import totals
from metrics.measure import conversations
from scoring.search import query

BEN, DMITRY, ANNA = "ben-carter", "dmitry-orlov", "anna-sokolova"
DAYS = {"since": "2026-08-09", "until": "2026-11-21"}
LISTABLE = [metric.id for metric in METRICS if metric.listable]


@pytest.fixture
def demo(home):
    return settle(home)


def cells(demo, sql, *args):
    with store.reading(demo) as conn:
        return [row[0] for row in conn.execute(sql, args)]


def ask(demo, scope, **asked):
    with store.reading(demo) as conn:
        return listed(conn, scope, Asked(**asked))


def shown(app):
    return re.findall(r'class="rp-talk ', words_of(app))


def own(rep):
    return Scope(reps=(rep,), text="all", viewer_rep=rep, **DAYS)


MANAGER = Scope(reps=None, text="cited", **DAYS)


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("conversations"))


# --- the list ---
@pytest.mark.parametrize("part", ["k", "n"])
def test_as_many_cases_as_the_figure_counts(demo, part):
    assert len(LISTABLE) > 15
    for figure in LISTABLE:
        with store.reading(demo) as conn:
            cases = conversations(conn, figure, MANAGER, part)
            measured = totals(conn, [figure], MANAGER, DAYS["until"])[figure]
        model = ask(demo, MANAGER, figure=figure, part=part, size=5_000)
        counted = measured.k if measured.n is None else getattr(measured, part)
        assert model.total == len(cases) == len(model.rows) == counted, figure
        assert [row.id for row in model.rows] == [case["conversation_id"] for case in cases], figure


def test_a_figure_of_one_rep_opens_its_rows(draw, demo):
    app = draw("conversations", figure="pitch_after_reply", part="k", rep=DMITRY)
    with store.reading(demo) as conn:
        counted = len(conversations(conn, "pitch_after_reply", MANAGER.of(DMITRY)))
    assert counted
    assert len(shown(app)) == min(counted, 25)
    assert f": {counted} of " in words_of(app)


@pytest.mark.parametrize("view", ["early", "waits", "negative", "best", "finding"])
def test_the_counts_beside_the_kinds_are_those_of_their_lists(demo, view):
    model = ask(demo, MANAGER, view=view, size=5_000)
    assert model.total == len(model.rows) == model.totals.by_view[view] > 0


def test_pages_hold_every_row_once(demo):
    whole = [row.id for row in ask(demo, own(BEN), size=5_000).rows]
    pages = [row.id for page in range(len(whole) // 40 + 1) for row in ask(demo, own(BEN), page=page, size=40).rows]
    assert pages == whole
    assert len(set(whole)) == len(whole)


def test_a_word_is_found_in_its_forms(demo):
    found = {
        form: ask(demo, own(DMITRY), text=form, words=query(form), size=5_000).total for form in ("склад", "складами")
    }
    assert found["складами"] > 0
    assert found["склад"] >= found["складами"]


def test_people_and_companies_are_found(demo):
    row = ask(demo, own(DMITRY)).rows[0]
    for typed in (row.contact.upper(), row.company[:6].lower()):
        assert row.id in {one.id for one in ask(demo, own(DMITRY), text=typed, words=query(typed), size=5_000).rows}


@pytest.mark.parametrize("typed", ['"', "*", "AND", "a OR b", "()", "' --", "\x00", "слово NEAR("])
def test_signs_of_the_search_language_do_no_harm(draw, demo, typed):
    assert not draw("conversations", q=typed).exception


def test_a_search_tells_a_manager_nothing_that_is_not_cited(demo):
    secret = "zyxwvutian"
    message = cells(
        demo,
        "SELECT message_id FROM message_mark k"
        " WHERE NOT EXISTS (SELECT 1 FROM finding f WHERE f.message_id = k.message_id)",
    )[0]
    with store.writing(demo) as conn:
        conn.execute("UPDATE search SET stems = ? WHERE message_id = ?", (secret, message))
    rep = cells(demo, "SELECT rep_id FROM message_mark WHERE message_id = ?", message)[0]
    everything = {"text": secret, "words": query(secret)}
    assert ask(demo, replace(own(rep), since="", until="9999-12-31"), **everything).total == 1
    assert ask(demo, replace(MANAGER, since="", until="9999-12-31"), **everything).total == 0


def test_nothing_found_is_said(draw, demo):
    assert "No conversation is like that." in words_of(draw("conversations", q="qwertyuiop"))


def test_too_narrow_filters_can_be_cleared(draw, demo):
    assert "Nothing fits these filters." in words_of(draw("conversations", rep="laura-meyer", period="30d"))


# --- one conversation ---
def long_talk(demo, rep=DMITRY):
    sql = "SELECT id FROM conversation WHERE rep_id = ? AND pitch_after_reply = 1 ORDER BY messages DESC, id"
    return cells(demo, sql, rep)[0]


def test_a_rep_reads_the_own_conversation(draw, demo):
    talk = long_talk(demo)
    words = unescape(re.sub(r"</?mark[^>]*>", "", words_of(draw("conversations", id=talk, **{"as": f"rep:{DMITRY}"}))))
    texts = cells(demo, "SELECT text FROM message WHERE conversation_id = ?", talk)
    assert len(texts) > 3
    assert [text for text in texts if text not in words] == []
    assert "Selling right after the first answer" in words


def test_a_rep_opens_nobody_elses(draw, demo):
    words = words_of(draw("conversations", id=long_talk(demo), **{"as": f"rep:{BEN}"}))
    assert "This is not here." in words


def test_a_missing_conversation_is_said_in_the_same_words(draw, demo):
    assert "This is not here." in words_of(draw("conversations", id="nothing"))


@pytest.mark.parametrize("rep", [BEN, DMITRY, ANNA])
def test_a_manager_reads_only_what_findings_cite(draw, demo, rep):
    talk = cells(demo, "SELECT conversation_id FROM finding WHERE rep_id = ? AND conversation_id IS NOT NULL", rep)[0]
    app = draw("conversations", id=talk, rep=rep, **{"as": "manager"})
    words = unescape(re.sub(r"</?mark[^>]*>", "", words_of(app)))
    cited = " ".join(cells(demo, "SELECT evidence FROM finding WHERE rep_id = ?", rep))
    texts = cells(demo, "SELECT DISTINCT text FROM message WHERE rep_id = ? AND length(text) > 20", rep)
    assert "rp-bubble" in words
    assert [text for text in texts if text not in cited and text in words] == []
    assert cells(demo, "SELECT evidence FROM finding WHERE conversation_id = ?", talk)[0] in words


def test_uncited_messages_are_counted_not_shown(draw, demo):
    words = words_of(draw("conversations", id=long_talk(demo), **{"as": "manager"}))
    assert re.search(r"Not shown: \d+ characters", words)


def test_nobody_reads_on_a_shared_screen(draw, demo):
    for params in ({"id": long_talk(demo)}, {"figure": "copies"}, {}):
        words = unescape(words_of(draw("conversations", present="1", **params)))
        texts = cells(demo, "SELECT DISTINCT text FROM message WHERE length(text) > 20")
        names = cells(demo, "SELECT name FROM contact WHERE length(name) > 8")
        assert [text for text in (*texts, *names) if text in words] == []
        assert "name hidden" in words


def test_an_admin_has_no_such_page():
    from pages.conversations import PAGE

    assert "admin" not in PAGE.roles


def test_messages_are_text_and_nothing_else(draw, demo):
    nasty = '<img src="http://evil.test/x.png"> ![x](http://evil.test/y.png) :material/alarm: <script>1</script> </div>'
    talk = long_talk(demo)
    with store.writing(demo) as conn:
        conn.execute(
            "UPDATE message SET text = ?, subject = ?, sender_name = ? WHERE conversation_id = ?",
            (nasty, nasty, nasty, talk),
        )
        conn.execute("UPDATE contact SET name = ?, company = ?, position = ?", (nasty, nasty, nasty))
        conn.execute(
            "INSERT INTO conversation_note VALUES ('n', ?, ?, '2026-11-01T10:00:00Z', ?, ?)",
            (talk, DMITRY, nasty, nasty),
        )
        store.bump(conn)
    for params in ({"id": talk}, {}):
        app = draw("conversations", **params, **{"as": f"rep:{DMITRY}"})
        assert "<img" not in words_of(app)
        assert "<script" not in words_of(app)
        assert "&lt;script&gt;" in words_of(app)
        assert not app.markdown


# --- private marks and notes ---
def test_a_private_conversation_is_gone_for_a_manager(draw, demo):
    talk = long_talk(demo)
    with store.writing(demo) as conn:
        talks.mark_private(conn, Viewer("d", "rep", "", DMITRY), talk)
    assert "This is not here." in words_of(draw("conversations", id=talk, **{"as": "manager"}))
    assert talk not in {row.id for row in ask(demo, MANAGER, size=5_000).rows}
    mine = words_of(draw("conversations", id=talk, **{"as": f"rep:{DMITRY}"}))
    assert "No longer private" in mine
    assert talk in {row.id for row in ask(demo, replace(own(DMITRY), since=""), view="private").rows}


def test_a_manager_can_not_mark(draw, demo):
    app = draw("conversations", id=long_talk(demo), **{"as": "manager"})
    assert "Mark as private" not in [button.label for button in app.button]


def test_a_note_is_kept_and_removed(draw, demo):
    app = draw("conversations", id=long_talk(demo), **{"as": "manager"})
    app.text_area(key="talk_note").input("Ask for the drawing <b>first</b>")
    next(button for button in app.button if button.label == "Save").click().run()
    assert "Ask for the drawing &lt;b&gt;first" in words_of(app)
    next(button for button in app.button if button.label == "Remove").click().run()
    assert cells(demo, "SELECT * FROM conversation_note") == []


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("eyes", ["manager", f"rep:{DMITRY}"])
def test_draws_in_both_languages(draw, demo, lang, eyes):
    for params in ({}, {"id": long_talk(demo)}, {"figure": "copies", "part": "n", "page": "2"}, {"show": "waits"}):
        assert not draw("conversations", lang=lang, **params, **{"as": eyes}).exception


def test_links_keep_whose_eyes_look(draw, demo):
    words = unescape(words_of(draw("conversations", show="early", q="склад", **{"as": f"rep:{DMITRY}"})))
    links = re.findall(r'class="rp-talk " href="([^"]+)"', words)
    assert links
    for link in links:
        assert "as=rep%3Admitry-orlov" in link
        assert "show=early" in link
        assert "id=" in link
    assert "present=1" in words_of(draw("conversations", present="1"))


# --- one person over networks ---
def test_a_namesake_elsewhere_is_asked_about_and_one_click_joins_both(demo, draw):
    with store.writing(demo) as conn:
        sql = (
            "SELECT v.id, c.name FROM conversation v JOIN contact c ON c.id = v.contact_id WHERE v.rep_id = ? AND"
            " v.private = 0 AND v.network = 'linkedin' AND c.name LIKE '% %' ORDER BY v.id LIMIT 1"
        )
        talk, name = conn.execute(sql, (BEN,)).fetchone()
        conn.execute("INSERT INTO contact VALUES ('vk1', 'vk', ?, 'vk:id/1', '', '')", (name.upper(),))
        conn.execute("INSERT INTO contact_key VALUES ('vk:id/1', 'vk1')")
        row = ConversationRow("vkt", BEN, "vk", "vk1", name, "direct", 0, None, "2026-10-01", None, "2026-10-01", "us")
        insert(conn, [row._replace(messages=3, ours=3)])
        store.bump(conn)
    app = draw("conversations", id=talk)
    assert "the same person?" in words_of(app)
    next(button for button in app.button if button.label == "Same person").click().run()
    said = words_of(draw("conversations", id=talk))
    assert "also on VK" in said
    assert "3 messages until 1 Oct 2026" in said
    assert "the same person?" not in said
    whole = words_of(draw("conversations", id=talk, whole="1"))
    assert "Only this conversation" in whole
    app = draw("conversations", id=talk)
    next(button for button in app.button if button.label.startswith("Not the same person")).click().run()
    assert "also on VK" not in words_of(draw("conversations", id=talk))
