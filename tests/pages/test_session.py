"""What is looked at: choices from the address within the viewer's rights, and a cache that never mixes viewers."""

from streamlit.testing.v1 import AppTest

from data import store


def _show() -> None:
    import streamlit as st

    from pages.ui import filters, session

    scope = filters.scope()
    rows = session.load(filters.read_fresh, session.widest())
    st.text(f"{scope.reps} {scope.since} {scope.until} {scope.text} {int(scope.masked)} {[row.rep_id for row in rows]}")


def show(**params: str) -> str:
    app = AppTest.from_function(_show, default_timeout=30)
    for key, value in params.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app.text[0].value


def fill(home) -> None:
    with store.writing(home / "rapport.db") as conn:
        conn.executemany("INSERT INTO rep (id, name) VALUES (?, ?)", [("anna", "Anna"), ("ben", "Ben")])
        message = "INSERT INTO activity VALUES (?, ?, 'linkedin', 'post', '', NULL, 'none', ?, '', '', '', '')"
        conn.executemany(message, [("a", "anna", "2026-11-21"), ("b", "ben", "2026-11-02")])
        store.bump(conn)


def test_leader_sees_everybody_and_may_narrow(home):
    fill(home)
    assert show() == "None 2026-08-09 2026-11-21 cited 0 ['anna', 'ben']"
    assert show(reps="ben", period="30d").startswith("('ben',) 2026-10-23 2026-11-21")


def test_a_rep_stays_within_own_rows_whatever_the_address_says(home):
    fill(home)
    assert show(as_="rep:ben", reps="anna") == "('ben',) 2026-08-09 2026-11-21 all 0 ['ben']"
    assert "['anna', 'ben']" in show(), "the leader gets all rows although a rep's are in the cache"
    assert "['ben']" in show(as_="rep:ben")


def test_nonsense_in_the_address_changes_nothing(home):
    fill(home)
    assert show(reps="x' OR 1=1,ghost", period="99y", networks="<b>", as_="rep:ghost", lang="xx") == show()


def test_presenting_masks(home):
    fill(home)
    assert " none 1 " in show(present="1")
