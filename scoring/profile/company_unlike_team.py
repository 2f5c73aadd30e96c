"""Is the company named as the rest of the team names it?"""

from data.words import N_
from scoring.profile_model import Profile, Team, plain_company
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Compare the companies of current positions with the team's: the same, another spelling, or none of them."""
    held = [position.company for position in profile.current if position.company.strip()]
    if not held or not team.companies:
        return Outcome("unknown")
    usual = {plain_company(name) for name in team.companies}
    found = {plain_company(name) for name in held}
    params = {"company": held[0], "team": team.companies[0]}
    if found & usual:
        return Outcome("passed", held[0])
    state = "improve" if any(_alike(a, b) for a in found for b in usual) else "failed"
    return Outcome(state, held[0], ((0, len(held[0])),), params)


def _alike(one: str, other: str) -> bool:
    """Tell whether all words of the shorter name stand in the longer one, or the names differ in blanks only."""
    words, others = set(one.split()), set(other.split())
    return (
        bool(words)
        and bool(others)
        and (words <= others or others <= words or one.replace(" ", "") == other.replace(" ", ""))
    )


RULE = ProfileRule(
    id="profile.company-unlike-team",
    title=N_("Company not named as in the team"),
    why=N_("Colleagues who name different employers look like different companies, or like a careless one."),
    how=N_("The company of the current position is compared with the team's. Legal forms do not matter."),
    advice=N_("Choose the company's own page in the current position, so that name and logo are the team's."),
    field="company",
    judge=judge,
    flags=(
        Example("Oakline"),
        Example("Brellon Sales Office Hamburg"),
        Example("Self-employed"),
        Example("Севертара", "ru"),
        Example("Brellon Восток", "ru"),
        Example("Частное лицо", "ru"),
    ),
    passes=(
        Example("Brellon"),
        Example("Brellon GmbH"),
        Example("BRELLON"),
        Example("ООО «Brellon»", "ru"),
        Example("Brellon, ООО", "ru"),
        Example("brellon", "ru"),
    ),
)
