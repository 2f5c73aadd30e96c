"""A place of a template that nobody filled in."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import OUT, Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.signs import slots


def _breaches(talk: Talk, _: Setting) -> Iterator[Breach]:
    for said in talk.human:
        found = slots(said.text) if said.direction == OUT else []
        if found:
            evidence, spans = excerpt(said.text, found)
            start, end = found[0]
            yield Breach(said.id, talk.id, said.day, evidence, spans, {"slot": said.text[start:end]})


RULE = Rule(
    id="message.unfilled-slot",
    title=N_("A place of the template left unfilled"),
    why=N_("The other person sees the machine behind the message. Nothing that follows is believed."),
    advice=N_("Read every message once before it goes out. Apologise to those who got this one."),
    lesson=N_("Templates with few places fail less often; a name alone is enough."),
    breaches=_breaches,
    flags=(
        Example("Hi {first_name}, saw your post on pricing!"),
        Example("Dear {{ name }}, how are things at {{company}}?"),
        Example("Hello [First Name], congratulations on the new role at [Company]."),
        Example("Hi %FIRSTNAME%, quick question"),
        Example("Здравствуйте, [Имя]! Видел вашу статью.", "ru"),
        Example("Добрый день, {имя}! Как дела у {{компания}}?", "ru"),
        Example("Уважаемый <имя>, хочу спросить о вашем складе.", "ru"),
    ),
    passes=(
        Example("Hi Anna, saw your post on pricing!"),
        Example("We grew 40 % last year, [edit] sorry, 42 %."),
        Example("The function f(x) = {x} puzzled my students <3"),
        Example("Здравствуйте, Анна! Видел вашу статью.", "ru"),
        Example("Скидка 20 % и доставка [бесплатно]", "ru"),
        Example("Набор {1, 2, 3} подходит?", "ru"),
    ),
)
