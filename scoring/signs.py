"""Marks in a text that several rules and figures look at: links, places left unfilled."""

import re

from scoring.text import LINK, MAIL

Span = tuple[int, int]
_FIELD = (
    r"(?:(?:first|last|full|your|user|client|customer|contact|company|recipient)[ _-]?(?:name|title)?|name|fname|lname"
    r"|company|title|position|city|industry"
    r"|имя(?: отчество)?|фамилия|отчество|компания|должность|город|название(?: компании)?)"
)
_SLOT = re.compile(
    rf"\{{\{{[^{{}}\n]{{1,40}}\}}\}}"  # {{company}}
    rf"|\{{\s*[A-Za-zА-Яа-яЁё][\w .|-]{{1,30}}\}}"  # {first_name}
    rf"|\[\s*{_FIELD}\s*\]|<\s*{_FIELD}\s*>|\(\(?\s*(?:first|last)[ _]?name\s*\)?\)"  # [Name] <name>
    rf"|%\s*{_FIELD}\s*%|%[A-ZА-Я_]{{4,20}}%|\${_FIELD}\$|\*\|[A-Z_]{{3,20}}\|\*|#(?:FIRST|LAST|FULL)?_?NAME#?",
    re.I,
)


_DOTTED = re.compile(r"\.[^\W\d_]|://|www\.", re.I)


def slots(text: str) -> list[Span]:
    """Return where a text holds places of a template that nobody filled in."""
    if not any(sign in text for sign in "{[<%$*#("):
        return []
    return [match.span() for match in _SLOT.finditer(text)]


def links(text: str) -> list[Span]:
    """Return where a text holds links; an e-mail address is none."""
    if not _DOTTED.search(text):
        return []
    mails = [match.span() for match in MAIL.finditer(text)] if "@" in text else []
    found = [match.span() for match in LINK.finditer(text)]
    return [(a, b) for a, b in found if not any(start <= a < end for start, end in mails)]
