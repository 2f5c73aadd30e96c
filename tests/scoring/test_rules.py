"""Every rule against its own examples, and rules about sequences against made conversations."""

import pytest
from talks_for_tests import WEIGHTS, setting, talk

from scoring.rules import RULES

BY_ID = {rule.id: rule for rule in RULES}
ANSWERED = (
    ("out", "2026-03-02T10:00", "Hi Eva, how did the move go?"),
    ("in", "2026-03-03T10:00", "Thank you, nice to meet you."),
)


def found(rule_id, *lines, contact="", as_of="2026-06-30"):
    return list(BY_ID[rule_id].breaches(talk(*lines, contact=contact), setting(as_of)))


def said(rule_id, text):
    """Breaches of a rule that reads one text: as opener, or as the message after the first answer."""
    if rule_id.startswith("reply."):
        return found(rule_id, *ANSWERED, ("out", "2026-03-03T12:00", text))
    return found(rule_id, ("out", "2026-03-02T10:00", text))


EXAMPLES = [
    (rule.id, kind, example)
    for rule in RULES
    if rule.of_talks
    for kind in ("flags", "passes")
    for example in getattr(rule, kind)
]


@pytest.mark.parametrize(
    ("rule_id", "kind", "example"), EXAMPLES, ids=[f"{r}-{k}-{e.text[:24]}" for r, k, e in EXAMPLES]
)
def test_example(rule_id, kind, example):
    breaches = said(rule_id, example.text)
    assert bool(breaches) == (kind == "flags")
    for breach in breaches:
        assert breach.evidence in example.text
        assert breach.spans
        assert all(0 <= start < end <= len(breach.evidence) for start, end in breach.spans)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rule_is_complete(rule):
    assert rule.id in WEIGHTS.outreach.rules
    assert all((rule.title, rule.why, rule.advice, rule.lesson))
    if rule.flags:
        for examples in (rule.flags, rule.passes):
            assert sum(example.lang == "en" for example in examples) >= 3
            assert sum(example.lang == "ru" for example in examples) >= 3


def test_no_weight_without_a_rule():
    assert set(WEIGHTS.outreach.rules) == set(BY_ID)


def test_an_offer_they_asked_for_is_no_pitch_after_the_reply():
    offer = ("out", "2026-03-04T10:00", "We produce thermo boxes from $4.10 each, catalogue attached. Want a quote?")
    opener = ("out", "2026-03-02T10:00", "Hi Eva, how did the move go?")
    assert found("reply.pitch", opener, ("in", "2026-03-03T10:00", "Fine, thanks. Good to meet you."), offer)
    asked = ("in", "2026-03-03T10:00", "Fine. What do you sell? Send me the price list please.")
    assert not found("reply.pitch", opener, asked, offer)


def test_pressure_warns_at_the_third_and_faults_at_the_fourth():
    lines = [("out", f"2026-03-{day:02}T10:00", f"Hello again, number {day}") for day in (2, 6, 12, 20)]
    assert not found("follow-up.pressure", *lines[:2])
    (third,) = found("follow-up.pressure", *lines[:3])
    assert (third.message_id, third.params["severity"]) == ("m2", "note")
    (fourth,) = found("follow-up.pressure", *lines)
    assert (fourth.message_id, fourth.params["severity"], fourth.params["count"]) == ("m3", "watch", 4)


def test_a_text_sent_in_pieces_is_one_touch():
    pieces = [("out", f"2026-03-02T10:0{no}", f"piece {no}") for no in range(5)]
    assert not found("follow-up.pressure", *pieces)
    assert not found("follow-up.too-soon", *pieces)


def test_an_answer_ends_the_row():
    lines = [("out", "2026-03-02T10:00", "a"), ("out", "2026-03-06T10:00", "b"), ("in", "2026-03-07T10:00", "Hello")]
    assert not found("follow-up.pressure", *lines, ("out", "2026-03-08T10:00", "c"), ("out", "2026-03-12T10:00", "d"))


def test_a_reminder_within_two_days_is_too_soon():
    first = ("out", "2026-03-02T10:00", "Hi Eva, how did the move go?")
    assert found("follow-up.too-soon", first, ("out", "2026-03-03T10:00", "Did you see my message?"))
    assert not found("follow-up.too-soon", first, ("out", "2026-03-05T10:00", "Did you see my message?"))


STOP = (
    ("out", "2026-03-02T10:00", "Hi, we sell boxes from $2."),
    ("in", "2026-03-02T11:00", "Please stop messaging me."),
)


def test_opt_out_ignored():
    assert found(
        "contact.opt-out-ignored", *STOP, ("out", "2026-03-09T10:00", "Did you see our new price list, 20% off?")
    )
    sorry = ("out", "2026-03-02T12:00", "Understood, I'll stop here. Sorry for the intrusion.")
    assert not found("contact.opt-out-ignored", *STOP, sorry)
    assert found("contact.opt-out-ignored", *STOP, sorry, ("out", "2026-04-02T12:00", "Happy Easter!"))


def test_opt_out_taken_back():
    back = ("in", "2026-05-02T12:00", "Hi, things changed. Send me the price list, please. What do 30 boxes cost?")
    assert not found(
        "contact.opt-out-ignored", *STOP, back, ("out", "2026-05-02T13:00", "Here it is: from $2. Call tomorrow?")
    )


@pytest.mark.parametrize(
    ("greeting", "contact", "wrong"),
    [
        ("Hi Martha, how are things?", "Martin Fox", True),
        ("Anna, добрый день!", "Пётр Волков", True),
        ("Здравствуйте, Марина! Как склад?", "Марат Галиев", True),
        ("Hi Liz, how are things?", "Elizabeth Stone", False),
        ("Hi Sasha, how are things?", "Александр Ким", False),
        ("Привет, Катя! Как дела?", "Ekaterina Ivanova", False),
        ("Hi Yulia, hello", "Julija Petrova", False),
        ("Hi Jon, hello", "John Doe", False),
        ("Dear colleagues, hello", "John Doe", False),
        ("Team, hello", "John Doe", False),
        ("Hi Kaspar, hello", "Bhavani Rao", False),
        ("Thanks, that helps", "John Doe", False),
        ("Hi Marta, hello", "Martha Stone", False),
        ("Hi Anna, hello", "", False),
        ("Yesss, let's do it", "Daniel Keller", False),
        ("Will, hello", "Anna Stone", True),
        ("Yes, as far as I know.", "Sophie Cole", False),
    ],
)
def test_wrong_name(greeting, contact, wrong):
    assert bool(found("message.wrong-name", ("out", "2026-03-02T10:00", greeting), contact=contact)) == wrong


def test_their_question_waits_after_a_working_day():
    lines = (
        ("out", "2026-03-02T10:00", "Hi Eva, how did the move go?"),
        ("in", "2026-03-06T17:00", "What does it cost?"),
    )
    assert not found("reply.waiting", *lines, as_of="2026-03-08")  # Sunday: one working hour so far
    (waiting,) = found("reply.waiting", *lines, as_of="2026-03-09")
    assert waiting.message_id == "m1"
    assert not found("reply.waiting", *lines, ("out", "2026-03-09T09:00", "From 4 euros."), as_of="2026-03-20")


def test_thanks_wait_for_nothing():
    lines = (("out", "2026-03-02T10:00", "Congratulations!"), ("in", "2026-03-03T10:00", "Thank you!"))
    assert not found("reply.waiting", *lines, as_of="2026-05-09")


def test_stopped_is_not_stop():
    lines = (
        ("out", "2026-03-02T10:00", "How was the peak?"),
        ("in", "2026-03-03T10:00", "We stopped promising next day."),
    )
    assert not found(
        "contact.opt-out-ignored", *lines, ("out", "2026-03-04T10:00", "And what was the first thing you changed?")
    )
