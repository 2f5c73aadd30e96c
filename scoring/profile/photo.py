"""Is there a photo of the face?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given both)
    """Exports hold no pictures, so nothing is said about them."""
    return Outcome("unknown")


RULE = ProfileRule(
    id="profile.photo",
    title=N_("Photo: look yourself"),
    why=N_("A face invites an answer; a crop of a holiday picture does not."),
    how=N_("Exports hold no pictures, so this is never judged."),
    advice=N_("Face to the camera, even light, plain background, no sunglasses."),
    field="photo",
    judge=judge,
)
