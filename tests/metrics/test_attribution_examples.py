"""The worked examples of attribution, recomputed by the product's own code."""

import json
from pathlib import Path

import pytest

from data import store
from data.money import Rates
from metrics.attribution.classes import class_by
from metrics.attribution.eligible import eligible, judged, sure
from metrics.attribution.journeys import Path as Journey
from metrics.attribution.journeys import markov, removal_effects, shapley
from metrics.attribution.models import MODELS, NO_TOUCH, weights
from metrics.attribution.money import split
from metrics.attribution.touch import Case, Touch, moment

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))["cases"]
}
SHARED_OUT = (
    "attr_first_touch",
    "attr_last_touch",
    "attr_linear",
    "attr_u_shaped",
    "attr_w_shaped",
    "attr_full_path",
    "attr_time_decay",
    "attr_two_touches_u",
    "attr_same_anchor",
    "attr_no_touch",
)


def deal_of(given: dict) -> Case:
    named = ("lead_created", "opp_created", "won")
    lead, opened, won = (moment(given[name]) if name in given else None for name in named)
    people = frozenset(given.get("contacts", ["p"]))
    return Case(given["id"], people, "won", lead, opened, won)


def touch_of(given: dict) -> Touch:
    when = moment(given["at"])
    answered = when if given.get("two_way", True) else None
    rep, network = given.get("rep", "ann"), given.get("network", "linkedin")
    return Touch(given["id"], when, rep, network, given.get("contact", "p"), answered)


def credit_of(name: str, model: str) -> dict[str, float]:
    given = CASES[name]["input"]
    deal = deal_of(given["deal"])
    found = eligible(deal, map(touch_of, given["touches"]), 180, deal.closed)
    parts = split(given["deal"]["amount"] * 100, weights(model, deal, found, 30))
    return {key: value / 100 for key, value in parts.items() if value}


def test_eligible_touches():
    given = CASES["eligible_touches"]
    deal = deal_of(given["input"]["deal"])
    found = judged(deal, map(touch_of, given["input"]["touches"]), given["params"]["lookback_days"], deal.closed)
    assert [one.touch.id for one in found if not one.reason] == given["expected"]["eligible"]
    words = {"after": "after won", "mere": "no conversation", "before": "before the window"}
    assert {one.touch.id: words[one.reason] for one in found if one.reason} == given["expected"]["excluded"]


@pytest.mark.parametrize("name", SHARED_OUT)
def test_models(name):
    given = CASES[name]
    assert credit_of(name, given["params"]["model"]) == pytest.approx(given["expected"], abs=given["tol"])


@pytest.mark.parametrize("model", [one.id for one in MODELS])
def test_one_touch_gets_everything(model):
    assert credit_of("attr_one_touch", model) == CASES["attr_one_touch"]["expected"]
    assert credit_of("attr_no_touch", model) == {NO_TOUCH: 12000}


def test_committee():
    given = CASES["attr_committee"]
    assert credit_of("attr_committee", "linear") == given["expected"]
    deal = deal_of(given["input"]["deal"])
    (other,) = [one for one in judged(deal, map(touch_of, given["input"]["touches"]), 180, deal.closed) if one.reason]
    assert (other.touch.id, other.reason) == ("x", "no_role")


def test_currency(tmp_path):
    given, expected = CASES["attr_currency"]["input"]["deals"], CASES["attr_currency"]["expected"]
    store.prepare(tmp_path / "w.db")
    with store.writing(tmp_path / "w.db") as conn:
        conn.execute("INSERT INTO exchange_rate VALUES ('r', 'file', 'RUB', 'EUR', '2026-02-15', '0.01')")
        rates = Rates(conn, "EUR")
        found = {deal["id"]: rates.convert(deal["amount"] * 100, deal["currency"], deal["won"]) for deal in given}
        assert rates.convert(100, "USD", "2026-02-15") is None
    assert {key: value / 100 for key, value in found.items()} == {"d1": expected["d1"], "d2": expected["d2"]}
    assert sum(found.values()) / 100 == expected["total"]


def test_sourced_and_influenced():
    given, sums = CASES["attr_influence_vs_source"], {"total": 0}
    for deal in given["input"]["deals"]:
        name = class_by(
            source_social=deal["lead_source_social"],
            before_lead=deal["has_eligible_touch_before_lead"],
            touched=deal["has_eligible_touch"],
        )
        sums[name] = sums.get(name, 0) + deal["amount"]
        sums["total"] += deal["amount"]
    assert sums == given["expected"]


def test_markov():
    given = CASES["attr_markov"]
    paths = [Journey(tuple(path.split(">")), won, lost) for path, won, lost in given["input"]["paths"]]
    expected = given["expected"]
    assert removal_effects(paths) == pytest.approx(expected["removal_effect"], abs=given["tol"])
    assert markov(paths) == pytest.approx(expected["credit"], abs=given["tol"])


def test_shapley():
    given = CASES["attr_shapley"]
    sets = {frozenset(key.split(",")): won for key, won in given["input"]["conversions_by_set"].items()}
    assert shapley(sets) == pytest.approx(given["expected"], abs=given["tol"])


def test_uncertain_link():
    given = CASES["attr_uncertain_link"]
    deal = Case("d", frozenset("p"), "won", moment("2026-02-01"), moment("2026-02-01"), moment("2026-03-01"))
    at = moment("2026-01-05")
    found = [Touch(one["id"], at, "ann", "linkedin", "p", at, band=one["band"]) for one in given["input"]["touches"]]
    amount = given["params"]["amount"] * 100
    for touches, expected in ((found, "base_view"), (sure(found), "upper_view")):
        parts = split(amount, weights("linear", deal, eligible(deal, touches, 180, deal.closed)))
        assert {key: value / 100 for key, value in parts.items()} == given["expected"][expected]
