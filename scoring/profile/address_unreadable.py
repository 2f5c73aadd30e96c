"""Is the address of the profile a name or a number?"""

import re

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule

_NUMBER = re.compile(r"\d{3,}|(?<=[-_])(?=[0-9a-f]*\d)[0-9a-f]{5,}$")


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Look for runs of digits, and for the tail of digits and letters that the network gives."""
    slug = (profile.slug or "").strip().lower()
    if not slug:
        return Outcome("unknown")
    match = _NUMBER.search(slug)
    return Outcome("improve" if match else "passed", slug, (match.span(),) if match else ())


RULE = ProfileRule(
    id="profile.address-unreadable",
    title=N_("Address of the profile is a number"),
    why=N_("An address like /in/anna-example-4b7a91 in a signature looks like a throw-away account."),
    how=N_("The last part of the address has three digits in a row or a tail of digits and letters."),
    advice=N_("Set an address made of your name in the settings of the public profile."),
    field="slug",
    judge=judge,
    flags=(
        Example("anna-example-4b7a91"),
        Example("anna12345"),
        Example("anna-example-123"),
        Example("анна-пример-4b7a91", "ru"),
        Example("id20481234", "ru"),
        Example("анна-1985", "ru"),
    ),
    passes=(
        Example("anna-example"),
        Example("annaexample2"),
        Example("anna-decade"),
        Example("анна-пример", "ru"),
        Example("anna.primer", "ru"),
        Example("анна-2", "ru"),
    ),
)
