"""Can a visitor see how to reach the rep?"""

import re

from data.words import N_
from scoring.folding import spans_of
from scoring.languages.patterns import every_language
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule

_ADDRESSES = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?:https?://|www\.|t\.me/)\S+"),
    re.compile(r"\+?\d[\d ()/-]{7,}\d"),
    re.compile(r"(?<!\w)@\w{4,}"),
)


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Look for a website, for an address or number in the summary, and for a call to write."""
    if profile.summary is None and profile.websites is None:
        return Outcome("unknown")
    if profile.websites:
        return Outcome("passed", profile.websites[0])
    text = profile.summary or ""
    spans = spans_of(text, (*_ADDRESSES, *every_language("profile", "write")))
    if spans:
        return Outcome("passed", text[spans[0][0] : spans[0][1]])
    return Outcome("failed")


RULE = ProfileRule(
    id="profile.no-contact",
    title=N_("No way to get in touch"),
    why=N_("A buyer who became curious must not have to search for how to reach you."),
    how=N_("No website in the contact details; no address, number or call to write in the summary."),
    advice=N_("End the summary with one line: how to reach you and what to write about."),
    field="summary",
    judge=judge,
    flags=(
        Example("I sell packaging."),
        Example("Twelve years in cold chains. Born in Ghent."),
        Example("-"),
        Example("Продаю тару.", "ru"),
        Example("Двенадцать лет в логистике. Родился в Твери.", "ru"),
        Example("-", "ru"),
    ),
    passes=(
        Example("Write to me about stopped lines."),
        Example("Packaging for dairies. anna@brellon.example"),
        Example("Call +49 40 123 45 67."),
        Example("Пишите про простои.", "ru"),
        Example("Тара для заводов, anna@brellon.example", "ru"),
        Example("Телефон: 8 (900) 123-45-67", "ru"),
    ),
)
