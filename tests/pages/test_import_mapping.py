"""Import: a table nobody knows is mapped on the page, looked at, kept and imported."""

import pytest

from pages.ui import uploads
from tests.pages.conftest import words_of
from tests.pages.test_import_questions import box, button, look, rows, wait

TABLE = """Когда;Кому;Что написали;Вид
03.04.2026 10:00;Пётр Новак;Добрый день;исходящее
04.04.2026 11:00;Пётр Новак;Здравствуйте;входящее
"""


@pytest.fixture
def table(home):
    path = uploads.store("tool.csv", TABLE.encode("cp1251"))
    look(home, path)
    return path


def test_a_table_is_mapped_shown_and_imported(home, draw, table):
    app = draw("imports")
    assert "say what the columns are" in words_of(app)
    box(app, "What is in this table").select("messages").run()
    for label, column in (("Date and time", "Когда"), ("Text", "Что написали"), ("Direction", "Вид")):
        box(app, label).select(column)
    app = app.run()
    box(app, "The other person").select("Кому")
    app = app.run()
    ways = [one for one in app.selectbox if one.label.startswith("Which day")]
    assert ways
    assert "Still to be said: order of dates." in words_of(app)
    ways[0].select("dmy")
    app = app.run()
    assert "2026-04-03 10:00" in words_of(app)
    button(app, "Read it like this").click().run()
    wait(home)
    assert rows(home, "SELECT count(*) FROM mapping") == [(1,)]
    app = draw("imports")
    box(app, "Whose export").select("?")
    app.text_input[0].input("Anna Sokolova")
    box(app, "Which time zone").select("Europe/Moscow")
    button(app, "That is right").click().run()
    wait(home)
    button(draw("imports"), "Import 1 file").click().run()
    wait(home)
    found = rows(home, "SELECT direction, sent_at, person_name, text FROM message ORDER BY sent_at")
    assert found == [
        ("out", "2026-04-03T07:00:00Z", "Пётр Новак", "Добрый день"),
        ("in", "2026-04-04T08:00:00Z", "Пётр Новак", "Здравствуйте"),
    ]
