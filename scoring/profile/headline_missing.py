"""Is there a headline at all?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Ask for at least one word."""
    if profile.headline is None:
        return Outcome("unknown")
    said = any(sign.isalpha() for sign in profile.headline)
    return Outcome("passed" if said else "failed", profile.headline.strip()[:200])


RULE = ProfileRule(
    id="profile.headline-missing",
    title=N_("No headline"),
    why=N_(
        "The headline stands beside every message, comment and invitation. Without one nobody knows who is writing."
    ),
    how=N_("The headline has at least one word."),
    advice=N_("Write whom you help and with what, then your position and company."),
    field="headline",
    judge=judge,
    flags=(Example("-"), Example(" . "), Example("🚀🚀"), Example("-", "ru"), Example("…", "ru"), Example("***", "ru")),
    passes=(
        Example("Sales"),
        Example("Packaging for food plants"),
        Example("Account Manager at Brellon"),
        Example("Продажи", "ru"),
        Example("Тара для пищевых заводов", "ru"),
        Example("Менеджер в «Брелоне»", "ru"),
    ),
)
