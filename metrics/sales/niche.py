"""Whether outreach goes to the niche: a company's industry, or words in its name or the person's position."""

import re
from collections.abc import Sequence


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds any of some words, or beginnings of words, in a text; None without words."""
    told = sorted({_folded(word.strip()) for word in words if word.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, told)) + ")") if told else None


def inside(niche: re.Pattern[str], *texts: str | None) -> bool | None:
    """Tell whether any of some texts about a person names the niche; None where nothing is known of the person."""
    known = [_folded(text) for text in texts if text and text.strip()]
    return any(niche.search(text) for text in known) if known else None
