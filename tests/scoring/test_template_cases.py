"""Hard cases on both sides of the line: made from one text, or written by the same hand."""

import pandas as pd
import pytest

from scoring.templates import cluster
from tests.scoring.template_cases import COPIES, OWN


def labels(texts, sender="ina"):
    frame = pd.DataFrame({"id": range(len(texts)), "sender": sender, "text": texts})
    return cluster(frame)


@pytest.mark.parametrize("name", sorted(OWN))
def test_texts_of_the_same_hand_are_no_copies(name):
    found = labels(OWN[name])
    assert list(found["role"]) == ["own"] * len(OWN[name]), found[["role", "personal_share"]]


@pytest.mark.parametrize("name", sorted(COPIES))
def test_texts_made_from_one_are_copies_of_one_template(name):
    found = labels(COPIES[name])
    assert list(found["role"]) == ["copy"] * len(COPIES[name])
    assert found["template_id"].nunique() == 1


def test_all_cases_of_one_rep_together_are_told_apart():
    texts = [text for name in sorted(OWN) for text in OWN[name]]
    copies = [text for name in sorted(COPIES) for text in COPIES[name]]
    found = labels(texts + copies)
    assert set(found["role"][: len(texts)]) == {"own"}
    assert (found["role"][len(texts) :] == "copy").mean() >= 0.95
