"""A link or a file in the very first message."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.signs import links


def _breaches(talk: Talk, _: Setting) -> Iterator[Breach]:
    opener = talk.opener
    if opener is None:
        return
    found = links(opener.text)
    if found or opener.attachments:
        evidence, spans = excerpt(opener.text, found)
        yield Breach(
            opener.id, talk.id, opener.day, evidence, spans, {"links": len(found), "files": opener.attachments}
        )


RULE = Rule(
    id="opener.link",
    title=N_("A link or a file in the first message"),
    why=N_("A link from a stranger is what fraud looks like, and it asks for work before there is a talk."),
    advice=N_("Tell in a sentence what is behind the link and ask whether you may send it."),
    lesson=N_("A link that somebody asked for is opened; one that came unasked mostly is not."),
    breaches=_breaches,
    flags=(
        Example("Hi Eva, our catalogue: https://example.org/catalogue"),
        Example("Have a look at www.deskwell.example"),
        Example("Video here: rovalift.example/video"),
        Example("Посмотрите наш сайт: tablica.example/t40", "ru"),
        Example("Презентация: http://primer.example/kp.pdf", "ru"),
        Example("Подробности на www.primer.example", "ru"),
    ),
    passes=(
        Example("Hi Eva, may I send you the checklist?"),
        Example("Write to me at eva@deskwell.example if that is easier."),
        Example("I moved to Node.js last year. And you?"),
        Example("Ева, можно пришлю чек-лист?", "ru"),
        Example("Мне удобнее на почту: eva@primer.example", "ru"),
        Example("Работаю с 1С и т.д. А вы?", "ru"),
    ),
)
