"""Does the profile show a current position?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Ask for one position without an end that has a title."""
    if profile.positions is None:
        return Outcome("unknown")
    titles = [held.title for held in profile.current if held.title.strip()]
    return Outcome("passed" if titles else "failed", titles[0] if titles else "")


RULE = ProfileRule(
    id="profile.position-missing",
    title=N_("No current position"),
    why=N_("A buyer who finds no employer wonders for whom you speak."),
    how=N_("No position with a title is open-ended."),
    advice=N_("Add your present position with the company's page, and one line on what you do for customers."),
    field="title",
    judge=judge,
    flags=(Example("-"), Example(" "), Example("  "), Example("-", "ru"), Example(" ", "ru"), Example("   ", "ru")),
    passes=(
        Example("Account Manager"),
        Example("Head of Sales"),
        Example("Owner"),
        Example("Менеджер по продажам", "ru"),
        Example("Директор", "ru"),
        Example("Инженер", "ru"),
    ),
)
