"""The report: one flat model, the same numbers in every format, nothing that runs or links."""

import json
import re
from html.parser import HTMLParser

import pytest
from made_up import REPS, activity, answered, conversation, day, facts, finding, random_team, template, workspace

from data import derive, store
from data.scope import Scope
from metrics.catalog import METRICS
from metrics.measure import measure
from metrics.report import ReportError, build, render

EVERYBODY = Scope(reps=None, text="cited")
HOSTILE = '<script>alert(1)</script> ![x](http://evil.test/a.png) [l](javascript:x) | =HYPERLINK("http://evil.test")'


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "w.db"
    with workspace(path) as conn:
        rows = random_team(conn, seed=5, size=300)
        derive.insert(conn, [finding("f1", conversation("t1", "anna", 5), "opener.copied")])
        derive.insert(conn, [template("k1", ["anna", "ben"], 30)._replace(text=HOSTILE), template("k2", ["ben"], 9)])
        conn.execute("INSERT INTO profile_score VALUES ('anna', 'linkedin', ?, 81, NULL, '{}', '{}')", (day(2),))
        check = (
            "INSERT INTO profile_check VALUES ('anna', 'linkedin', ?, 'profile.photo', 'failed', 5, 5, ?, '[]', '{}')"
        )
        conn.execute(check, (day(2), HOSTILE))
        facts(conn, activity("x", "anna", 0))
        assert rows
    return path


@pytest.fixture(scope="module")
def report(path):
    return build(path, EVERYBODY)


def test_the_model_has_the_agreed_shape(report):
    assert {"scope", "data_until", "coverage", "measurements", "findings", "templates", "profiles", "links"} <= set(
        report
    )
    keys = {"metric", "by", "value", "k", "n", "low", "high", "unit", "immature", "late", "unknown", "note"}
    assert all(set(one) == keys for one in report["measurements"])
    assert set(report["findings"][0]) == {"rep", "rule", "severity", "count", "points"}
    keys = {"id", "text", "messages", "reps", "reach", "replied", "mature", "low", "high", "said_no", "fixed_share"}
    keys |= {"use", "verdict", "networks", "first_day", "last_day", "agreed"}
    assert set(report["templates"][0]) == keys
    assert set(report["profiles"][0]["checks"][0]) == {"check", "state", "evidence"}
    assert report["data_until"] == day(0)
    json.dumps(report)


OPENERS = {("opener_kind",), ("opener_length",), ("opener_own",), ("offer_turn",)}


def test_every_figure_has_one_total_and_is_split(report):
    for metric in METRICS:
        found = [one for one in report["measurements"] if one["metric"] == metric.id]
        assert sum(not one["by"] for one in found) == 1
    splits = {tuple(sorted(one["by"])) for one in report["measurements"]}
    assert splits == {(), ("rep",), ("network",), ("month",), ("month", "rep"), *OPENERS}
    names = {one["by"]["rep"] for one in report["measurements"] if "rep" in one["by"]}
    assert names == set(REPS.values())


def test_the_report_says_what_the_pages_say(path, report):
    with store.reading(path) as conn:
        (found,) = measure(conn, "reply_rate", EVERYBODY)
    (told,) = [one for one in report["measurements"] if one["metric"] == "reply_rate" and not one["by"]]
    assert (told["k"], told["n"], told["value"], told["low"]) == (found.k, found.n, found.value, found.low)


@pytest.mark.parametrize("split", ["opener_kind", "opener_length", "opener_own"])
def test_ways_of_opening_sum_to_the_answer_rate(report, split):
    told = [one for one in report["measurements"] if split in one["by"]]
    (total,) = [one for one in report["measurements"] if one["metric"] == "reply_rate" and not one["by"]]
    assert sum(one["n"] for one in told) == total["n"]
    assert sum(one["k"] for one in told) == total["k"]


class Page(HTMLParser):
    """Collects elements and addresses of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "srcset", "action")]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_html_asks_for_nothing_and_runs_nothing(report, lang):
    text = render(report, "html", lang)
    page = Page()
    page.feed(text)
    assert page.addresses == []
    assert page.tags.isdisjoint({"script", "img", "a", "iframe", "link", "form"})
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_markdown_texts_stay_texts(report, lang):
    text = render(report, "md", lang)
    assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows if "evil" in row}) == 1


def test_documents_hold_the_numbers_of_the_model(report):
    (total,) = [one for one in report["measurements"] if one["metric"] == "reply_rate" and not one["by"]]
    for form in ("md", "html"):
        assert f"{total['k']} of {total['n']}" in render(report, form)
    assert json.loads(render(report, "json"))["measurements"] == report["measurements"]


def test_a_masked_report_holds_no_text(path, report):
    hidden = build(path, Scope(reps=None, text="none", masked=True))
    for form in ("json", "md", "html"):
        assert "evil" not in render(report, form, masked=True)
        assert "evil" not in render(hidden, form)


def test_a_rep_report_names_nobody_else(path):
    told = json.dumps(build(path, Scope(reps=("anna",), text="all")), ensure_ascii=False)
    for rep, name in REPS.items():
        assert (name in told) == (rep == "anna")
        assert rep == "anna" or f'"{rep}"' not in told


def test_namesakes_are_told_apart(tmp_path):
    with workspace(tmp_path / "w.db", reps={"a1": "Anna Ray", "a2": "Anna Ray"}) as conn:
        derive.insert(conn, [answered(conversation("x", "a1", 20)), conversation("y", "a2", 20)])
        facts(conn, activity("z", "a1", 0))
    told = build(tmp_path / "w.db", EVERYBODY)["measurements"]
    names = {one["by"]["rep"] for one in told if list(one["by"]) == ["rep"]}
    assert names == {"Anna Ray (a1)", "Anna Ray (a2)"}


def test_an_earlier_day_of_judgement_sees_less(path):
    now, then = (build(path, EVERYBODY, as_of) for as_of in (day(0), day(60)))
    started = [
        next(one["value"] for one in told["measurements"] if one["metric"] == "started" and not one["by"])
        for told in (now, then)
    ]
    assert started[0] > started[1] > 0


def test_an_empty_workspace_has_a_report(tmp_path):
    with workspace(tmp_path / "w.db", reps={}):
        pass
    told = build(tmp_path / "w.db", EVERYBODY)
    assert all(one["value"] is None for one in told["measurements"])
    for form in ("json", "md", "html"):
        assert render(told, form, "ru")


def test_wrong_wishes_are_refused_in_words(path, report):
    with pytest.raises(ReportError, match="no format"):
        render(report, "doc")
    with pytest.raises(ReportError, match="no day"):
        build(path, EVERYBODY, "yesterday")
