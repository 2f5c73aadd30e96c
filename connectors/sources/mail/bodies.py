"""What somebody wrote in a mail: the plain text, or that of the page, without the mails quoted below it."""

import re
from email import message_from_bytes, policy
from email.message import Message
from functools import cache

from charset_normalizer import from_bytes
from selectolax.lexbor import LexborHTMLParser

from connectors.sources.mail.headers import decoded
from connectors.sources.mail.own import MARKS

_MOST = 200_000
_GONE = "script, style, head, title, blockquote, .gmail_quote, .yahoo_quoted, .moz-cite-prefix, #divRplyFwdMsg"
_BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/table)\b[^>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"\n{3,}")
_BROKEN = (LookupError, ValueError, UnicodeError, AttributeError, TypeError, KeyError, IndexError, RecursionError)


class Mail:
    """The body of one message, taken apart. Mails attached to it are not entered."""

    def __init__(self, head: bytes, body: bytes) -> None:
        """Parse; what is no proper MIME is one text."""
        self.files: list[str] = []
        self._plain: list[str] = []
        self._pages: list[str] = []
        try:
            self.message = message_from_bytes(head + b"\r\n" + body, policy=policy.compat32)
            self._walk(self.message, 0)
        except _BROKEN:
            self.message = Message()
            self._plain = self._plain or [_text_of(body, "")]

    @property
    def text(self) -> str:
        """The words of the sender."""
        told = "\n".join(self._plain).strip() or "\n".join(map(text_of_page, self._pages)).strip()
        return own_words(told[:_MOST])

    @property
    def is_report(self) -> bool:
        """Whether a mail server tells what became of a mail."""
        return self.message.get_content_type() == "multipart/report"

    @property
    def is_calendar_answer(self) -> bool:
        """Whether a calendar tells that somebody comes or doesn't."""
        parts = self.message.walk() if self.message.is_multipart() else (self.message,)
        return any(
            part.get_content_type() == "text/calendar" and str(part.get_param("method") or "").upper() == "REPLY"
            for part in parts
        )

    def _walk(self, part: Message, depth: int) -> None:
        kind = part.get_content_type()
        if kind == "message/rfc822" or depth > 20:
            self.files.append(_name(part) or "mail.eml")
        elif part.is_multipart():
            for one in part.get_payload():
                self._walk(one, depth + 1)
        elif _name(part) or "attachment" in str(part.get("Content-Disposition", "")).lower():
            self.files.append(_name(part) or kind)
        elif kind == "text/plain":
            self._plain.append(_text_of(part.get_payload(decode=True) or b"", _charset(part)))
        elif kind == "text/html":
            self._pages.append(_text_of(part.get_payload(decode=True) or b"", _charset(part)))


def _name(part: Message) -> str:
    try:
        return decoded(part.get_filename() or "").replace("\0", "")[:300]
    except _BROKEN:
        return "?"


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except _BROKEN:
        return ""


def _text_of(raw: bytes, charset: str) -> str:
    raw = raw[: 4 * _MOST]
    for name in (charset, "utf-8"):
        try:
            return _clean(raw.decode(name or "utf-8"))
        except (LookupError, UnicodeError):
            continue
    best = from_bytes(raw[:20_000]).best()
    return _clean(raw.decode(best.encoding if best else "utf-8", "replace"))


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").encode("utf-8", "replace").decode()


def text_of_page(page: str) -> str:
    """Return the words of an HTML page without those it quotes; pictures, also those that track, are nothing."""
    tree = LexborHTMLParser(_BREAKS.sub(lambda found: found[0] + "\n", re.sub(r"\s*\n\s*", " ", page)))
    for node in tree.css(_GONE):
        node.decompose()
    text = tree.body.text() if tree.body else ""
    lines = (" ".join(line.split()) for line in text.replace("\u00a0", " ").split("\n"))
    return _EMPTY.sub("\n\n", "\n".join(lines)).strip()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    marks = MARKS["quotes"]
    head = rf"\*?(?:{'|'.join(marks['from'])}) ?[:：].*\n(?:.*\n)?\*?(?:{'|'.join(marks['sent'])}) ?[:：]"
    return (
        re.compile("|".join(f"(?:{one})" for one in marks["above"]), re.IGNORECASE),
        re.compile("|".join(f"(?:{one})" for one in marks["rest"]), re.IGNORECASE),
        re.compile(head, re.IGNORECASE),
    )


def own_words(text: str) -> str:
    """Return a text without what it quotes: answers between quoted lines stay.

    Judged would be else what somebody else wrote: a quoted opener in every answer looks like a copied text.
    """
    above, rest, head = _patterns()
    lines = text.split("\n")
    kept: list[str] = []
    no = 0
    while no < len(lines):
        line = lines[no].strip()
        if rest.fullmatch(line) or (line and head.match("\n".join(lines[no : no + 3]))):
            break
        span = _above(lines, no, above)
        if span and not _quoted_next(lines, no + span):
            break
        if not span and not line.startswith(">"):
            kept.append(lines[no])
        no += span or 1
    return _EMPTY.sub("\n\n", "\n".join(kept)).strip()


def _above(lines: list[str], no: int, above: re.Pattern[str]) -> int:
    """Return over how many lines the words stand that introduce a quotation: 0, 1 or 2 (broken by its length)."""
    line = lines[no].strip()
    if not line or line.startswith(">") or len(line) > 300:
        return 0
    if line.endswith((":", "：")) and above.fullmatch(line):
        return 1 if _dated(line) else 0
    following = lines[no + 1].strip() if no + 1 < len(lines) else ""
    both = f"{line} {following}"
    return 2 if following.endswith((":", "：")) and len(both) < 300 and _dated(both) and above.fullmatch(both) else 0


def _dated(line: str) -> bool:
    return "@" in line or bool(re.search(r"\d", line))


def _quoted_next(lines: list[str], no: int) -> bool:
    """Tell whether lines marked as quoted follow; else everything that follows is quoted."""
    following = next((line for line in lines[no:] if line.strip()), ">")
    return following.lstrip().startswith(">")
