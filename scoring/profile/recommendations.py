"""Do customers or colleagues speak for the rep, and lately?"""

from data.words import N_
from scoring.profile_model import Profile, Team, months_between
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Count visible recommendations received and look at the newest one's age."""
    if profile.recommendations is None:
        return Outcome("unknown")
    visible = [received for received in profile.recommendations if received.visible]
    wanted = int(team.limits.get("min_recommendations", 2))
    newest = max((received.day for received in visible), default="")
    params = {"count": len(visible), "wanted": wanted, **({"newest": newest} if newest else {})}
    if not visible:
        return Outcome("failed", params=params)
    age = months_between(newest, profile.taken_on)
    old = age is not None and age > team.limits.get("recommendation_months", 24)
    return Outcome("improve" if old or len(visible) < wanted else "passed", newest, params=params)


RULE = ProfileRule(
    id="profile.recommendations",
    title=N_("Few or old recommendations"),
    why=N_("What others say about you is believed sooner than what you say."),
    how=N_("Visible recommendations received are counted; the newest one must not be too old."),
    advice=N_("Ask one satisfied customer this month for three sentences about what changed for them."),
    field="recommendations",
    judge=judge,
    flags=(
        Example("-"),
        Example("2025-12-01"),
        Example("2021-05-01, 2020-01-01"),
        Example("-", "ru"),
        Example("2026-01-10", "ru"),
        Example("2019-05-01, 2019-06-01, 2019-07-01", "ru"),
    ),
    passes=(
        Example("2025-12-01, 2025-06-01"),
        Example("2026-02-01, 2019-01-01"),
        Example("2025-01-01, 2025-02-01, 2025-03-01"),
        Example("2025-12-01, 2024-06-01", "ru"),
        Example("2026-02-28, 2026-02-27", "ru"),
        Example("2024-09-01, 2023-01-01", "ru"),
    ),
)
