"""Copies: what is one text with names exchanged, and what is not."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.templates import cluster

BODY = "We saw how you handle returns in the peak season and wondered who plans the shifts there."


def groups(*texts):
    found = cluster(pd.DataFrame({"id": range(len(texts)), "sender": "anna", "text": texts}))
    return list(found["template_id"]), list(found["personal_share"]), list(found["role"])


def test_names_numbers_links_and_greetings_make_no_difference():
    ids, shares, roles = groups(
        f"Hi Anna! {BODY} See https://a.example/1",
        f"Hello Mr. Okafor, {BODY} See https://b.example/2",
        f"{BODY.replace('peak', 'PEAK')} See https://c.example/3",
        "How did the conference in Riga go for you?",
    )
    assert ids[0] == ids[1] == ids[2] != ""
    assert (ids[3], shares[3], roles) == ("", 1.0, ["copy"] * 3 + ["own"])


def test_a_personal_first_line_leaves_it_a_copy():
    opening = ("Your talk on trams was great.", "Congrats on the new dock!", "I grew up in Porto too, near the bridge.")
    ids, shares, _ = groups(*[f"{line} {BODY}" for line in opening])
    assert len(set(ids)) == 1
    assert ids[0]
    assert all(0 < share < 0.6 for share in shares)


@pytest.mark.parametrize("text", ["Thanks for connecting!", "Спасибо за добавление!", "👍", ""])
def test_short_texts_are_nobodys_copies(text):
    assert groups(text, text, text, text)[0] == [""] * 4


def test_two_are_no_template():
    assert groups(BODY, BODY)[0] == ["", ""]


def test_a_shared_closing_line_makes_no_copy():
    closing = "I would be glad to hear what you think about it some day."
    texts = [
        "The way your drivers swap trailers at the border crossing near Brest is something I have never seen before.",
        "Seven years ago my father ran a cold store just like yours and he still talks about the winter of the flood.",
        "Last night I read your essay about pallets and strikes, twice, and then read it aloud to my whole family.",
    ]
    assert groups(*[f"{text} {closing}" for text in texts])[0] == [""] * 3


@given(
    st.lists(st.sampled_from((BODY, BODY.upper(), f"Hi Eva! {BODY}", "a b c d e f", "x y z")), max_size=20),
    st.randoms(),
)
def test_order_does_not_matter(texts, random):
    frame = pd.DataFrame({"id": range(len(texts)), "sender": "anna", "text": texts})
    shuffled = frame.sample(frac=1, random_state=random.randint(0, 1_000))
    found, again = (cluster(one).sort_values("id").reset_index(drop=True) for one in (frame, shuffled))
    pd.testing.assert_frame_equal(found, again, check_dtype=False)
