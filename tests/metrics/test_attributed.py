"""Stored credits and what the page shows of them: everything adds up to the CRM's total."""

import pytest
from made_up import LAST, day, workspace
from made_up_sales import MONEY, deal, linked, random_sales, talk

from data import crm_model, queries, store
from data.scope import Scope
from metrics.attributed import crediting
from metrics.attributed import rows as attribution_rows
from metrics.attributed.page import attribution
from metrics.attribution.eligible import WINDOWS
from metrics.attribution.models import MODELS, NO_TOUCH

EVERYBODY = Scope(reps=None, since="2020-01-01", until=LAST.isoformat())


def made(path, fill) -> None:
    with workspace(path) as conn:
        fill(conn)
    crediting.refresh(path)


def seen(path, scope: Scope = EVERYBODY, window: int = 180):
    with store.reading(path) as conn:
        return attribution(conn, scope, window)


@pytest.fixture(params=[1, 2])
def some(tmp_path, request):
    path = tmp_path / "w.db"
    made(path, lambda conn: random_sales(conn, request.param))
    return path


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("reps", [None, ("anna",), ("ben", "dmitry"), ()])
def test_everything_adds_up_to_the_crm(some, window, reps):
    scope = Scope(reps=reps, since=day(150), until=day(0))
    with store.reading(some) as conn:
        model = attribution(conn, scope, window)
        told = conn.execute(
            "SELECT count(*), coalesce(sum(base_amount), 0) FROM sale_deal WHERE state = 'won'"
            " AND closed_day BETWEEN ? AND ? AND (? OR rep_id IN (?, ?))",
            (scope.since, scope.until, reps is None, *((reps or ("", "")) * 2)[:2]),
        ).fetchone()
    assert (model.deals, model.total) == tuple(told)
    assert sum(row.deals for row in model.classes) == model.deals
    assert sum(row.money for row in model.classes) == model.total
    assert sum(row.money for row in model.channels) == model.total
    for by in ("rep", "network", "template"):
        for no in range(len(MODELS)):
            assert sum(row.money[no][1] for row in model.credited(by)) == model.total
    assert model.influenced[1] <= model.upper


def test_something_is_in_every_class(some):
    assert all(row.deals for row in seen(some).classes)


def test_a_refresh_with_nothing_new_does_nothing(some):
    with store.reading(some) as conn:
        version = store.version(conn)
    assert crediting.refresh(some) == {}
    with store.writing(some) as conn:
        store.bump(conn)
    assert crediting.refresh(some) != {}
    with store.reading(some) as conn:
        assert store.version(conn) == version + 1


def one_deal(conn) -> None:
    talk(conn, "a", "anna", [(100, "out"), (99, "in"), (98, "out")])
    linked(conn, "a", "p1")
    deal(conn, "1", ["p1"])


def test_a_talk_before_the_lead(tmp_path):
    made(tmp_path / "w.db", one_deal)
    model = seen(tmp_path / "w.db")
    assert model.class_of("sourced").deals == 1
    assert model.class_of("sourced").opened == (("us", 1),)
    assert [(row.id, row.linear, row.spread) for row in model.credited("rep")] == [("anna", MONEY, (MONEY, MONEY))]
    assert seen(tmp_path / "w.db", window=30).class_of("untouched").deals == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"source": "Trade fair"}, "assisted_before_lead"),
        ({"source": "LinkedIn"}, "sourced"),
        ({"lead": 99.5}, "influenced_only"),
        ({"lead": 98.9}, "sourced"),
        ({"closed": 99.5, "lead": 101, "opened": 100.5}, "untouched"),
    ],
)
def test_classes(tmp_path, change, expected):
    def fill(conn):
        one_deal(conn)
        deal(conn, "1", ["p1"], **change)

    made(tmp_path / "w.db", fill)
    assert seen(tmp_path / "w.db").class_of(expected).deals == 1


def test_an_old_acquaintance_was_not_found_by_a_talk(tmp_path):
    def fill(conn):
        one_deal(conn)
        deal(conn, "0", ["p1"], lead=400, opened=390, closed=380)

    made(tmp_path / "w.db", fill)
    model = seen(tmp_path / "w.db")
    assert model.class_of("assisted_before_lead").deals == 1
    assert model.class_of("untouched").deals == 1


def test_somebody_with_no_role_and_a_denied_link_change_nothing(tmp_path):
    def fill(conn):
        one_deal(conn)
        talk(conn, "x", "ben", [(90, "out"), (89, "in")])
        talk(conn, "y", "ben", [(90, "out"), (89, "in")])
        linked(conn, "x", "p9")
        linked(conn, "y", "p1")
        conn.execute("INSERT INTO match_decision VALUES ('linkedin:in/y', 'p1', 'not', 'now', '')")

    made(tmp_path / "w.db", fill)
    assert [row.id for row in seen(tmp_path / "w.db").credited("rep")] == ["anna"]


def test_a_guess_counts_in_the_upper_view_only_until_confirmed(tmp_path):
    def fill(conn):
        talk(conn, "a", "anna", [(100, "out"), (99, "in")])
        linked(conn, "a", "p1", "review")
        deal(conn, "1", ["p1"])
        conn.execute("INSERT INTO crm_person SELECT 'p1', 'file', 'p1', 'contact', '', '', '', NULL, '', '', '[]',"
                     " '[]', '[]', '[]', '', NULL, NULL, NULL, '', NULL")  # fmt: skip

    path = tmp_path / "w.db"
    made(path, fill)
    model = seen(path)
    assert (model.influenced, model.upper) == ((0, 0), MONEY)
    with store.writing(path) as conn:
        conn.execute("INSERT INTO match_decision VALUES ('linkedin:in/a', 'p1', 'same', 'now', '')")
        store.bump(conn)
    crediting.refresh(path)
    assert seen(path).influenced == (1, MONEY)
    with store.writing(path) as conn:
        conn.execute("DELETE FROM match_decision")
        store.bump(conn)
    crediting.refresh(path)
    assert seen(path).influenced == (0, 0)


def test_reopening_takes_credit_away(tmp_path):
    path = tmp_path / "w.db"
    made(path, one_deal)
    with store.writing(path) as conn:
        deal(conn, "1", ["p1"], state="open")
        store.bump(conn)
    crediting.refresh(path)
    with store.reading(path) as conn:
        assert not queries.rows(conn, "attribution_credit", EVERYBODY, lookback=180)
        assert conn.execute("SELECT count(*) FROM credit").fetchone()[0] == 0


def test_a_missing_rate_is_counted_and_left_out(tmp_path):
    def fill(conn):
        one_deal(conn)
        deal(conn, "2", [], currency="USD", base=None)

    made(tmp_path / "w.db", fill)
    model = seen(tmp_path / "w.db")
    assert (model.deals, model.total, model.uncounted) == (2, MONEY, (("USD", 1, MONEY),))


def test_profit_where_every_cost_is_known(tmp_path):
    def fill(conn):
        one_deal(conn)
        deal(conn, "1", ["p1"], cost=MONEY // 4)

    made(tmp_path / "w.db", fill)
    model = seen(tmp_path / "w.db")
    assert (model.quantity, model.total) == ("profit", MONEY * 3 // 4)


def test_merged_people_of_the_crm_are_one(tmp_path):
    def fill(conn):
        one_deal(conn)
        deal(conn, "1", ["p1-old"])
        conn.execute("INSERT INTO crm_person SELECT 'p1-old', 'file', 'x', 'contact', '', '', '', NULL, '', '', '[]',"
                     " '[]', '[]', '[]', '', NULL, NULL, NULL, 'merged', 'p1'")  # fmt: skip

    made(tmp_path / "w.db", fill)
    assert seen(tmp_path / "w.db").influenced == (1, MONEY)


def test_private_conversations_are_nobodys_touch(tmp_path):
    def fill(conn):
        one_deal(conn)
        talk(conn, "a", "anna", [(100, "out"), (99, "in")], private=1)

    made(tmp_path / "w.db", fill)
    assert seen(tmp_path / "w.db").influenced == (0, 0)


def test_rows_name_nobody_on_a_shared_screen(some):
    with store.reading(some) as conn:
        found = attribution_rows.rows(conn, Scope(reps=None, masked=True), 180)
    assert set(found.deals["name"]) == {""}


def test_no_crm_is_no_page(tmp_path):
    made(tmp_path / "w.db", lambda conn: talk(conn, "a", "anna", [(100, "out"), (99, "in")]))
    assert seen(tmp_path / "w.db").empty
    assert NO_TOUCH
    assert crm_model
