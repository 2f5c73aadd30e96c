"""What a slide is made of, and how it is kept: plain values that JSON can tell and give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

from data.words import N_
from metrics.metric import Measurement
from metrics.models import Link
from metrics.words import Day, Money, Said, Share

Step = Literal["promises", "changed", "profiles", "outreach", "results", "praise", "try", "end"]
STEPS: dict[Step, str] = {
    "promises": N_("Promises"),
    "changed": N_("What changed"),
    "profiles": N_("Profiles"),
    "outreach": N_("Outreach"),
    "results": N_("Results"),
    "praise": N_("Worth copying"),
    "try": N_("One thing to try"),
    "end": N_("Until next week"),
}
"""Ids of the steps, in order, with their names."""
MINUTES: dict[Step, int] = {
    "promises": 5,
    "changed": 5,
    "profiles": 4,
    "outreach": 8,
    "results": 8,
    "praise": 3,
    "try": 8,
    "end": 2,
}
"""How long a step should take; together three quarters of an hour."""


@dataclass(frozen=True)
class Row:
    """A figure on a slide: its name, what stands under it, now and before, and what is said of the change.

    scale: where the track ends, in the figure's own unit. dots: values of single reps, without their names.
    tone: as in `metrics.models.Tone`. link: the evidence, for those who may see it, in a window of their own.
    """

    title: str
    sub: Said | None
    now: Measurement
    before: Measurement | None
    said: Said
    scale: float = 1.0
    target: float | None = None
    tone: str = "plain"
    dots: tuple[float, ...] = ()
    link: Link | None = None


@dataclass(frozen=True)
class Line:
    """A sentence on a slide with a second one under it. `tag` is a verdict, or the state of a promise."""

    text: Said
    sub: Said | None = None
    tag: str = ""
    link: Link | None = None
    id: str = ""


@dataclass(frozen=True)
class Slide:
    """One question on one screen: its answer as the title, then figures or sentences, then what they leave out."""

    step: Step
    title: Said
    kicker: Said | None = None
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[Said, ...] = field(default=())


_KINDS: dict[str, type] = {one.__name__: one for one in (Slide, Row, Line, Link, Said, Share, Money, Day, Measurement)}


def told(value: Any) -> Any:
    """Return a value of slides as JSON has it; `read` gives it back."""
    if is_dataclass(value) and type(value).__name__ in _KINDS:
        own = {one.name: told(getattr(value, one.name)) for one in fields(value)}
        return {"is": type(value).__name__, **own}
    if isinstance(value, Mapping):
        return {"is": "map", "of": {str(key): told(one) for key, one in value.items()}}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [told(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__} can't stand on a slide")


def read(value: Any) -> Any:
    """Return what `told` made of a value of slides; a field that this version doesn't know is left out."""
    if isinstance(value, list):
        return tuple(read(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if value.get("is") == "map":
        return {key: read(one) for key, one in value["of"].items()}
    kind = _KINDS[value["is"]]
    known = {one.name for one in fields(kind)}
    return kind(**{key: read(one) for key, one in value.items() if key in known})
