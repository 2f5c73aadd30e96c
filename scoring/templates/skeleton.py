"""The skeleton of a text: what stays the same when only names, numbers and links are exchanged."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from scoring.signs import slots
from scoring.text import LINK, MAIL, sentences

MIN_WORDS = 5
"""A shorter text is nobody's copy: everybody writes "thanks for connecting"."""
LONG_SENTENCE = 8
"""Words of a sentence that is telling by itself."""
_TOKEN = re.compile(r"§|[^\W\d_]+|\d+")
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|здравствуйте|привет(?:ствую)?"
    r"|добр(?:ый|ого|ое) (?:день|дня|вечер|утро|времени суток)|доброго времени суток|уважаем(?:ый|ая|ые))\b"
    r"(?: (?:mr|mrs|ms|dr|prof)\.)?"
    r"[^.,!?\n:;–—-]{0,40}[.,!?:;\n–—-]+\s*",
    re.I,
)
_ADDRESS = re.compile(r"^\W*[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){0,2}\s*[,!]\s*")


def skeleton(text: str, names: Sequence[str] = ()) -> list[list[str]]:
    """Return the sentences of a text as word lists: greeting gone, names, numbers, links and slots as one mark."""
    text = _without_greeting(text)
    if "." in text:
        text = MAIL.sub(" § ", LINK.sub(" § ", text))
    for start, end in reversed(slots(text)):
        text = f"{text[:start]} § {text[end:]}"
    known = {part.casefold().replace("ё", "е") for name in names for part in name.split() if len(part) > 1}
    found = (_words(text[start:end], known) for start, end in sentences(text))
    return [words for words in found if words]


def _without_greeting(text: str) -> str:
    text = _GREETING.sub("", text, count=1)
    return _ADDRESS.sub("", text, count=1)


def _words(sentence: str, known: set[str]) -> list[str]:
    words: list[str] = []
    for no, token in enumerate(_TOKEN.findall(sentence)):
        folded = token.casefold().replace("ё", "е")
        masked = token[0] in "§0123456789" or folded in known or (no > 0 and token[0].isupper() and token[1:].islower())
        if not (masked and words and words[-1] == "§"):
            words.append("§" if masked else folded)
    return words


def _hash(words: Sequence[str]) -> str:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def template_key(text: str, names: Sequence[str] = ()) -> str | None:
    """Return what makes a text comparable: "w<hash>:<words>" of its whole skeleton, then the same of long sentences.

    None for a text that is too short to be anybody's copy.
    """
    lines = skeleton(text, names)
    total = sum(map(len, lines))
    if total < MIN_WORDS:
        return None
    whole = f"w{_hash([word for line in lines for word in line])}:{total}"
    return " ".join([whole, *(f"{_hash(line)}:{len(line)}" for line in lines if len(line) >= LONG_SENTENCE)])
