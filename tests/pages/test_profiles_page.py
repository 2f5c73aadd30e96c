"""Profiles: cards as a buyer sees them, what to change, checks; own only for a rep, no quotes on a shared screen."""

from html import unescape

import pytest
from conftest import words_of
from demo_team import settle

from data import store

FARID, GRACE, ANNA = "farid-aliyev", "grace-kim", "anna-sokolova"


@pytest.fixture
def demo(home):
    return settle(home)


def cells(demo, sql, *args):
    with store.reading(demo) as conn:
        return [row[0] for row in conn.execute(sql, args)]


def test_empty_workspace_teaches(draw):
    assert "Nothing is imported yet." in words_of(draw("profiles"))


def test_messages_without_profiles_are_said_so(draw, demo):
    with store.writing(demo) as conn:
        conn.execute("DELETE FROM profile_score")
        store.bump(conn)
    assert "No profile has been read yet." in words_of(draw("profiles"))


def test_the_wall_begins_with_the_red_flag(draw, demo):
    words = unescape(words_of(draw("profiles")))
    assert words.count('class="rp-prof"') == 8
    assert "1 of 8 profiles would put a buyer off: Farid Aliyev" in words
    cards = words[words.index('class="rp-prof"') :]
    assert cards.index("Farid Aliyev") < cards.index("Anna Sokolova")
    assert "No summary. A buyer sees an empty space here." in words


def test_scores_are_those_stored(draw, demo):
    newest = (
        "SELECT score FROM profile_score s"
        " WHERE taken_on = (SELECT MAX(taken_on) FROM profile_score WHERE rep_id = s.rep_id)"
    )
    words = words_of(draw("profiles"))
    for score in cells(demo, newest):
        assert f'font-weight:620">{score}</b>' in words


def test_suggestions_can_be_copied(draw, demo):
    app = draw("profiles", rep=GRACE)
    suggested = cells(demo, "SELECT json_extract(params, '$.suggestion') FROM profile_check WHERE rep_id = ?", GRACE)
    shown = [block.value for block in app.code]
    assert shown
    assert set(shown) <= set(suggested)


def test_one_rep_has_every_check(draw, demo):
    words = words_of(draw("profiles", rep=FARID))
    assert words.count('class="rp-prof"') == 1
    assert "Every check" in words
    assert "Score 40, would be 94 without it." in words
    assert "mended" not in words
    assert "new: job search visible to buyers" in words


def test_a_rep_sees_the_own_profile_only(draw, demo):
    words = words_of(draw("profiles", rep=FARID, **{"as": f"rep:{ANNA}"}))
    assert "Anna Sokolova" in words
    assert "Farid" not in words
    assert "Grace" not in words


def test_nothing_is_quoted_on_a_shared_screen(draw, demo):
    words = unescape(words_of(draw("profiles", present="1")).replace("</mark>", ""))
    said = cells(demo, "SELECT json_extract(content, '$.headline') FROM profile_score")
    said += cells(demo, "SELECT evidence FROM profile_check WHERE length(evidence) > 12")
    assert words.count('class="rp-prof"') == 8
    assert [text for text in said if text and text in words] == []


def test_what_a_profile_says_stays_text(draw, demo):
    nasty = '<img src="http://evil.test/x.png"> ![x](http://evil.test/y.png) :material/alarm: <script>1</script>'
    with store.writing(demo) as conn:
        conn.execute(
            "UPDATE profile_score SET content = json_set(content, '$.headline', ?, '$.summary', ?)", (nasty, nasty)
        )
        conn.execute("UPDATE profile_check SET evidence = ?, spans = '[[0, 4]]'", (nasty,))
        store.bump(conn)
    app = draw("profiles")
    assert "<img" not in words_of(app)
    assert "<script" not in words_of(app)
    assert not app.markdown


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_draws_in_both_languages(draw, demo, lang):
    app = draw("profiles", lang=lang)
    assert not app.exception
    assert ("What to change first" in words_of(app)) == (lang == "en")
