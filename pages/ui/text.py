"""Words of messages: templates with slots, two copies side by side, a conversation to scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import findall

from pages.ui.markup import Mark, esc, said
from pages.ui.words import _

Piece = tuple[str, bool]
"""Some text, and whether it is a slot (in a template) or the rep's own words (in a copy; "" hides them)."""
HIDDEN = "\0"
"""Stands for own words that may not be read, in texts that are compared; they differ from any other's."""
_THEIRS = "\1"


def with_slots(pieces: Iterable[Piece]) -> str:
    """Return a template: fixed text plain, slots as chips."""
    body = "".join(f'<span class="rp-slot">{esc(text)}</span>' if slot else esc(text) for text, slot in pieces)
    return f'<div class="rp-text">{body}</div>'


def copy_of(pieces: Iterable[Piece]) -> str:
    """Return one sent copy: the rep's own words highlighted."""
    body = "".join(_own(text) if own else esc(text) for text, own in pieces)
    return f'<div class="rp-text">{body}</div>'


def _own(text: str) -> str:
    return f'<span class="rp-own">{esc(text)}</span>' if text else _hidden()


def _hidden() -> str:
    return f'<span class="rp-hid">{esc(_("hidden"))}</span>'


def one_text(pieces: Iterable[Piece]) -> str:
    """Return a copy as one text for `difference`, with a sign where own words may not be read."""
    return "".join(text or HIDDEN if own else text for text, own in pieces)


def difference(left: str, right: str, heads: tuple[str, str]) -> str:
    """Return two copies side by side: what differs is bold, what is the same steps back; HIDDEN is told as such."""
    a, b = (findall(r"\s+|\w+|[^\w\s]", text) for text in (left, right.replace(HIDDEN, _THEIRS)))
    sides: tuple[list[str], list[str]] = ([], [])
    for same, mine, theirs in _steps(a, b):
        for out, words, tag in ((sides[0], mine, "del"), (sides[1], theirs, "ins")):
            text = esc(words).replace(HIDDEN, _hidden()).replace(_THEIRS, _hidden())
            if text:
                out.append(f'<span class="same">{text}</span>' if same else f"<{tag}>{text}</{tag}>")
    return (
        f'<div class="rp-two"><div class="head">{esc(heads[0])}</div><div class="head">{esc(heads[1])}</div>'
        f"<div>{''.join(sides[0])}</div><div>{''.join(sides[1])}</div></div>"
    )


def _steps(a: Sequence[str], b: Sequence[str]) -> list[tuple[bool, str, str]]:
    """Return what is the same and what differs in turn; a mere space between two differences is part of them."""
    steps: list[tuple[bool, str, str]] = []
    ops = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for no, (op, i, j, k, m) in enumerate(ops):
        mine, theirs = "".join(a[i:j]), "".join(b[k:m])
        same = op == "equal" and (bool(mine.strip()) or no in (0, len(ops) - 1))
        if steps and steps[-1][0] == same:
            _, before, there = steps.pop()
            mine, theirs = before + mine, there + theirs
        steps.append((same, mine, theirs))
    return steps


@dataclass(frozen=True)
class Said:
    """A message on the timeline. `side` is out or in; `tags` are (tone, word); all texts plain, `text` third-party."""

    side: str
    day: str
    clock: str
    by: str
    text: str
    marks: Sequence[Mark] = ()
    tags: Sequence[tuple[str, str]] = ()
    notes: Sequence["Aside"] = ()


@dataclass(frozen=True)
class Aside:
    """A note in the margin of a message: tone, title, why, what to do instead; `more` is a link: words, address."""

    tone: str
    title: str
    why: str = ""
    advice: str = ""
    more: tuple[str, str] | None = None


@dataclass(frozen=True)
class Gap:
    """Silence between two messages, drawn to scale and always said in words."""

    days: int
    words: str


def timeline(items: Sequence[Said | Gap]) -> str:
    """Return a conversation: messages with their gaps to scale, notes in the margin."""
    last = len(items) - 1
    rows = [_gap(item) if isinstance(item, Gap) else _message(item, i == last) for i, item in enumerate(items)]
    return f'<div class="rp-conv">{"".join(rows)}</div>'


def _gap(gap: Gap) -> str:
    height = min(14 + 5 * gap.days, 150)
    blank = '<div class="rp-blank"></div>'
    return f'{blank}<div class="rp-wait" style="--h:{height}px">{esc(gap.words)}</div>{blank}'


def _message(item: Said, last: bool) -> str:
    tags = "".join(f'<span class="rp-tag {esc(tone)}">{esc(word)}</span>' for tone, word in item.tags)
    margin = "".join(_aside(note) for note in item.notes)
    body = f'<div class="rp-by"><b>{esc(item.by)}</b>{tags}</div>{said(item.text, item.marks)}'
    return (
        f'<div class="rp-when"><b>{esc(item.day)}</b>{esc(item.clock)}</div>'
        f'<div class="rp-msg {esc(item.side)} {"last" if last else ""}"><div class="rp-bubble">{body}</div></div>'
        f"<div>{margin}</div>"
    )


def _aside(note: Aside) -> str:
    go = f'<a class="rp-link" href="{note.more[1]}" target="_self">{esc(note.more[0])}</a>' if note.more else ""
    return (
        f'<div class="rp-note {esc(note.tone)}"><b>{esc(note.title)}</b>'
        f'<div class="why">{esc(note.why)}</div><div class="do">{esc(note.advice)}</div>{go}</div>'
    )
