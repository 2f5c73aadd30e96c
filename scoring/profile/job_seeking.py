"""Does the profile tell buyers that its owner is looking for a job?"""

import functools
import re
from datetime import date, timedelta

from data.words import N_
from scoring.folding import fold, joined, sentences
from scoring.languages import languages
from scoring.languages.patterns import patterns
from scoring.profile_model import Post, Profile, Team
from scoring.rule import Example, Outcome, ProfileRule, Span

SECTION = "job_seeking"
_SIGNS = " .,;:!?|-*()[]\n"
SHORT = ("headline", "position")
ENOUGH = 2
"""Where no phrase is enough by itself: a situation (laid off) and one more sign (another situation, a call)."""


def classify(text: str | None, field: str = "headline", lang: str | None = None) -> bool:
    """Tell whether the author of a text says to be looking for, or open to, employment now.

    `field` is headline, summary, position or post; with `lang` only that language's and English words are read
    (English ones stand everywhere), without it those of every language.
    """
    return bool(find(text, field, lang))


@functools.lru_cache(maxsize=4096)
def find(text: str | None, field: str = "headline", lang: str | None = None) -> tuple[Span, ...]:
    """Return spans of the words that say so, in order; () when the text does not say so."""
    folded = fold(text or "")
    if not folded.text.strip() or _found("over", folded.text, lang):
        return ()
    found: dict[str, list[Span]] = {"sure": [], "hint": [], "topic": [], "call": []}
    for start, end in sentences(folded.text):
        for kind, spans in _read(folded.text[start:end], field, lang).items():
            found[kind] += [(start + first, start + last) for first, last in spans]
    return joined(folded.original(*span) for span in _enough(found))


def _enough(found: dict[str, list[Span]]) -> list[Span]:
    """Return the spans that make a search: what is sure, or a situation with another sign beside it."""
    hints = joined(found["hint"])
    topics = [span for span in found["topic"] if not any(first < span[1] and span[0] < last for first, last in hints)]
    others = [*found["call"], *topics]
    if found["sure"] or not hints or len(hints) + len(others) < ENOUGH:
        return found["sure"]
    return [*hints, *others]


def _read(sentence: str, field: str, lang: str | None) -> dict[str, list[Span]]:
    """Return the signs of one sentence: only those before somebody else, or something else, is spoken of."""
    if _found("whole", sentence, lang):
        return {}
    limit = min((match.start() for match in _found("other", sentence, lang)), default=len(sentence))
    lists = {"sure": _sure_lists(field), "hint": ("hint",), "topic": ("topic",), "call": ("call",)}
    signs = {
        kind: [_words(match) for name in names for match in _found(name, sentence, lang) if match.start() < limit]
        for kind, names in lists.items()
    }
    signs["sure"] += [_words(match) for match in _found("always", sentence, lang)]
    return signs


def _words(match: re.Match[str]) -> Span:
    """Return the span of a match without blanks and signs at its ends."""
    text = match[0]
    start = len(text) - len(text.lstrip(_SIGNS))
    return match.start() + start, match.start() + start + max(1, len(text.strip(_SIGNS)))


def _sure_lists(field: str) -> tuple[str, ...]:
    return ("sure", "short") if field in SHORT else ("sure",)


def _found(name: str, text: str, lang: str | None) -> list[re.Match[str]]:
    """Return the first match of every pattern of a list."""
    langs = languages() if lang is None else tuple(sorted({lang, "en"} & set(languages())))
    found = (pattern.search(text) for code in langs for pattern in patterns(code, SECTION, name))
    return [match for match in found if match]


def _recent(profile: Profile, days: float) -> list[Post]:
    """Return the newest posts of so many days before the snapshot, newest first."""
    try:
        since = (date.fromisoformat(profile.taken_on) - timedelta(days=int(days))).isoformat()
    except (ValueError, OverflowError):
        return []
    recent = [post for post in profile.posts if since <= post.day <= profile.taken_on]
    return sorted(recent, key=lambda post: (post.day, post.text), reverse=True)


def judge(profile: Profile, team: Team) -> Outcome:
    """Look where a buyer looks: headline, summary, current positions, posts of the last months.

    `params`: field (where the evidence stands), places (all fields that say so), since (day of
    the oldest of the posts that say so).
    """
    places = [("headline", profile.headline, ""), ("summary", profile.summary, "")]
    places += [("position", text, "") for held in profile.current for text in (held.title, held.company)]
    places += [("post", post.text, post.day) for post in _recent(profile, team.limits.get("posts_days", 90))]
    found = [(field, text or "", day) for field, text, day in places if find(text, field)]
    if not found:
        return Outcome("unknown" if profile.headline is None else "passed")
    field, text, _ = found[0]
    params = {"field": field, "places": list(dict.fromkeys(place for place, _, _ in found))}
    posted = [day for _, _, day in found if day]
    return Outcome("failed", text, find(text, field), params | ({"since": min(posted)} if posted else {}))


RULE = ProfileRule(
    id="profile.job-seeking",
    title=N_("Job search visible to buyers"),
    why=N_("A buyer who reads this thinks: if the seller does not want to stay, why should I come?"),
    how=N_(
        "Headline, summary, current position and recent posts are read for words of a job search. "
        "Hiring, helping job seekers, looking for clients or partners, and a search that is over do not count."
    ),
    advice=N_("Take the words out of the public profile. The network has a setting that only recruiters see."),
    field="headline",
    judge=judge,
    flags=(
        Example("Account manager | open to work"),
        Example("Sales lead seeking new opportunities in cleantech"),
        Example("Between jobs. Field sales, 9 years"),
        Example("Менеджер по продажам, ищу работу", "ru"),
        Example("Открыта к предложениям | закупки", "ru"),
        Example("Руководитель продаж в активном поиске", "ru"),
    ),
    passes=(
        Example("We're hiring! Head of Sales at Brellon"),
        Example("Helping people find a job they love | career coach"),
        Example("Looking for distributors in Iberia"),
        Example("Мы нанимаем! Руководитель отдела продаж", "ru"),
        Example("Помогаю найти работу мечты", "ru"),
        Example("Ищу дистрибьюторов плёнки по Уралу", "ru"),
    ),
)
