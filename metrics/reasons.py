"""What is said of each habit that a verdict names: in a clause, as an item, as a reason, and the step out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.words import N_, NN_
from metrics.words import Said, counted


@dataclass(frozen=True)
class Habit:
    """Words for one figure of a verdict. Pairs are plural forms that go with {k}; texts may use {rep}, {k}, {n}.

    clause: in the team's answer. what: the heading. fact: what was counted. own: the same said to the rep.
    step: what to do. effort: how much that is. page: where the evidence is.
    """

    clause: str | tuple[str, str]
    what: str
    fact: str | tuple[str, str]
    own: str | tuple[str, str]
    step: str
    effort: str
    page: str = "conversations"


HABITS: dict[str, Habit] = {
    "profile": Habit(
        clause=N_("{rep}’s profile shows a job search"),
        what=N_("The profile shows a job search"),
        fact=N_("Everybody who opens the profile sees the job search before answering."),
        own=N_("your profile shows that you are looking for a job"),
        step=N_("Take the job search out of the profile; its page shows where."),
        effort=N_("10 minutes"),
        page="profiles",
    ),
    "opt_out_ignored": Habit(
        clause=NN_("{rep} wrote on after a “stop”", "{rep} wrote on after “stop”, {k} times"),
        what=N_("Wrote on after “stop”"),
        fact=NN_("{k} person had asked not to be written to.", "{k} people had asked not to be written to."),
        own=NN_("you wrote on after somebody said “stop”", "you wrote on after {k} people said “stop”"),
        step=N_("Leave them alone, and mark them so that nobody else writes either."),
        effort=N_("5 minutes"),
    ),
    "copies": Habit(
        clause=N_("{rep} sends copies of one text ({k} of {n} first messages)"),
        what=N_("One text to many people"),
        fact=N_("{k} of {n} first messages are copies."),
        own=N_("{k} of your {n} first messages are copies"),
        step=N_("Pause the text; rewrite the first line from a fact about the person."),
        effort=N_("five messages"),
    ),
    "pitch_after_reply": Habit(
        clause=N_("{rep} makes an offer right after the answer ({k} of {n})"),
        what=N_("Offer right after the first answer"),
        fact=N_("{k} of {n} first answers got an offer."),
        own=N_("you meet an answer with an offer, {k} of {n} times"),
        step=N_("After an answer, ask one question about what they wrote; don’t offer."),
        effort=N_("five answers"),
    ),
    "pitch_in_opener": Habit(
        clause=N_("{rep} opens with an offer ({k} of {n})"),
        what=N_("Offer in the first message"),
        fact=N_("{k} of {n} first messages make an offer."),
        own=N_("you open with an offer, {k} of {n} times"),
        step=N_("Begin with a question about their work; leave the product out of the first message."),
        effort=N_("five messages"),
    ),
    "burned": Habit(
        clause=N_("{rep} has burned {k} of {n} contacts"),
        what=N_("Contacts burned"),
        fact=N_("{k} of {n} people refused, complained, or left four messages in a row unanswered."),
        own=N_("{k} of {n} people you wrote to refused, complained, or were written to four times in vain"),
        step=N_("Stop after two unanswered messages; begin with fewer people and a reason to write to each."),
        effort=N_("this week"),
    ),
    "follow_up_pressure": Habit(
        clause=N_("{rep} keeps writing without an answer ({k} of {n})"),
        what=N_("Three in a row without an answer"),
        fact=N_("{k} of {n} conversations hold three or more messages in a row without an answer."),
        own=N_("you keep writing without an answer, in {k} of {n} conversations"),
        step=N_("After two unanswered messages wait two weeks, then bring something useful."),
        effort=N_("this week"),
    ),
    "slot_left": Habit(
        clause=NN_(
            "{rep} sent {k} message with a place left unfilled", "{rep} sent {k} messages with a place left unfilled"
        ),
        what=N_("A place left unfilled"),
        fact=NN_(
            "{k} message went out with a place such as {{first_name}} in it.",
            "{k} messages went out with a place such as {{first_name}} in them.",
        ),
        own=NN_(
            "{k} message of yours went out with a place left unfilled",
            "{k} messages of yours went out with a place left unfilled",
        ),
        step=N_("Send the next ten by hand and read each before it goes."),
        effort=N_("ten messages"),
    ),
    "waiting": Habit(
        clause=NN_("{k} question to {rep} waits", "{k} questions to {rep} wait"),
        what=N_("Questions that wait"),
        fact=NN_(
            "{k} question has waited longer than a working day.", "{k} questions have waited longer than a working day."
        ),
        own=NN_(
            "{k} question to you has waited longer than a working day",
            "{k} questions to you have waited longer than a working day",
        ),
        step=N_("Answer those who wait before writing to anybody new."),
        effort=N_("10 minutes"),
    ),
}

RULES = {
    "profile": "profile.job-seeking",
    "opt_out_ignored": "contact.opt-out-ignored",
    "copies": "opener.copied",
    "pitch_after_reply": "reply.pitch",
    "pitch_in_opener": "opener.pitch",
    "follow_up_pressure": "follow-up.pressure",
    "slot_left": "message.unfilled-slot",
    "waiting": "reply.waiting",
}
"""The rule whose findings are a habit's cases."""


def words(text: str | tuple[str, str], reason: Mapping[str, Any], **more: str) -> Said:
    """Return one of a habit's texts about a reason {k, n} of a verdict."""
    k, n = reason.get("k") or 0, reason.get("n") or 0
    if isinstance(text, tuple):
        return Said(text[0], {"k": k, "n": n, **more}, text[1], "k")
    return Said(text, {"k": k, "n": n, **more})


def habit_of(reason: Mapping[str, Any]) -> Habit | None:
    """Return the words for a reason; None for one that has none yet."""
    return HABITS.get(reason.get("figure", ""))


def listed(clauses: list[Said]) -> Said:
    """Join one to three clauses to a sentence."""
    if len(clauses) == 1:
        return Said(N_("{a}."), {"a": clauses[0]})
    if len(clauses) == 2:
        return Said(N_("{a}, and {b}."), dict(zip("ab", clauses, strict=True)))
    return Said(N_("{a}, {b}, and {c}."), dict(zip("abc", clauses[:3], strict=True)))


def first_of_all(stopped: int, reps: int) -> Said:
    """Say how many reps need help first."""
    return counted(
        NN_("{n} of {reps} reps needs help first:", "{n} of {reps} reps need help first:"), stopped, reps=reps
    )
