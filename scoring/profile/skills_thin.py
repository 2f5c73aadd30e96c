"""Are enough skills listed?"""

from data.words import N_
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Count the skills."""
    if profile.skills is None:
        return Outcome("unknown")
    wanted = int(team.limits.get("min_skills", 5))
    count = len(profile.skills)
    state = "passed" if count >= wanted else "improve" if count else "failed"
    return Outcome(state, ", ".join(profile.skills)[:200], (), {"count": count, "wanted": wanted})


RULE = ProfileRule(
    id="profile.skills-thin",
    title=N_("Few skills"),
    why=N_("Skills are what people find you by, and what customers can confirm with one click."),
    how=N_("The skills listed are counted."),
    advice=N_("List the skills a buyer looks for: the industry, the product, the problem. Leave out office software."),
    field="skills",
    judge=judge,
    flags=(
        Example("-"),
        Example("Sales"),
        Example("Sales, Packaging, Excel, Word"),
        Example("-", "ru"),
        Example("Продажи", "ru"),
        Example("Продажи, Переговоры", "ru"),
    ),
    passes=(
        Example("Packaging, Logistics, Dairy, Negotiation, German"),
        Example("A, B, C, D, E, F"),
        Example("Cold chain, Freight, Export, Customs, Sales"),
        Example("Тара, Логистика, Молочная отрасль, Переговоры, Экспорт", "ru"),
        Example("А, Б, В, Г, Д, Е", "ru"),
        Example("Закупки, Склад, Тендеры, Продажи, 1С", "ru"),
    ),
)
