"""Does the banner say what the rep is for?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given both)
    """Exports hold no pictures, so nothing is said about them."""
    return Outcome("unknown")


RULE = ProfileRule(
    id="profile.banner",
    title=N_("Banner: look yourself"),
    why=N_("The picture behind the photo is the largest thing on the page, and most leave it grey."),
    how=N_("Exports hold no pictures, so this is never judged."),
    advice=N_("Use the team's banner: what you do for whom, in five words."),
    field="banner",
    judge=judge,
)
