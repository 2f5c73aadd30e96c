"""Is the summary long enough to give a reason to answer?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule

_EN = "Your line stands still because cartons are late. I plan packaging with food plants, week by week. "
_RU = "Линия стоит, потому что тара опоздала. Я планирую упаковку вместе с пищевыми заводами, неделя за неделей. "


def judge(profile: Profile, team: Team) -> Outcome:
    """Count the characters of the summary."""
    text = (profile.summary or "").strip()
    if not text:
        return Outcome("unknown")
    wanted, tiny = team.limits.get("summary_short", 200), team.limits.get("summary_tiny", 100)
    state = "passed" if len(text) >= wanted else "improve" if len(text) >= tiny else "failed"
    return Outcome(state, text[:200], (), {"count": len(text), "wanted": int(wanted)})


RULE = ProfileRule(
    id="profile.summary-short",
    title=N_("Summary too short"),
    why=N_("One line has no room for the buyer's problem, your way to help and how to reach you."),
    how=N_("The summary has fewer characters than the threshold."),
    advice=N_("Three short paragraphs are enough: the problem you know, how you help, how to reach you."),
    field="summary",
    judge=judge,
    flags=(
        Example("Sales professional."),
        Example("I sell packaging in Northern Germany."),
        Example(_EN),
        Example("Продажи упаковки.", "ru"),
        Example("Работаю в продажах десять лет.", "ru"),
        Example(_RU, "ru"),
    ),
    passes=(
        Example(_EN * 4),
        Example(_EN * 5),
        Example(_EN * 9),
        Example(_RU * 3),
        Example(_RU * 4, "ru"),
        Example(_RU * 9, "ru"),
    ),
)
