"""Plain words of a message: without markup, links, quotes and signatures; folded for comparison."""

import html
import re
import unicodedata

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|ul|ol|li|b|strong|i|em|u|h[1-6]|table|tbody|tr|td|img|font|html|body|head)\b[^<>]*>", re.I
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.I)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|ru|org|net|io|example|de|uk|co|рф|me|ai|eu|app|dev|pro|biz|info)"
    r"\b(?:/\S*)?",
    re.I,
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_QUOTED = re.compile(r"^\s*(?:>|\|).*$", re.M)
_QUOTE_BEGINS = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|исходное сообщение|пересланное сообщение|forwarded message).*"
    r"|on .{5,80} wrote:|.{5,80} (?:писал|написал)\(?а?\)?:)\s*$",
    re.I | re.M,
)
_SIGNATURE = re.compile(
    r"^\s*(?:-- ?$|(?:best|kind|warm|many)?\s*regards\b|best wishes\b|sincerely\b|yours (?:truly|faithfully)\b"
    r"|cheers,?\s*$|с уважением\b|с наилучшими\b|всего доброго[,.]?\s*$|хорошего дня[,.!]?\s*$)",
    re.I | re.M,
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")


def plain(text: str) -> str:
    """Return the text as it is read: HTML (as adverts and paid messages have) becomes lines; other text stays."""
    if "<" not in text or not _TAG.search(text):
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()


def own_words(text: str) -> str:
    """Return what the writer wrote: without quoted lines, links and a signature at the end."""
    begins = _QUOTE_BEGINS.search(text)
    if begins:
        text = text[: begins.start()]
    if ">" in text or "|" in text:
        text = _QUOTED.sub("", text)
    text = MAIL.sub("", LINK.sub("", text)) if "." in text else text
    for found in _SIGNATURE.finditer(text):
        if found.start() > 0 and text.count("\n", found.start()) <= 6:
            text = text[: found.start()]
            break
    return text.strip()


def fold(text: str) -> str:
    """Return the text for comparison: one case, "ё" as "е", no invisible characters, single spaces."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join(_INVISIBLE.sub("", text).casefold().replace("ё", "е").split())


def words(text: str) -> list[str]:
    """Return the words and numbers of a text."""
    return WORD.findall(text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end; lines end sentences too, dots within words do not."""
    found = []
    start = 0
    for match in re.finditer(r"[.!?…]+[\"»”)\]]*(?=\s|$)|\n+", text):
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        begin = start + piece.index(stripped[0])
        found.append((begin, begin + len(stripped)))
