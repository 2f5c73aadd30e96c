"""Blocks are made once, and anew for other eyes, words, links or data."""

import time

from conftest import words_of
from demo_team import settle
from streamlit.testing.v1 import AppTest

from data import store, workspace
from pages.ui import session

MADE = []


def made(model):
    from pages.ui import session
    from pages.ui.page import link
    from pages.ui.words import _

    MADE.append(session.viewer().role)
    return f"{model.name}|{_('Team')}|{link('team')}|{session.viewer().role}"


def block() -> None:
    from test_drawn import made

    from data import workspace
    from pages.ui.drawn import drawn
    from pages.ui.markup import put

    put(drawn(made, workspace.load))


def shown(**params):
    app = AppTest.from_function(block)
    for key, value in params.items():
        app.query_params[key] = value
    return words_of(app.run())


def test_made_once_a_look(home):
    settle(home)
    MADE.clear()
    looks = [{}, {"as": "admin"}, {"lang": "ru"}, {"period": "30d"}, {"present": "1"}, {"as": "rep:ben-carter"}]
    first = [shown(**look) for look in looks]
    assert len(set(first)) == len(looks)
    assert [shown(**look) for look in looks] == first
    assert len(MADE) == len(looks)


def test_made_anew_when_the_data_changes(home):
    path = settle(home)
    MADE.clear()
    shown()
    with store.writing(path) as conn:
        workspace.change(conn, "test", name="Another")
    time.sleep(2 * session.MOMENT)
    assert "Another|" in shown()
    assert len(MADE) == 2
