"""What to write instead, made only of what the profile and the team say already: nothing is invented."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from scoring.folding import fold, sentences
from scoring.languages import lexicon
from scoring.languages.patterns import every_language
from scoring.profile import PROFILE_RULES, headline_default, headline_missing, headline_no_buyer, job_seeking
from scoring.profile_model import Position, Profile, Team

LONGEST_HEADLINE = 220
_BETTER = {"unknown": 0, "failed": 0, "improve": 1, "passed": 2}
_BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_LONGEST_SENTENCE = 140
_LATIN_NAME = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*")


def suggest(profile: Profile, check: str, team: Team | None = None, earlier: Sequence[Profile] = ()) -> str | None:
    """Return a text to copy for a check (a rule's id), in the profile's language; None when facts don't suffice.

    A text for headline or summary is given only when the check would judge it better than what stands there.
    `earlier` are older snapshots of the same profile, oldest first: what the rep wrote before serves again.
    """
    make, team = _MAKERS.get(check), team or Team()
    text = make(profile, team) if make else None
    if make is _without_search and job_seeking.find(profile.headline or "", "headline"):
        text = _former(earlier, team) or text
    rule = next(rule for rule in PROFILE_RULES if rule.id == check)
    if text and rule.field in ("headline", "summary") and make is not _without_search:
        better = rule.judge(replace(profile, **{rule.field: text}), team)
        return text if _BETTER[better.state] > _BETTER[rule.judge(profile, team).state] else None
    return text


def _frames(profile: Profile) -> dict[str, str]:
    return lexicon(profile.lang)["suggestion"]


def _held(profile: Profile) -> Position | None:
    """Return the current position that has title and company and does not speak of a job search."""
    for held in profile.current:
        if held.title and held.company and not job_seeking.find(held.title, "position"):
            return held
    return None


def _former(earlier: Sequence[Profile], team: Team) -> str | None:
    """Return the newest headline of before that no check of a headline finds fault with."""
    return next((one.headline for one in reversed(earlier) if _sound(one.headline or "", one, team)), None)


def _sound(headline: str, profile: Profile, team: Team) -> bool:
    told = replace(profile, headline=headline)
    rules = (headline_missing.RULE, headline_default.RULE, headline_no_buyer.RULE)
    return not job_seeking.find(headline, "headline") and all(
        rule.judge(told, team).state not in ("failed", "improve") for rule in rules
    )


def _without_search(profile: Profile, team: Team) -> str | None:
    """Return the headline without the search, else a better one, else the summary without it.

    What would be left as a bare title at a company is not offered: another check says at once that it tells nothing.
    """
    headline = profile.headline or ""
    parts = [part for part in _BARS.split(headline) if part.strip()]
    kept = [part for part in parts if not job_seeking.find(part, "headline")]
    if 0 < len(kept) < len(parts) and _sound(" | ".join(kept), profile, team):
        return " | ".join(kept)
    if job_seeking.find(headline, "headline"):
        better = _headline(profile, team)
        return better if better and _sound(better, profile, team) else None
    return _summary_without_search(profile.summary or "")


def _summary_without_search(summary: str) -> str | None:
    """Return the summary without the sentences that speak of a job search, None when that does not help."""
    folded = fold(summary)
    found = job_seeking.find(summary, "summary")
    kept = [folded.original(*span) for span in sentences(folded.text)]
    kept = [(a, b) for a, b in kept if not any(a < end and start < b for start, end in found)]
    text = "".join(summary[a:b] for a, b in kept).strip()
    return text if found and text and not job_seeking.find(text, "summary") else None


def _headline(profile: Profile, team: Team) -> str | None:  # noqa: ARG001
    held = _held(profile)
    if held is None:
        return None
    sentence = _for_buyer(profile)
    frames = _frames(profile)
    if sentence:
        return frames["headline"].format(sentence=sentence.rstrip(" ."), title=held.title, company=held.company)[
            :LONGEST_HEADLINE
        ]
    facts = ", ".join(dict.fromkeys(fact for fact in (profile.industry, *(profile.skills or ())[:3]) if fact))
    if not facts:
        return None
    return frames["headline_facts"].format(title=held.title, company=held.company, facts=facts)[:LONGEST_HEADLINE]


def _for_buyer(profile: Profile) -> str | None:
    """Return a sentence of the rep's own that speaks of the buyer."""
    for text in (profile.summary or "", *(held.description for held in profile.current)):
        folded = fold(text)
        for start, end in sentences(folded.text):
            part = folded.text[start:end]
            first, last = folded.original(start, end)
            own = text[first:last].strip()
            good = any(pattern.search(part) for pattern in every_language("profile", "buyer"))
            good = good and not any(pattern.search(part) for pattern in every_language("profile", "tenure"))
            if good and len(own) <= _LONGEST_SENTENCE and not job_seeking.find(own, "summary"):
                return own
    return None


def _summary(profile: Profile, team: Team) -> str | None:
    held = _held(profile)
    if held is None:
        return None
    frames = _frames(profile)
    lines = [_for_buyer(profile) or "", frames["work"].format(title=held.title, company=held.company)]
    skills = ", ".join((profile.skills or ())[:5])
    lines += [frames["branch"].format(industry=profile.industry)] if profile.industry else []
    lines += [frames["skills"].format(skills=skills)] if skills else []
    lines += [frames["languages"].format(languages=", ".join(profile.languages))] if profile.languages else []
    lines += [_contact(profile, team) or ""]
    lines = [line for line in lines if line]
    return "\n".join(lines) if len(lines) > 1 else None


def _buyer_first(profile: Profile, team: Team) -> str | None:  # noqa: ARG001
    """Return the summary with its own sentence for the buyer in front."""
    own = _for_buyer(profile)
    text = (profile.summary or "").strip()
    if not own or own not in text or text.startswith(own):
        return None
    before, _, after = text.partition(own)
    return f"{own} {before.strip()} {after.strip()}".strip()


def _contact(profile: Profile, team: Team) -> str | None:
    link = next(iter(profile.websites or ()), "") or team.link or profile.url
    return _frames(profile)["contact"].format(link=link) if link else None


def _company(profile: Profile, team: Team) -> str | None:  # noqa: ARG001
    return team.companies[0] if team.companies else None


def _link(profile: Profile, team: Team) -> str | None:  # noqa: ARG001
    return f"https://{team.link}" if team.link else None


def _address(profile: Profile, team: Team) -> str | None:  # noqa: ARG001
    if profile.network != "linkedin" or not _LATIN_NAME.fullmatch(profile.name):
        return None
    return "linkedin.com/in/" + re.sub(r"[ ']+", "-", profile.name.lower())


_MAKERS: dict[str, Callable[[Profile, Team], str | None]] = {
    "profile.job-seeking": _without_search,
    "profile.headline-missing": _headline,
    "profile.headline-default": _headline,
    "profile.headline-no-buyer": _headline,
    "profile.summary-missing": _summary,
    "profile.summary-short": _summary,
    "profile.summary-about-self": _buyer_first,
    "profile.no-contact": _contact,
    "profile.company-unlike-team": _company,
    "profile.team-consistency": _link,
    "profile.address-unreadable": _address,
}
