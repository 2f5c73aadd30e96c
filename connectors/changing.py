"""Changing what was answered: the rows of every import that went by the old answer are settled anew."""

import functools
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from connectors import asking, mapper
from connectors.connector import Choice, Connector, Question
from connectors.settle import REDERIVED, settle
from connectors.sources import CONNECTORS
from data import facts, questions, reps, store, workspace
from data.words import N_

NOT_ASKED = N_("No import of this rep in {network} left “{question}” open with that answer; nothing was changed.")
NEEDS_FILE = N_("This answer can only be changed together with the file: import it again and answer differently.")
NO_ZONE = N_("“{value}” is no time zone; choose one like Europe/Berlin.")
NO_CHOICE = N_("“{value}” is none of the possible answers: {choices}.")


class ChangeError(ValueError):
    """An answer that can't be changed like this. `words` say why, `detail` fills their places."""

    def __init__(self, words: str, **detail: str) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


def change(
    db: Path,
    rep_id: str,
    network: str,
    question: str,
    value: str,
    *,
    old: str | None = None,
    who: str = "",
    connectors: Sequence[Connector] = CONNECTORS,
) -> dict[str, int]:
    """Answer a question of imports that stand otherwise; return how many imports and facts that changed.

    Args:
        old: only imports that went by this answer ("" for those without one); None for all that asked. What a file
            itself proves stays.

    Raises:
        ChangeError: no import asked this, or the value is no possible answer of any of them.
    """
    if question not in REDERIVED:
        raise ChangeError(NEEDS_FILE)
    with store.writing(db) as conn:
        asked = [one for one in questions.stored(conn, rep_id, network) if _goes_by(one.answered, question, old)]
        fitting = [one._replace(answered=new) for one in asked if (new := _answered(one.answered, value))]
        if not fitting:
            raise _refusal(asked, network, question, value)
        changed = _apply(conn, asked, fitting, who, connectors)
    return {"imports": len(fitting), "facts": changed}


def needs_file(conn: sqlite3.Connection, import_id: str, said: Mapping[str, str], *, team: bool = False) -> bool:
    """Tell whether answers to an import that stands say something else of what only the file can follow.

    Of the team's rows that is every answer.
    """
    stood = {one.answered.question: one.answered.value for one in questions.of_import(conn, import_id)}
    return any(stood.get(question) != value for question, value in said.items() if team or question not in REDERIVED)


def change_import(
    conn: sqlite3.Connection, import_id: str, said: Mapping[str, str], who: str, connectors: Sequence[Connector]
) -> None:
    """Give one import that stands other answers, as when the same bytes are dropped again with them."""
    asked = [one for one in questions.of_import(conn, import_id) if one.answered.question in said]
    new = [(one, _answered(one.answered, said[one.answered.question])) for one in asked]
    fitting = [one._replace(answered=answer) for one, answer in new if answer and answer != one.answered]
    if fitting:
        _apply(conn, asked, fitting, who, connectors)


def _apply(
    conn: sqlite3.Connection,
    asked: Sequence[questions.Stored],
    fitting: Sequence[questions.Stored],
    who: str,
    connectors: Sequence[Connector],
) -> int:
    """Write new answers and settle what their imports told; return how many facts changed."""
    rep_id, network = fitting[0].rep_id, fitting[0].network
    new = {(one.import_id, one.answered.question) for one in fitting}
    for one in asked:
        if (one.import_id, one.answered.question) in new and one.answered.answered_by in ("person", "remembered"):
            questions.forget(conn, rep_id, network, one.answered.question, one.answered.value)
    for one in fitting:
        questions.keep(conn, one.import_id, [one.answered])
    questions.remember(conn, rep_id, network, {one.answered.question: one.answered.value for one in fitting}, who)
    _remember_the_others(conn, rep_id, network)
    reps.settle(conn, rep_id)
    changed = facts.retell(conn, _ways(conn, {one.import_id for one in fitting}, connectors))
    store.bump(conn)
    return changed


def _remember_the_others(conn: sqlite3.Connection, rep_id: str, network: str) -> None:
    """Names by which other imports still go are not forgotten."""
    kept = {one.answered for one in questions.stored(conn, rep_id, network) if one.answered.question == "self"}
    for one in sorted(kept):
        if one.answered_by in ("person", "remembered"):
            questions.remember(conn, rep_id, network, {"self": one.value}, "")


def _goes_by(one: questions.Answered, question: str, old: str | None) -> bool:
    return one.question == question and one.answered_by != "file" and old in (None, one.value)


def _answered(one: questions.Answered, value: str) -> questions.Answered | None:
    """Return the question answered by a person, None when the value is none of its choices."""
    choices = tuple(Choice(*choice) for choice in one.choices)
    new = asking.among(Question(one.question, choices), value)
    return one._replace(value=new, answered_by="person") if new else None


def _refusal(asked: Sequence[questions.Stored], network: str, question: str, value: str) -> ChangeError:
    if not asked:
        return ChangeError(NOT_ASKED, network=network, question=question)
    if question == "zone":
        return ChangeError(NO_ZONE, value=value)
    choices = sorted({choice[0] for one in asked for choice in one.answered.choices})
    return ChangeError(NO_CHOICE, value=value, choices=", ".join(choices[:12]))


def _ways(
    conn: sqlite3.Connection, import_ids: Iterable[str], connectors: Sequence[Connector]
) -> dict[int, functools.partial]:
    """Return how each import tells its facts now, by the number under which it is sighted."""
    tables = mapper.connector(mapper.Mapping("messages", {}))
    by_id = {connector.id: connector for connector in (tables, *connectors)}
    zone, numbers, ways = workspace.load(conn).time_zone, questions.import_numbers(conn), {}
    for import_id in import_ids:
        told = questions.of_import(conn, import_id)
        if connector := by_id.get(told[0].connector):
            settled = asking.settled([one.answered for one in told], zone)
            ways[numbers[import_id]] = functools.partial(settle, connector=connector, told=settled)
    return ways
