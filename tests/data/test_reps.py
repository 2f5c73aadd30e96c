"""Whose export it is: names in any alphabet, signs that agree, and questions where they do not."""

import shutil
from pathlib import Path

import pytest

from data import imports, names, reps, store
from data.records import stable_id
from data.reps import Signs, UnclearRepError


@pytest.fixture
def conn(tmp_path):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    with store.writing(path) as conn:
        yield conn


def came(conn, rep_id: str, name: str, taken_on: str = "2026-01-01", **owner: str) -> str:
    """Enter an import of a rep with what its owner tells."""
    told = {"name": name, "confidence": "stated", **owner}
    source = imports.Source(rep_id, name, "linkedin", "linkedin", "x.zip", "", taken_on, told)
    return imports.begin(conn, source).import_id


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Anna Sokolova", "anna-sokolova"),
        ("  ANNA   Sokolova ", "anna-sokolova"),
        ("Анна Соколова", "anna-sokolova"),
        ("Щукин Юрий", "shchukin-yuriy"),
        ("Zoë Müller-Ørsted", "zoe-muller-orsted"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("O'Neil, Ph.D.", "oneil-ph-d"),
        ("王小明", "rep-7952f0a5"),
        ("", ""),
        ("🙂", "rep-" + stable_id("🙂")[:8]),
    ],
)
def test_slugs(name, slug) -> None:
    assert names.slug(name) == slug


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        ("https://www.linkedin.com/in/Anna-S/", "anna-s"),
        ("http://de.linkedin.com/in/anna-s?trk=x", "anna-s"),
        ("www.linkedin.com/in/zo%C3%AB", "zoë"),
        ("https://www.linkedin.com/in/ACoAAbC", "ACoAAbC"),
        ("https://vk.com/id1", "vk.com/id1"),
        ("", ""),
    ],
)
def test_profiles(url, profile) -> None:
    assert names.profile(url) == profile


def test_new_name_is_a_new_rep(conn) -> None:
    assert reps.resolve(conn, "linkedin", Signs("Анна Соколова")) == ("anna-sokolova", "Анна Соколова")


def test_signs_agree_from_the_surest_down(conn) -> None:
    came(conn, "anna", "Anna S", member_id="11", profile_url="https://x.example/in/anna")
    assert reps.resolve(conn, "linkedin", Signs("Anna Married", member_id="11"))[0] == "anna"
    assert reps.resolve(conn, "linkedin", Signs("Anna Married", "https://x.example/in/ANNA/"))[0] == "anna"
    assert reps.resolve(conn, "linkedin", Signs("anna s"))[0] == "anna"
    renamed = Signs("Anna S", "https://x.example/in/anna-married", "11")
    assert reps.resolve(conn, "linkedin", renamed)[0] == "anna", "the same account under a new address"


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        (Signs(), "unknown"),
        (Signs(member_id="99"), "unknown"),
        (Signs("Anna S", member_id="22"), "two-accounts"),
        (Signs("Anna S", "https://x.example/in/other"), "two-accounts"),
        (Signs("Anna S", "https://x.example/in/anna", "22"), "two-accounts"),
        (Signs("Anna S", "https://x.example/in/ben", "11"), "several-reps"),
    ],
)
def test_signs_that_disagree_are_a_question(conn, signs, reason) -> None:
    came(conn, "anna", "Anna S", member_id="11", profile_url="https://x.example/in/anna")
    came(conn, "ben", "Ben C", member_id="33", profile_url="https://x.example/in/ben")
    with pytest.raises(UnclearRepError) as raised:
        reps.resolve(conn, "linkedin", signs)
    assert raised.value.reason == reason


def test_two_reps_of_one_name_are_a_question(conn) -> None:
    came(conn, "anna-1", "Anna S")
    came(conn, "anna-2", "Anna S")
    with pytest.raises(UnclearRepError, match="several-reps"):
        reps.resolve(conn, "linkedin", Signs("Anna S"))


def test_other_networks_signs_do_not_disagree(conn) -> None:
    came(conn, "anna", "Anna S", member_id="11")
    assert reps.resolve(conn, "vk", Signs("Anna S", member_id="777"))[0] == "anna"


def test_an_answer_settles_it(conn) -> None:
    came(conn, "anna", "Anna S", member_id="11")
    other = Signs("Anna S", member_id="22")
    assert reps.resolve(conn, "linkedin", other, "anna") == ("anna", "Anna S")
    assert reps.resolve(conn, "linkedin", other, "ANNA  s") == ("anna", "Anna S")
    assert reps.resolve(conn, "linkedin", other, "Anna Two") == ("anna-two", "Anna Two")


def test_name_and_identities_follow_the_imports_that_stand(conn) -> None:
    """Identities are those of the imports that stand; the newest export's name counts unless a person named."""
    old = came(conn, "anna", "Anna Maiden", "2026-01-01", email="a@x.example")
    new = came(conn, "anna", "Anna Married", "2026-05-01", confidence="likely")
    assert conn.execute("SELECT name FROM rep").fetchone()[0] == "Anna Married"
    assert conn.execute("SELECT COUNT(*) FROM rep_identity").fetchone()[0] == 3
    imports.undo(conn, new)
    assert conn.execute("SELECT name FROM rep").fetchone()[0] == "Anna Maiden"
    came(conn, "anna", "A. M.", "2020-01-01", named="Anna the First")
    assert conn.execute("SELECT name FROM rep").fetchone()[0] == "Anna the First"
    imports.undo(conn, old)
    assert [row[0] for row in conn.execute("SELECT value FROM rep_identity")] == ["a. m."]


def test_rep_with_a_title_stays_after_the_last_undo(conn) -> None:
    one = came(conn, "anna", "Anna")
    conn.execute("UPDATE rep SET role_title = 'SDR' WHERE id = 'anna'")
    imports.undo(conn, one)
    assert conn.execute("SELECT COUNT(*) FROM rep").fetchone()[0] == 1


def test_workspace_moves_with_its_book(tmp_path) -> None:
    """Reps are found by id or name in a copy of the workspace, too."""
    path = tmp_path / "a.db"
    store.prepare(path)
    with store.writing(path) as conn:
        came(conn, "anna", "Anna S")
    with store.reading(Path(shutil.copy(path, tmp_path / "b.db"))) as conn:
        assert (reps.find(conn, "anna"), reps.find(conn, "ANNA S"), reps.find(conn, "Ben")) == ("anna", "anna", None)
