"""Do the first lines of the summary speak of the writer alone?"""

from data.words import N_
from scoring.folding import fold, sentences, spans_of
from scoring.languages.patterns import every_language
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:
    """Count, in the lines seen before "see more", the sentences about the writer that have no word for the buyer."""
    text = (profile.summary or "").strip()
    opening = text[: int(team.limits.get("summary_opening", 300))]
    kinds = [_kind(part) for part in _parts(opening)]
    if not kinds:
        return Outcome("unknown")
    share = kinds.count("self") / len(kinds)
    spans = spans_of(opening, every_language("profile", "self"))
    if share < team.limits.get("about_self_share", 0.6) or not spans or kinds[0] == "buyer":
        return Outcome("passed", opening)
    state = "improve" if "buyer" in kinds else "failed"
    return Outcome(state, opening, spans, {"share": round(share, 2), "count": kinds.count("self"), "of": len(kinds)})


def _parts(opening: str) -> list[str]:
    folded = fold(opening).text
    return [folded[start:end] for start, end in sentences(folded)]


def _kind(sentence: str) -> str:
    if any(pattern.search(sentence) for pattern in every_language("profile", "buyer")):
        return "buyer"
    if any(pattern.search(sentence) for pattern in every_language("profile", "self")):
        return "self"
    return "neutral"


RULE = ProfileRule(
    id="profile.summary-about-self",
    title=N_("First lines are about the writer"),
    why=N_("A visitor reads the first lines and decides. “I, my, years of experience” gives no reason to go on."),
    how=N_("The first sentence has no word for the buyer, and most of the first lines speak of the writer alone."),
    advice=N_("Begin with the buyer's problem in the buyer's words. Your history can stand at the end."),
    field="summary",
    judge=judge,
    flags=(
        Example("I am a passionate sales professional. I have 12 years of experience. I love negotiation."),
        Example("Motivated team player. My career began in 2009 and I worked my way up."),
        Example("We are the market leader. Our company was founded in 1987. We are proud of our team."),
        Example("Я профессионал с опытом 12 лет. Люблю переговоры. Мой девиз: только вперёд.", "ru"),
        Example("Целеустремлённый и коммуникабельный. Окончил экономический факультет.", "ru"),
        Example("Мы ведущая компания. Наша история началась в 1987 году. Мы гордимся командой.", "ru"),
    ),
    passes=(
        Example("Your line stands still because cartons are late? I plan packaging with food plants."),
        Example("Food plants lose hours to missing cartons. I help planners to prevent that."),
        Example("Packaging is boring until it is missing. Then customers wait."),
        Example("Линия стоит, потому что тара опоздала? Помогаю заводам планировать упаковку.", "ru"),
        Example("Пищевые заводы теряют часы без коробок. Помогаю закупщикам этого избежать.", "ru"),
        Example("Упаковка скучна, пока она есть. Когда её нет, ждут ваши клиенты.", "ru"),
    ),
)
