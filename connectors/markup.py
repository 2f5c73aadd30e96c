"""Parsing web pages of unknown origin: pages nested deeper than anybody writes would take a parser hours."""

import re

from selectolax.lexbor import LexborHTMLParser

DEEPEST = 1_000
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_TAG = re.compile(rf"<(/?)(?!(?:{_VOID})[\s/>])[a-zA-Z]", re.IGNORECASE)


def parsed(text: str) -> LexborHTMLParser | None:
    """Return the page as a tree, None when it is nested too deeply to be one."""
    if text.count("<") - text.count("</") <= DEEPEST:
        return LexborHTMLParser(text)
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > DEEPEST:
            return None
    return LexborHTMLParser(text)
