"""Scorecard: own findings to own people, only as much text as the scope allows, answers that stay."""

import re
from html import unescape

import pytest
from conftest import words_of
from demo_team import settle

from data import answers, store
from data.scope import Viewer

BEN, DMITRY = "ben-carter", "dmitry-orlov"


@pytest.fixture
def demo(home):
    return settle(home)


def column(demo, sql, *args):
    with store.reading(demo) as conn:
        return [row[0] for row in conn.execute(sql, args)]


def lone_finding(demo, rep=BEN):
    """Return the id of a finding that stands alone on the page when its rule is chosen."""
    return column(
        demo, "SELECT id FROM finding WHERE rep_id = ? AND rule = 'message.wrong-name' ORDER BY day DESC", rep
    )[0]


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("scorecard"))


def test_shows_all_parts(draw, demo):
    words = words_of(draw("scorecard", rep=BEN))
    for part in ("Stop and fix first", "The next three steps", "How Ben writes", "What comes back", "Profile"):
        assert part in words
    assert "What was found, and in which words" in words
    assert words.count('class="rp-find"') == 10
    assert words.count('class="rp-step"') == 3


def test_only_the_own_rep_is_spoken_to(draw, demo):
    own = words_of(draw("scorecard", **{"as": f"rep:{BEN}"}))
    for words in ("of your 165 first messages", "Your next three steps", "How you write", "Your best conversations"):
        assert words in own
    lead = re.sub(r'<div class="rp-(quote|find)".*?</div>', "", words_of(draw("scorecard", rep=BEN)))
    assert "Ben Carter sends copies of one text" in lead
    for words in ("you ", "your ", "Your ", "You "):
        assert words not in unescape(lead.split("What was found")[0])


def test_a_rep_sees_nobody_else(draw, demo):
    app = draw("scorecard", rep=DMITRY, **{"as": f"rep:{BEN}"})
    assert "This is not here." in words_of(app)
    assert "Dmitry" not in words_of(app)
    own = words_of(draw("scorecard", **{"as": f"rep:{BEN}"}))
    assert "Ben Carter" in own
    assert not [box for box in app.selectbox if box.label == "Rep"]


@pytest.mark.parametrize("rep", [BEN, DMITRY, "anna-sokolova"])
def test_a_manager_reads_only_what_findings_cite(draw, demo, rep):
    words = unescape(words_of(draw("scorecard", rep=rep, **{"as": "manager"})).replace("</mark>", ""))
    texts = column(demo, "SELECT DISTINCT text FROM message WHERE rep_id = ? AND length(text) > 20", rep)
    cited = " ".join(column(demo, "SELECT evidence FROM finding WHERE rep_id = ?", rep))
    assert [text for text in texts if text not in cited and text in words] == []


@pytest.mark.parametrize("eyes", [{"as": "admin"}, {"as": "manager", "present": "1"}])
def test_nobody_else_reads_texts_or_names(draw, demo, eyes):
    words = unescape(words_of(draw("scorecard", rep=BEN, **eyes)).replace("</mark>", ""))
    evidence = column(demo, "SELECT evidence FROM finding WHERE rep_id = ? AND length(evidence) > 20", BEN)
    names = column(demo, "SELECT name FROM contact WHERE length(name) > 8")
    assert "What was found" in words
    assert "rp-quote" not in words
    assert [text for text in (*evidence, *names) if text in words] == []


def test_evidence_is_text_and_nothing_else(draw, demo):
    nasty = '<img src="http://evil.test/x.png"> ![x](http://evil.test/y.png) :material/alarm: <script>1</script>'
    with store.writing(demo) as conn:
        conn.execute("UPDATE finding SET evidence = ?, spans = '[[0, 4]]' WHERE rep_id = ?", (nasty, BEN))
        store.bump(conn)
    app = draw("scorecard", rep=BEN, **{"as": f"rep:{BEN}"})
    html = words_of(app)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert not app.markdown


def test_answers_are_kept_and_taken_back(draw, demo):
    app = draw("scorecard", found="message.wrong-name", **{"as": f"rep:{BEN}"})
    app.button(key="will_fix_0").click().run()
    assert "Will be fixed" in words_of(app)
    assert column(demo, "SELECT answer FROM finding_answer WHERE rep_id = ?", BEN) == ["will_fix"]
    app.button(key="back_0").click().run()
    assert column(demo, "SELECT answer FROM finding_answer") == []
    assert "Will be fixed" not in words_of(app)


def test_only_a_manager_decides_on_an_objection(draw, demo):
    finding = lone_finding(demo)
    with store.writing(demo) as conn:
        answers.answer(conn, Viewer("b@team.example", "rep", "", BEN), finding, "wrong")
    own = draw("scorecard", found="message.wrong-name", **{"as": f"rep:{BEN}"})
    assert "Called wrong: a manager decides" in words_of(own)
    assert not [button for button in own.button if button.key.startswith(("right_", "stands_"))]
    lead = draw("scorecard", rep=BEN, found="message.wrong-name", **{"as": "manager"})
    assert [button for button in lead.button if button.key.startswith("right_")]
    assert not [button for button in lead.button if button.key.startswith(("wrong_", "will_fix_", "back_"))]


def test_a_manager_does_not_answer_for_a_rep(draw, demo):
    app = draw("scorecard", rep=DMITRY, **{"as": "manager"})
    assert not [button for button in app.button if button.key.startswith(("will_fix_", "agreed_", "wrong_"))]


def test_pages_of_findings(draw, demo):
    app = draw("scorecard", rep=BEN)
    one = words_of(app)
    app.button(key="page_on").click().run()
    assert "Page 2 of" in words_of(app)
    assert words_of(app) != one
    app.selectbox(key="found_choice").select("message.unfilled-slot").run()
    assert "Page 2 of" not in words_of(app)
    assert words_of(app).count('class="rp-find"') == 2


@pytest.mark.parametrize("rep", ["grace-kim", "laura-meyer", "farid-aliyev"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_draws_everybody_in_both_languages(draw, demo, rep, lang):
    app = draw("scorecard", rep=rep, lang=lang, period="12m")
    assert not app.exception
    assert ("The next three steps" in words_of(app)) == (lang == "en")


def test_too_narrow_filters_can_be_cleared(draw, demo):
    assert "Nothing fits these filters." in words_of(draw("scorecard", rep="laura-meyer", period="30d"))
