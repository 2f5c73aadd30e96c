"""Questions of an upload and where their answers come from; nothing is guessed silently."""

import csv
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import available_timezones

from connectors.connector import Connector, Part, Question
from connectors.refusal import RefusedUpload
from connectors.settle import Settled
from data.names import fold
from data.questions import Answered

By = Literal["file", "person", "remembered", "proposal", "nobody"]
OPEN = ("proposal", "nobody")
"""Ways to be answered that a person should look at."""
DAMAGED = (RefusedUpload, OSError, EOFError, zipfile.BadZipFile, zlib.error, csv.Error, UnicodeError)


@dataclass(frozen=True)
class Asked:
    """A question with its answer. `by`: file (proven there), person, remembered, proposal, nobody."""

    question: Question
    answer: str = ""
    by: By = "nobody"

    @property
    def open(self) -> bool:
        """Whether a person should look at it."""
        return self.by in OPEN

    def as_json(self) -> dict[str, Any]:
        """Return the question and its answer as the command line shows them."""
        one = self.question
        return {
            "id": one.id,
            "choices": [{"value": c.value, "label": c.label, "count": c.count} for c in one.choices],
            "proposal": one.proposal,
            "sure": one.sure,
            "example": one.example,
            "answer": self.answer,
            "answered_by": self.by,
        }

    def as_stored(self) -> Answered:
        """Return what the book of imports keeps of it."""
        one = self.question
        choices = tuple((c.value, c.label, c.count) for c in one.choices)
        return Answered(one.id, self.answer, self.by, one.proposal, one.example, choices)


def ask(
    connector: Connector,
    parts: tuple[Part, ...],
    given: Mapping[str, str],
    known: Mapping[str, Sequence[str]],
    names: Collection[str] = (),
) -> tuple[Asked, ...]:
    """Return what an upload leaves open, each with the best answer there is.

    In this order: proven by the file, `given` by a person now, `known` from earlier, the proposal of the evidence.
    `names` are those by which a person named the rep just now: who writes under one of them is the rep.
    """
    try:
        questions = connector.questions(parts)
    except DAMAGED:  # the reading tells what is wrong
        return ()
    said = {**given, **{one.id: name for one in questions if (name := _named(one, given, known, names))}}
    return tuple(_answered(one, said.get(one.id, ""), known.get(one.id, ())) for one in questions)


def _named(
    question: Question, given: Mapping[str, str], known: Mapping[str, Sequence[str]], names: Iterable[str]
) -> str:
    """Return the choice that is called as the rep is, where nobody answered and no evidence is against it."""
    if question.id != "self" or given.get("self") or known.get("self") or not question.choices:
        return ""
    found = {value for name in names if (value := among(question, name))}
    return found.pop() if len(found) == 1 and found <= {question.proposal or next(iter(found))} else ""


def _answered(question: Question, given: str, known: Sequence[str]) -> Asked:
    if question.sure and question.proposal:
        return Asked(question, question.proposal, "file")
    if value := among(question, given):
        return Asked(question, value, "person")
    fitting = {value for one in known if (value := among(question, one))}
    if len(fitting) == 1:
        return Asked(question, fitting.pop(), "remembered")
    return Asked(question, question.proposal, "proposal" if question.proposal else "nobody")


def among(question: Question, value: str) -> str:
    """Return the choice that a value means; "" when it is none of this file's."""
    value = value.strip()
    if question.id == "zone":
        return value if value in available_timezones() else ""
    if not value or not question.choices:
        return value
    if value in {one.value for one in question.choices}:
        return value
    exact = {one.value for one in question.choices if value == one.label}
    loose = {one.value for one in question.choices if fold(value) in (fold(one.value), fold(one.label))}
    found = exact or loose
    return found.pop() if len(found) == 1 else ""


def settled(asked: Iterable[Asked | Answered], time_zone: str) -> Settled:
    """Return what the answers mean for records."""
    told = [(one.question.id, one.answer, one.by) if isinstance(one, Asked) else one[:3] for one in asked]
    answers = {question: value for question, value, _ in told if value}
    return Settled(answers, {question: by for question, _, by in told}, time_zone)
