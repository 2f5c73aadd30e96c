"""Another person's name in the greeting."""

import re
from collections.abc import Iterator

from data.words import N_
from scoring.conversation import OUT, Said, Talk
from scoring.excerpt import excerpt
from scoring.given_names import known, same_person, spelled
from scoring.rule import Breach, Rule, Span
from scoring.setting import Setting

_GREETED = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|здравствуйте|привет|добр(?:ый|ое|ого) "
    r"(?:день|вечер|утро|дня)|уважаем(?:ый|ая)|дорог(?:ой|ая))[\s,!]+)?(?P<name>[A-ZА-ЯЁ][a-zа-яё]{2,})\s*[,!]",
    re.I,
)


def _greeting(text: str) -> Span | None:
    found = _GREETED.match(text)
    return found.span("name") if found and found["name"][0].isupper() else None


def _wrong(said: Said, talk: Talk) -> Span | None:
    span = _greeting(said.text)
    if span is None:
        return None
    name = said.text[span[0] : span[1]]
    others = [part for part in re.findall(r"[^\W\d_]+", talk.contact_name) if len(part) > 1]
    if not spelled(name) or not any(known(part) for part in others):
        return None
    return None if any(same_person(name, part) for part in others) else span


def _breaches(talk: Talk, _: Setting) -> Iterator[Breach]:
    if not talk.contact_name:
        return
    for said in talk.human:
        span = _wrong(said, talk) if said.direction == OUT else None
        if span is not None:
            evidence, spans = excerpt(said.text, (span,))
            params = {"written": said.text[span[0] : span[1]], "name": talk.contact_name}
            yield Breach(said.id, talk.id, said.day, evidence, spans, params)


RULE = Rule(
    id="message.wrong-name",
    title=N_("Somebody else's name in the greeting"),
    why=N_("Nothing says clearer that the message was copied. People remember it."),
    advice=N_("Apologise in one line today; an honest word about the mix-up often opens the talk again."),
    lesson=N_("Copy the text first, then type the name by hand, last of all."),
    breaches=_breaches,
)
