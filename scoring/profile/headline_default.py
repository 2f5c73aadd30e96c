"""Is the headline only the title and the company, as the network fills it in?"""

import re

from data.words import N_
from scoring.folding import fold, spans_of
from scoring.languages.patterns import every_language
from scoring.profile_model import Position, Profile, Team, plain_company
from scoring.rule import Example, Outcome, ProfileRule

_AT = re.compile(
    r"^(?P<title>[^|•·:]{2,60}?)\s*(?: at | @ ?| bei | в | во |, | - | \| )\s*(?P<company>[^|•·:,]{2,60})$"
)
_LONGEST_TITLE = 7


def judge(profile: Profile, team: Team) -> Outcome:
    """Compare the headline with the current positions, and with the form "title at company"."""
    headline = profile.headline
    if headline is None or not headline.strip():
        return Outcome("unknown")
    if spans_of(headline, every_language("profile", "buyer")):
        return Outcome("passed", headline)
    default = any(_says_only(headline, held, team) for held in (*profile.current, Position()))
    return Outcome("failed" if default else "passed", headline, ((0, len(headline)),) if default else ())


def _says_only(headline: str, held: Position, team: Team) -> bool:
    plain = plain_company(headline)
    title, companies = (
        plain_company(held.title),
        {plain_company(name) for name in (held.company, *team.companies) if name},
    )
    if title and plain == title:
        return True
    match = _AT.match(fold(headline).text.strip())
    if match is None or len(match["title"].split()) > _LONGEST_TITLE:
        return False
    company = plain_company(match["company"].strip(' "'))
    return company in companies or plain_company(match["title"]) == title or _is_title(match["title"])


def _is_title(text: str) -> bool:
    """Tell whether a text consists of words of job titles only."""
    known = every_language("profile", "jobs")
    return all(any(pattern.match(word) for pattern in known) for word in text.split())


RULE = ProfileRule(
    id="profile.headline-default",
    title=N_("Headline is only title and company"),
    why=N_("“Sales Manager at …” tells a buyer that somebody wants to sell something, and nothing else."),
    how=N_("The headline repeats the current position, or has the form “title at company”."),
    advice=N_("Begin with what the buyer gets: whom you help, with what. Title and company may follow."),
    field="headline",
    judge=judge,
    flags=(
        Example("Sales Manager at Brellon"),
        Example("Account Manager"),
        Example("Regional Sales Representative at Oakline GmbH"),
        Example("Менеджер по продажам в «Брелон»", "ru"),
        Example("Директор по развитию в Севертара", "ru"),
        Example("Менеджер по работе с клиентами, Brellon", "ru"),
    ),
    passes=(
        Example("Packaging that arrives on time | Brellon"),
        Example("I help bakeries cut waste | Account Manager at Brellon"),
        Example("Compostable films for growers"),
        Example("Помогаю заводам не останавливать линии | Брелон", "ru"),
        Example("Тара для молочных заводов | Севертара", "ru"),
        Example("Меньше брака на упаковке: датчики и настройка", "ru"),
    ),
)
