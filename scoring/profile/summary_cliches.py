"""Is the profile made of worn phrases?"""

from data.words import N_
from scoring.folding import spans_of
from scoring.languages.patterns import every_language
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Count worn phrases in the summary."""
    text = (profile.summary or "").strip()
    if not text:
        return Outcome("unknown")
    spans = spans_of(text, every_language("profile", "cliches"))
    if len(spans) < team.limits.get("cliches", 2):
        return Outcome("passed")
    many = len(spans) >= team.limits.get("cliches_many", 4)
    shown = text[: max(end for _, end in spans) + 100]
    return Outcome("failed" if many else "improve", shown, spans, {"count": len(spans)})


RULE = ProfileRule(
    id="profile.summary-cliches",
    title=N_("Worn phrases"),
    why=N_("“Passionate team player with a proven track record” fits everybody, so it says nothing about you."),
    how=N_("Phrases from a list are counted in the summary."),
    advice=N_("Replace each phrase by a fact: a number, a customer's problem, something you did."),
    field="summary",
    judge=judge,
    flags=(
        Example("Passionate about sales, a team player with a proven track record."),
        Example("Results-driven self-starter who thinks outside the box."),
        Example("Cutting-edge, best-in-class innovative solutions."),
        Example("Нацелен на результат, командный игрок.", "ru"),
        Example("Индивидуальный подход и взаимовыгодное сотрудничество с лидером рынка.", "ru"),
        Example("Коммуникабельный, стрессоустойчивый, мыслю нестандартно.", "ru"),
    ),
    passes=(
        Example("In 2024 eleven dairies changed over to our trays without stopping a line."),
        Example("I am a team player."),
        Example("Ask me about cold chains."),
        Example("В 2024 году одиннадцать молочных заводов перешли на наши лотки без остановки линий.", "ru"),
        Example("Делаем тару под ключ.", "ru"),
        Example("Спросите меня про холодовые цепочки.", "ru"),
    ),
)
