"""Rules about copies against their own examples, and the two axes: how many got a text, and whether they answer."""

from dataclasses import replace

import pytest
from talks_for_tests import WEIGHTS, setting

from scoring.greeting import greeted, greets, name_share
from scoring.rules import RULES
from scoring.templates.posts import Post, alike
from scoring.templates.usage import Answers, Sent, Use, outcome, people_within

LIMITS = WEIGHTS.outreach.thresholds
BY_ID = {rule.id: rule for rule in RULES}
SLIPS = ("copy.wrong-name", "copy.empty-place")
COPY_RULES = ("opener.copied", "invitation.copied", "copy.name-only", "template.shared", *SLIPS)
OTHERS = ("Anna", "Boris", "Clara", "David", "Elena", "Frank")


def one(no, text, *, name="", day=1, kind="direct", replied=0, rep="anna"):
    """A copy sent in March; its id tells the text to `use`."""
    day = f"2026-03-{1 + (day - 1) % 14:02}"
    named = greeted(text)
    right = int(greets(named, name)) if named and name else None
    to = f"{rep}-k{no}"
    return Sent(f"{rep}{no}", f"c{no}", to, day, "linkedin", kind, "opener", replied, None, named, right)


def campaign(rule_id, example, rep="anna", agreed=False):
    """The use of a text that an example of a rule stands for."""
    kind = "invitation" if rule_id == "invitation.copied" else "direct"
    sent, texts, names = [], {}, {}
    people = [(f"Hi {name}, hello", f"{name} Stone") for name in OTHERS]
    if rule_id == "copy.wrong-name" and greeted(example.text):
        people.append((example.text, f"{greeted(example.text)} Stone"))
    if rule_id in SLIPS:
        people.append((example.text, example.to))
    else:
        people = [(example.text, "Eva Stone")] * example.times
    for no, (text, name) in enumerate(people):
        made = one(no, text, name=name, day=no + 1, kind=kind, replied=int(no < example.answered), rep=rep)
        sent.append(made)
        texts[made.message_id], names[made.contact_id] = text, name
    return Use("t", rep, tuple(sent), texts.__getitem__, names.__getitem__, agreed)


@pytest.mark.parametrize("rule_id", ["opener.copied", "invitation.copied", "template.shared"])
def test_a_sentence_in_common_among_own_words_is_no_copy(rule_id):
    rule = BY_ID[rule_id]
    example = rule.flags[0]
    uses = [campaign(rule_id, example, rep) for rep in ("anna", "boris")]
    own = [replace(use, sent=tuple(copy._replace(personal=0.6, named=0.05) for copy in use.sent)) for use in uses]
    named = [replace(use, sent=tuple(copy._replace(personal=0.6, named=0.2) for copy in use.sent)) for use in uses]

    def breaches(uses):
        return [*rule.spread(uses, setting()), *(found for use in uses for found in rule.copies(use, setting()))]

    assert breaches(own) == []
    assert breaches(named) != []


EXAMPLES = [
    (rule_id, kind, example)
    for rule_id in COPY_RULES
    for kind in ("flags", "passes")
    for example in getattr(BY_ID[rule_id], kind)
]


@pytest.mark.parametrize(
    ("rule_id", "kind", "example"), EXAMPLES, ids=[f"{r}-{k}-{e.text[:24]}-{e.times}" for r, k, e in EXAMPLES]
)
def test_example_of_copies(rule_id, kind, example):
    rule = BY_ID[rule_id]
    if rule_id == "template.shared":
        found = list(rule.spread([campaign(rule_id, example, rep) for rep in ("anna", "boris")], setting()))
    else:
        found = list(rule.copies(campaign(rule_id, example), setting()))
    assert bool(found) == (kind == "flags")
    for breach in found:
        assert breach.evidence in example.text
        assert all(0 <= start < end <= len(breach.evidence) for start, end in breach.spans)
        assert breach.spans


POSTS = [(kind, example) for kind in ("flags", "passes") for example in getattr(BY_ID["post.cloned"], kind)]


@pytest.mark.parametrize(("kind", "example"), POSTS, ids=[f"{k}-{e.text[:24]}" for k, e in POSTS])
def test_example_of_posts(kind, example):
    wall = [Post(f"p{no}", "anna", "linkedin", f"2026-03-{no + 1:02}", example.text) for no in range(example.times)]
    found = list(BY_ID["post.cloned"].posts(wall, setting()))
    assert [breach.params["count"] for breach in found] == ([example.times] if kind == "flags" else [])


def test_posts_of_colleagues_are_told_from_three_walls_on():
    text = "Five rules for safe packing that every warehouse should know before the peak season."
    wall = [Post(f"p{no}", rep, "linkedin", "2026-03-05", text) for no, rep in enumerate(("anna", "boris", "clara"))]
    assert not list(BY_ID["post.cloned"].posts(wall[:2], setting()))
    assert [breach.params["reps"] for breach in BY_ID["post.cloned"].posts(wall, setting())] == [3, 3, 3]
    later = [post._replace(day=f"2026-0{no + 3}-05") for no, post in enumerate(wall)]
    assert not list(BY_ID["post.cloned"].posts(later, setting()))


def test_alike_does_not_depend_on_the_order_given():
    text = "Five rules for safe packing that every warehouse should know before the peak season"
    posts = [Post(str(no), "anna", "linkedin", f"2026-03-{no:02}", f"{text} of {no} boxes") for no in range(1, 9)]
    assert alike(posts) == alike(posts[::-1])
    assert len(alike(posts)[0]) == 8


@pytest.mark.parametrize(
    ("people", "k", "n", "expected"),
    [
        (4, 0, 100, "few"),
        (5, 0, 0, "early"),
        (40, 0, 29, "early"),
        (40, 3, 30, "ignored"),
        (40, 4, 30, "open"),
        (40, 9, 30, "answered"),
        (6, 4, 6, "answered"),
        (6, 1, 6, "early"),
        (200, 12, 100, "ignored"),
        (200, 13, 100, "open"),
    ],
)
def test_two_axes(people, k, n, expected):
    assert outcome(people, Answers(k, n), LIMITS) == expected


def test_a_declared_campaign_is_a_note_until_it_is_ignored():
    rule, (ignored, early, *_) = BY_ID["opener.copied"], BY_ID["opener.copied"].flags
    for example, agreed, severity in ((early, False, "watch"), (early, True, "note"), (ignored, True, "stop")):
        (found,) = rule.copies(campaign(rule.id, example, agreed=agreed), setting())
        assert (found.params["severity"], found.params["agreed"]) == (severity, int(agreed))


def test_fresh_copies_are_not_called_ignored():
    rule = BY_ID["opener.copied"]
    (found,) = rule.copies(campaign(rule.id, rule.flags[0]), setting("2026-03-15"))
    assert (found.params["outcome"], found.params["severity"]) == ("early", "watch")


def test_a_slip_needs_copies_that_greet_well():
    rule = BY_ID["copy.wrong-name"]
    whole = campaign(rule.id, rule.flags[0])
    assert list(rule.copies(whole, setting()))
    assert not list(rule.copies(replace(whole, sent=whole.sent[-4:]), setting()))


def test_a_name_of_nobody_before_accuses_nobody():
    rule = BY_ID["copy.wrong-name"]
    whole = campaign(rule.id, rule.flags[0])
    without = replace(whole, sent=(*whole.sent[:6], whole.sent[7]))
    assert not list(rule.copies(without, setting()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Anna, hello", "Anna"),
        ("Good morning Mr. Okafor, hello", "Okafor"),
        ("Здравствуйте, Анна! Как дела?", "Анна"),
        ("Иван Петрович, добрый день! Вопрос.", "Иван"),
        ("Hi , hello", ""),
        ("Hi, hello", None),
        ("Hi there, hello", None),
        ("Добрый день! Вопрос.", None),
        ("Добрый день , вопрос", ""),
        ("We met in Riga, Anna", None),
        ("", None),
    ],
)
def test_whom_a_text_greets(text, name):
    assert greeted(text) == name


def test_name_share_counts_greeting_and_names():
    assert name_share("Hi Anna", ("Anna Stone", ""), "Anna") == 1
    assert name_share("Hi Anna, xxxxxx Boxharbor", ("Anna Stone", "Boxharbor Ltd")) == pytest.approx(15 / 21, abs=0.001)
    assert name_share("", ()) == 0
    assert greets("Liz", "Elizabeth Stone")


def sent_on(*days):
    return [one(no, "Hi Eva, hello", day=day) for no, day in enumerate(days)]


def test_people_within_days():
    assert people_within(sent_on(1, 2, 3), 14) == 3
    assert people_within(sent_on(1, 14), 14) == 2
    assert people_within(sent_on(1, 14), 13) == 1
    assert people_within([], 14) == 0
