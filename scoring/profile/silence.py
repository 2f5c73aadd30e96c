"""Has the rep been seen in public lately?"""

from data.words import N_
from scoring.profile_model import Profile, Team, months_between
from scoring.rule import Example, Outcome, ProfileRule

_MONTH = 30.4


def judge(profile: Profile, team: Team) -> Outcome:
    """Measure the months from the newest public act to the export that told it."""
    acts = profile.acts
    if acts is None or not acts.last:
        return Outcome("unknown")
    stale = months_between(acts.told_on, profile.taken_on)
    months = months_between(acts.last, acts.told_on)
    if months is None or stale is None or stale > team.limits.get("activity_told_days", 45) / _MONTH:
        return Outcome("unknown")
    params = {"last": acts.last, "months": round(max(months, 0), 1)}
    if months > team.limits.get("long_silence_months", 6):
        return Outcome("failed", acts.last, params=params)
    return Outcome("improve" if months > team.limits.get("silence_months", 2) else "passed", acts.last, params=params)


RULE = ProfileRule(
    id="profile.silence",
    title=N_("Silent in public"),
    why=N_("A profile without a sign of life looks abandoned; a buyer expects no answer from it."),
    how=N_(
        "Months between the newest post, comment or reaction and the export. Unknown when the export has no such files."
    ),
    advice=N_("Comment on two posts of your buyers a week. One useful sentence is enough."),
    field="acts",
    judge=judge,
    flags=(
        Example("2025-12-01"),
        Example("2025-01-01"),
        Example("2019-06-30"),
        Example("2025-12-20", "ru"),
        Example("2024-01-01", "ru"),
        Example("2020-02-29", "ru"),
    ),
    passes=(
        Example("2026-02-28"),
        Example("2026-01-15"),
        Example("2024-01-01, 2026-03-01"),
        Example("2026-02-01", "ru"),
        Example("2026-01-20", "ru"),
        Example("2020-01-01, 2026-02-10", "ru"),
    ),
)
