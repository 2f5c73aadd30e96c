"""Does the profile lead to the same website as the team's?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Look for the link that most of the team has."""
    if profile.websites is None or not team.link:
        return Outcome("unknown")
    linked = any(host_of(url) == team.link for url in profile.websites)
    return Outcome("passed" if linked else "improve", ", ".join(profile.websites)[:200], (), {"link": team.link})


def host_of(url: str) -> str:
    """Return the host of an address without "www."; "" when there is none."""
    rest = url.strip().lower().rpartition("://")[2]
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0]
    return host.removeprefix("www.")


RULE = ProfileRule(
    id="profile.team-consistency",
    title=N_("Team's link is missing"),
    why=N_("A buyer who looks at two colleagues should arrive at one company."),
    how=N_("Most of the team links to one website; this profile does not."),
    advice=N_("Add the team's website to the contact details of the profile."),
    field="websites",
    judge=judge,
    flags=(
        Example("-"),
        Example("https://oakline.example"),
        Example("https://anna.example/brellon"),
        Example("-", "ru"),
        Example("https://severtara.example", "ru"),
        Example("https://blog.example", "ru"),
    ),
    passes=(
        Example("https://brellon.example"),
        Example("http://www.brellon.example/en"),
        Example("https://anna.example, https://brellon.example/team?x=1"),
        Example("https://brellon.example/ru", "ru"),
        Example("brellon.example", "ru"),
        Example("https://BRELLON.example", "ru"),
    ),
)
