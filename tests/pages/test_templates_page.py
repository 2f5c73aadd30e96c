"""Templates: figures that open to as many rows, texts for those who may read them, two copies side by side."""

import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import words_of
from demo_team import settle

from data import store
from data.scope import Scope
from metrics.templates.copies import cases
from metrics.templates.listed import templates, used
from pages.templates import PAGE
from scoring.copies import shared_words, words_of_copies

BEN, DMITRY, ANNA = "ben-carter", "dmitry-orlov", "anna-sokolova"
DAYS = {"since": "2026-08-09", "until": "2026-11-21"}
MANAGER = Scope(reps=None, text="cited", **DAYS)


@pytest.fixture
def demo(home):
    return settle(home)


def rows_of(demo, scope=MANAGER):
    with store.reading(demo) as conn:
        return used(conn, scope)


def pasted(demo):
    return rows_of(demo)[0].id


def tagless(words):
    return unescape(re.sub(r"</?(mark|span|ins|del)[^>]*>", "", words))


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("templates"))


def test_every_figure_opens_as_many_rows(demo):
    rows = rows_of(demo)
    assert len(rows) > 10
    with store.reading(demo) as conn:
        for row in rows:
            counted = {part: len(cases(conn, MANAGER, row.id, part)) for part in ("sent", "people", "negative")}
            assert counted == {"sent": row.sent, "people": row.people, "negative": row.said_no}
            if row.use != "talk":
                every = "bumps" if row.use == "follow_up" else "n"
                assert len(cases(conn, MANAGER, row.id, every)) == row.answered.n
                assert len(cases(conn, MANAGER, row.id, row.part)) == row.answered.k


def test_the_worst_stands_first_and_is_told(draw, demo):
    with store.reading(demo) as conn:
        model = templates(conn, MANAGER)
    worst = model.rows[0]
    words = words_of(draw("templates"))
    assert worst.judged.kind == "stop"
    assert f"{worst.people} people got it" in words
    assert "Pasted and ignored" in words


@pytest.mark.parametrize("kind", ["stop", "watch", "ok", "early", "talk"])
def test_the_counts_beside_the_verdicts_are_those_of_their_lists(demo, kind):
    with store.reading(demo) as conn:
        model = templates(conn, MANAGER, kind)
        assert model.total == model.by_kind[kind] == len(model.rows)


@pytest.mark.parametrize("eyes", ["leader", "manager", f"rep:{BEN}", f"rep:{ANNA}"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_draws_in_both_languages(draw, demo, lang, eyes):
    for params in ({}, {"kind": "watch", "sort": "newest"}, {"id": pasted(demo)}, {"page": "9"}, {"period": "12m"}):
        assert not draw("templates", lang=lang, **params, **{"as": eyes}).exception


@pytest.mark.parametrize("part", ["sent", "people", "n", "k", "negative"])
def test_a_figure_of_a_text_lists_its_conversations(draw, demo, part):
    text = pasted(demo)
    with store.reading(demo) as conn:
        count = len(cases(conn, MANAGER, text, part))
    app = draw("conversations", template=text, part=part)
    assert count
    assert len(re.findall(r'class="rp-talk ', words_of(app))) == min(count, 25)
    assert f"{count} case" in words_of(app)
    assert "Open the template" in words_of(app)


def one_copy(demo, text, rep=BEN):
    with store.reading(demo) as conn:
        row = cases(conn, Scope(reps=(rep,), text="all", viewer_rep=rep, **DAYS), text)[0]
    return row["message_id"], row["conversation_id"]


def test_a_copied_message_leads_to_its_template_and_back(draw, demo):
    text = pasted(demo)
    copy, talk = one_copy(demo, text)
    words = unescape(words_of(draw("conversations", id=talk, **{"as": "manager"})))
    assert "A copy of one text" in words
    address = re.search(r'href="/templates\?([^"]+)"', words)[1]
    assert f"id={text}" in address
    assert f"a={copy}" in address
    with store.reading(demo) as conn:
        always = used(conn, replace(MANAGER, since="", until="9999-12-31"), text)[0]
    assert f"{always.people} people got this text." in words
    app = draw("templates", id=text, a=copy, **{"as": "manager"})
    assert app.selectbox(key="copy_a").value == copy


# --- who reads what ---
def texts_of(demo, text, cited=False):
    sql = (
        "SELECT m.text FROM message_mark k JOIN message m ON m.id = k.message_id WHERE k.template_id = ? AND "
        "EXISTS (SELECT 1 FROM finding f WHERE f.message_id = m.id AND f.evidence = m.text) = ?"
    )
    with store.reading(demo) as conn:
        return [row[0] for row in conn.execute(sql, (text, int(cited)))]


def test_a_rep_reads_the_own_copies(draw, demo):
    words = tagless(words_of(draw("templates", id=pasted(demo), **{"as": f"rep:{BEN}"})))
    found = [text for text in texts_of(demo, pasted(demo)) if text in words]
    assert len(found) >= 5


def test_a_manager_reads_what_went_to_many_and_nothing_else(draw, demo):
    text = pasted(demo)
    raw = unescape(words_of(draw("templates", id=text, **{"as": "manager"})))
    words = tagless(raw)
    assert "my name is Ben and I work at Routline" in words
    assert [one for one in texts_of(demo, text) if one in words] == []
    assert 'class="rp-hid"' in raw
    with store.reading(demo) as conn:
        row = next(row for row in cases(conn, MANAGER, text) if not row["readable"])
        shown = words_of_copies(conn, MANAGER, text, (row["message_id"],))[row["message_id"]]
        company = conn.execute(
            "SELECT company FROM contact c JOIN conversation v ON v.contact_id = c.id WHERE v.id = ?",
            (row["conversation_id"],),
        ).fetchone()[0]
    assert any(piece.own and not piece.text for piece in shown)
    assert company.split()[0] not in " ".join(piece.text for piece in shown)


def test_a_cited_copy_is_read_whole(demo):
    text = pasted(demo)
    with store.reading(demo) as conn:
        row = next(row for row in cases(conn, MANAGER, text) if row["readable"])
        shown = words_of_copies(conn, MANAGER, text, (row["message_id"],))[row["message_id"]]
    assert "".join(piece.text for piece in shown) in texts_of(demo, text, cited=True)


def test_a_rep_opens_nobody_elses(draw, demo):
    with store.reading(demo) as conn:
        theirs = next(row.id for row in used(conn, MANAGER) if [rep for rep, _ in row.reps] == [BEN])
        mine = Scope(reps=(ANNA,), text="all", viewer_rep=ANNA, **DAYS)
        assert cases(conn, mine, theirs) == []
        assert shared_words(conn, mine, theirs) == ()
        ids = tuple(row["message_id"] for row in cases(conn, MANAGER, theirs)[:3])
        assert words_of_copies(conn, mine, theirs, ids) == {}
    assert "This is not here." in words_of(draw("templates", id=theirs, **{"as": f"rep:{ANNA}"}))
    assert "This is not here." in words_of(draw("templates", id="nothing", **{"as": f"rep:{ANNA}"}))


def test_nobody_reads_on_a_shared_screen(draw, demo):
    with store.reading(demo) as conn:
        names = [row[0] for row in conn.execute("SELECT name FROM contact WHERE length(name) > 8")]
    for params in ({}, {"id": pasted(demo)}):
        words = unescape(words_of(draw("templates", present="1", **params)))
        assert "my name is Ben" not in words
        assert [name for name in names if name in words] == []
    assert "name hidden" in words
    assert "The text is not shown here." in words


def test_an_admin_has_no_such_page():
    assert "admin" not in PAGE.roles


def test_texts_are_text_and_nothing_else(draw, demo):
    nasty = '<img src="http://evil.test/x.png"> ![x](http://evil.test/y.png) :material/alarm: <script>1</script> </div>'
    text = pasted(demo)
    with store.writing(demo) as conn:
        conn.execute(
            "UPDATE message SET text = ? || text WHERE id IN "
            "(SELECT message_id FROM message_mark WHERE template_id = ?)",
            (nasty, text),
        )
        conn.execute("UPDATE contact SET name = ? || name, company = ?", (nasty, nasty))
        store.bump(conn)
    for eyes in (f"rep:{BEN}", "manager"):
        for params in ({}, {"id": text}):
            app = draw("templates", **params, **{"as": eyes})
            assert not app.exception
            assert "<img" not in words_of(app)
            assert "<script" not in words_of(app)
            assert not app.markdown
        assert "&lt;script&gt;" in words_of(app)


# --- an agreed campaign ---
def test_its_owner_declares_an_agreed_campaign_and_takes_it_back(draw, demo):
    text = pasted(demo)
    app = draw("templates", id=text, **{"as": f"rep:{BEN}"})
    next(button for button in app.button if button.label == "Declare as agreed campaign").click().run()
    assert "Declared an agreed campaign by Ben Carter" in words_of(app)
    with store.reading(demo) as conn:
        row = used(conn, MANAGER, text)[0]
    assert row.agreed == (BEN,)
    assert row.answered.n
    assert "Agreed campaign" in words_of(draw("templates", **{"as": "manager"}))
    app = draw("templates", id=text, **{"as": f"rep:{BEN}"})
    next(button for button in app.button if button.label == "No longer agreed").click().run()
    assert "Declared an agreed campaign" not in words_of(app)


def test_nobody_else_declares(draw, demo):
    for eyes in ("leader", "manager"):
        labels = [button.label for button in draw("templates", id=pasted(demo), **{"as": eyes}).button]
        assert "Declare as agreed campaign" not in labels


# --- elsewhere ---
def test_the_team_page_leads_to_the_template(draw, demo):
    words = unescape(words_of(draw("team")))
    address = re.search(r'href="/templates\?([^"]+)"', words)[1]
    assert f"rep={BEN}" in address
    app = draw("templates", id=re.search(r"id=([^&]+)", address)[1], rep=BEN)
    assert "Only Ben Carter" in words_of(app)
    assert "Pasted and ignored" in words_of(app)


def test_findings_of_copies_lead_to_their_template(draw, demo):
    words = unescape(words_of(draw("scorecard", rep=BEN, found="opener.copied")))
    assert re.search(rf'href="/templates\?[^"]*id={pasted(demo)}', words)


def test_an_old_address_of_a_text_that_was_joined_leads_on(draw, demo):
    text = pasted(demo)
    with store.writing(demo) as conn:
        conn.execute("INSERT INTO template_event VALUES (1, 'merge', 'older', ?)", (text,))
        store.bump(conn)
    words = unescape(words_of(draw("templates", id="older", **{"as": f"rep:{BEN}"})))
    assert "It became part of another text." in words
    assert f"id={text}" in words
    assert "Another text became part of it." in words_of(draw("templates", id=text))
    assert "became part" not in words_of(draw("templates", id="older", **{"as": f"rep:{ANNA}"}))
