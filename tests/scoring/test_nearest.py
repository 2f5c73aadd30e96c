"""Likeness of a draft to texts that went to many."""

import time

import pytest
from test_refresh import begin, lines, tell

from data import store
from scoring.nearest import nearest
from scoring.score import refresh

TEXT = (
    "I noticed that you run the cold stores of the north. We help firms like yours to pack twice as fast, "
    "and most of them save a day a week. Shall we talk on Tuesday about what that would mean for you?"
)
OTHER = (
    "your drivers told me about the dock in Riga. How do you plan the shifts when a ship comes late, "
    "and who decides about it in the night?"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("near") / "w.db"
    begin(path, 1)
    for no in range(12):
        said = [("out", f"2026-03-{no + 1:02}T10:00:00Z", f"Hi Person{no}! {TEXT}")]
        if no < 2:
            said.append(("in", f"2026-03-{no + 2:02}T10:00:00Z", "Thank you, tell me more about it."))
        tell(path, 1, lines(talk=f"c{no}", key=f"linkedin:in/p{no}", said=said, name=f"Person{no} Stone"))
    for no in range(4):
        said = [("out", f"2026-04-{no + 1:02}T10:00:00Z", f"Person{no}, {OTHER}")]
        tell(path, 1, lines(talk=f"d{no}", key=f"linkedin:in/q{no}", said=said, name=f"Person{no} Rock"))
    late = [("out", "2026-05-20T10:00:00Z", "Good morning and thank you.")]
    tell(path, 1, lines(talk="late", key="linkedin:in/late", said=late, name="Late Comer"))
    refresh(path, full=True)
    return path


def near(path, draft, rep=None):
    with store.reading(path) as conn:
        return nearest(conn, draft, rep)


def test_the_same_text_to_somebody_else(path):
    found = near(path, f"Hello Eva! {TEXT}")
    assert found["similarity"] > 0.9
    assert (found["sent"], found["answered"], found["mature"]) == (12, 2, 12)


def test_more_own_words_are_less_alike(path):
    same = near(path, f"Hi Eva! {TEXT}")["similarity"]
    own = "You wrote last week that the new ramp freezes at night and that nobody can open it before ten. "
    some = near(path, f"Hi Eva! {own}{TEXT}")["similarity"]
    changed = near(path, f"Hi Eva! {own}{TEXT[:110]}")["similarity"]
    assert same > some > changed


def test_the_nearer_of_two_texts(path):
    assert near(path, f"Eva, {OTHER}")["template_id"] != near(path, f"Eva, {TEXT}")["template_id"]


@pytest.mark.parametrize(
    "draft",
    ["", "Thanks!", "👍", "Eva, your talk on trams changed how we plan. Which data did you begin with?", "а" * 9000],
)
def test_nothing_alike(path, draft):
    assert near(path, draft) is None


def test_another_rep_sent_nothing_like_it(path):
    assert near(path, TEXT, "boris") is None


def test_it_takes_no_time(path):
    start = time.process_time()
    near(path, f"Hi Eva! {TEXT}")
    assert time.process_time() - start < 0.5
