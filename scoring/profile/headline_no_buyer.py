"""Does the headline say anything for the buyer?"""

from data.words import N_
from scoring.folding import spans_of
from scoring.languages.patterns import every_language
from scoring.profile_model import Profile, Team
from scoring.rule import Example, Outcome, ProfileRule


def judge(profile: Profile, team: Team) -> Outcome:  # noqa: ARG001 (every check is given the team)
    """Look for an audience, a problem or a result; failing that, the headline speaks of the writer only."""
    headline = profile.headline
    if headline is None or not headline.strip():
        return Outcome("unknown")
    spans = spans_of(headline, every_language("profile", "buyer"))
    return Outcome("passed" if spans else "failed", headline, spans)


RULE = ProfileRule(
    id="profile.headline-no-buyer",
    title=N_("Headline says nothing for the buyer"),
    why=N_("A buyer looks for a sign that you know their problem. A title is about you."),
    how=N_(
        "The headline names no audience, no problem and no result: no “help”, “for”, “fewer”, “without”, no customers."
    ),
    advice=N_("Put one audience and one result into the headline: “I help food plants avoid stopped lines”."),
    field="headline",
    judge=judge,
    flags=(
        Example("Sales Manager | Negotiation | Leadership | MBA"),
        Example("Account Executive at Brellon"),
        Example("Dreamer, father, marathon runner"),
        Example("Менеджер по продажам | Переговоры | Лидерство", "ru"),
        Example("Коммерческий директор, Брелон", "ru"),
        Example("Мечтатель, отец, марафонец", "ru"),
    ),
    passes=(
        Example("Helping food plants avoid stopped lines"),
        Example("Packaging for dairies | Brellon"),
        Example("Fewer returns, lower freight costs"),
        Example("Помогаю пищевым заводам не простаивать", "ru"),
        Example("Упаковка для молочных заводов", "ru"),
        Example("Снижаю брак на линиях розлива", "ru"),
    ),
)
