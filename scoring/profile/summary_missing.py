"""Is there a summary at all?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Ask for at least one word."""
    if profile.summary is None:
        return Outcome("unknown")
    return Outcome("passed" if any(sign.isalpha() for sign in profile.summary) else "failed")


RULE = ProfileRule(
    id="profile.summary-missing",
    title=N_("No summary"),
    why=N_("Who opens a profile wants to know why to answer. An empty summary leaves it to chance."),
    how=N_("The summary (“About”) has at least one word."),
    advice=N_("Write three short paragraphs: the problem you know, how you help, how to reach you."),
    field="summary",
    judge=judge,
    flags=(Example("-"), Example("  "), Example("..."), Example("-", "ru"), Example("🙂", "ru"), Example("***", "ru")),
    passes=(
        Example("I help food plants plan packaging."),
        Example("Sales."),
        Example("Write to me."),
        Example("Помогаю заводам с тарой.", "ru"),
        Example("Продажи.", "ru"),
        Example("Пишите.", "ru"),
    ),
)
