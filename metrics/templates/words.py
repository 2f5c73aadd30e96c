"""Sentences of the Templates page, chosen from the figures."""

from collections.abc import Sequence
from typing import Any, Protocol

from data.words import N_, NN_
from metrics.metric import Measurement
from metrics.words import Said, counted


class Used(Protocol):
    """What the sentences need to know of a text."""

    @property
    def people(self) -> int: ...

    @property
    def said_no(self) -> int: ...

    @property
    def answered(self) -> Measurement: ...

    @property
    def use(self) -> str: ...

    @property
    def judged(self) -> Any: ...

    @property
    def agreed(self) -> tuple[str, ...]: ...


def answer(rows: Sequence[Used]) -> tuple[Said, ...]:
    """Return the opening: which texts do harm, and which are answered."""
    if not rows:
        return (Said(N_("No text went to three people or more.")),)
    harmful = [row for row in rows if row.judged.kind == "stop" and not row.agreed]
    working = [row for row in rows if row.judged.kind == "ok"]
    return (*(_harm(harmful) if harmful else _no_harm(rows)), *_working(working))


def _harm(rows: Sequence[Used]) -> tuple[Said, ...]:
    head = counted(NN_("{n} text is pasted and ignored:", "{n} texts are pasted and ignored:"), len(rows))
    people, k, n = (sum(values) for values in zip(*((r.people, r.answered.k, r.answered.n) for r in rows), strict=True))
    values = {"people": people, "k": k, "n": n, "no": sum(row.said_no for row in rows)}
    if values["no"]:
        body = Said(N_("{people} people got it, {k} of {n} answered, and {no} of them said no."), values)
        many = Said(N_("{people} people got them, {k} of {n} answered, and {no} of them said no."), values)
    else:
        body = Said(N_("{people} people got it, and {k} of {n} answered."), values)
        many = Said(N_("{people} people got them, and {k} of {n} answered."), values)
    return head, body if len(rows) == 1 else many


def _no_harm(rows: Sequence[Used]) -> tuple[Said, ...]:
    judged = [row for row in rows if row.judged.kind in ("watch", "ok")]
    if not judged:
        return (Said(N_("It is too early to say what the texts do.")),)
    watched = sum(row.judged.kind == "watch" for row in judged)
    calm = Said(N_("No text is pasted and ignored."))
    return (calm, counted(NN_("{n} is worth a look.", "{n} are worth a look."), watched)) if watched else (calm,)


def _working(rows: Sequence[Used]) -> tuple[Said, ...]:
    if not rows:
        return ()
    k, n = sum(row.answered.k or 0 for row in rows), sum(row.answered.n or 0 for row in rows)
    forms = NN_("{t} text is answered: {k} of {n}.", "{t} texts are answered: {k} of {n}.")
    return (Said(forms[0], {"t": len(rows), "k": k, "n": n}, forms[1], "t"),)


def got_it(row: Used) -> Said:
    """Say how many people got a text."""
    return counted(NN_("{n} person got this text.", "{n} people got this text."), row.people)


def came_back(row: Used) -> Said:
    """Say what came back to a text."""
    k, n = row.answered.k, row.answered.n
    if row.use == "talk":
        return Said(N_("It is part of talks that go on, so answers are not counted."))
    if not n:
        return Said(N_("All copies are too young to say what comes back."))
    if row.use == "follow_up":
        return Said(N_("{k} of {n} follow-ups made of it were answered."), {"k": k, "n": n})
    if row.said_no:
        forms = NN_("{k} of {n} answered; {no} said no.", "{k} of {n} answered; {no} said no.")
        return Said(forms[0], {"k": k, "n": n, "no": row.said_no}, forms[1], "no")
    return Said(N_("{k} of {n} answered, and nobody said no."), {"k": k, "n": n})


def chart_title(rows: Sequence[Used]) -> Said:
    """Return what the chart of two axes shows."""
    stopped = sum(row.judged.kind == "stop" for row in rows)
    if stopped:
        return counted(
            NN_("{n} text stands where pasting is ignored", "{n} texts stand where pasting is ignored"), stopped
        )
    return Said(N_("No text stands where pasting is ignored"))
