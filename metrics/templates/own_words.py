"""Which own words in the copies of one text went with more answers: told with a range, or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scipy.stats import fisher_exact

from data.words import N_, NN_
from metrics.metric import TOO_FEW, Measurement, share
from metrics.stats import benjamini_hochberg, difference
from metrics.words import Said, Share, counted

SURE = 0.05
BANDS = (N_("next to no own words"), N_("some own words"), N_("a third and more own words"))
KINDS = {
    "personal": N_("with a fact about the person"),
    "question": N_("with a question"),
    "helped": N_("with help offered"),
    "link": N_("with a link"),
}
"""What a copy may hold beyond the shared text: column of `templates_own_words` -> words."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Band:
    """A kind of copies and how many of them were answered. `proven`: unlike the rest beyond chance."""

    name: str
    measurement: Measurement
    proven: bool = False


@dataclass(frozen=True)
class OwnWords:
    """How copies with and without own words were answered; `bands` is empty when there is too little to compare."""

    title: Said
    note: Said
    bands: tuple[Band, ...] = ()


def own_words(rows: Sequence[Row]) -> OwnWords:
    """Compare the copies of one text by how much of them and what in them is the sender's own."""
    bands = [(name, *_count(rows, lambda row, no=no: row["band"] == no)) for no, name in enumerate(BANDS)]
    told = [(name, k, n) for name, k, n in bands if n >= TOO_FEW]
    extras = _kinds(rows)
    if len(told) < 2 and not extras:
        return _silent(bands)
    shown = [Band(name, share(k, n)) for name, k, n in told] if len(told) > 1 else []
    shown += [Band(name, share(k, n), proven) for name, k, n, proven in extras]
    title, note = _compared(told) if len(told) > 1 else _by_kind(extras)
    return OwnWords(title, note, tuple(shown))


def _count(rows: Sequence[Row], which: Callable[[Row], bool]) -> tuple[int, int]:
    chosen = [row for row in rows if which(row)]
    return sum(row["k"] for row in chosen), sum(row["n"] for row in chosen)


def _silent(bands: Sequence[tuple[str, int, int]]) -> OwnWords:
    every, plain = sum(n for _, _, n in bands), bands[0][2]
    title = Said(N_("Too few copies with own words to compare"))
    if not every:
        return OwnWords(title, Said(N_("No copy is old enough yet.")))
    forms = NN_("{plain} of {n} copy holds next to no own words.", "{plain} of {n} copies hold next to no own words.")
    return OwnWords(title, counted(forms, every, plain=plain))


def _kinds(rows: Sequence[Row]) -> list[tuple[str, int, int, bool]]:
    """Return the kinds of copies with enough cases on both sides, and whether each differs, all tried at once."""
    found = []
    for column, name in KINDS.items():
        k, n = _count(rows, lambda row, column=column: bool(row[column]))
        rest_k, rest_n = _count(rows, lambda row, column=column: not row[column])
        if n >= TOO_FEW and rest_n >= TOO_FEW:
            found.append((name, k, n, float(fisher_exact([[k, n - k], [rest_k, rest_n - rest_k]]).pvalue)))
    adjusted = benjamini_hochberg([p for *_, p in found])
    return [(name, k, n, p < SURE) for (name, k, n, _), p in zip(found, adjusted, strict=True)]


def _compared(told: Sequence[tuple[str, int, int]]) -> tuple[Said, Said]:
    """Compare the copies with the most own words against those with the least."""
    (_, k1, n1), (_, k2, n2) = told[0], told[-1]
    gap, low, high = difference(k1, n1, k2, n2)
    values = {"gap": Share(abs(gap)), "low": Share(min(abs(low), abs(high))), "high": Share(max(abs(low), abs(high)))}
    note = Said(N_("{gap} apart, 95 % range {low} to {high}; going together is no proof of a cause."), values)
    if low > 0:
        return Said(N_("More own words went with more answers")), note
    if high < 0:
        return Said(N_("More own words went with fewer answers")), note
    return Said(N_("Own words made no difference that can be told from chance")), Said(
        N_("The ranges overlap: more copies are needed to tell.")
    )


def _by_kind(extras: Sequence[tuple[str, int, int, bool]]) -> tuple[Said, Said]:
    proven = [name for name, _, _, sure in extras if sure]
    note = counted(NN_("{n} kind of own words compared.", "{n} kinds of own words compared."), len(extras))
    if not proven:
        return Said(N_("No kind of own words made a difference that can be told from chance")), note
    return Said(N_("Answered unlike the rest: copies {kind}"), {"kind": Said(proven[0])}), note
