"""The part of a text that shows why a rule was broken: whole sentences, with the telling words marked."""

from collections.abc import Iterable

from scoring.rule import Span
from scoring.text import sentences

MOST_CHARS = 600


def excerpt(text: str, spans: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return the piece of `text` from the first marked sentence to the last, and the spans counted within it.

    Without spans it is the beginning of the text, all of it marked. The piece stands in the text as it is.
    """
    marked = sorted(spans)
    if not marked:
        piece = text[:MOST_CHARS].rstrip()
        return piece, ((0, len(piece)),) if piece else ()
    touched = [(a, b) for a, b in sentences(text) if any(start < b and end > a for start, end in marked)]
    begin = touched[0][0] if touched else marked[0][0]
    end = min(touched[-1][1] if touched else marked[-1][1], begin + MOST_CHARS)
    return text[begin:end], tuple((a - begin, min(b, end) - begin) for a, b in marked if begin <= a < end)
