"""A copy whose greeting has a hole where the others have a name."""

import re
from collections.abc import Iterator

from data.words import N_
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Use

_HOLE = re.compile(r"[ \t]+[,!.]|^\s*,", re.M)


def _copies(use: Use, setting: Setting) -> Iterator[Breach]:
    greeting = [one for one in use.sent if one.greeted is not None]
    empty = [one for one in greeting if not one.greeted]
    least = setting.thresholds["copies_people"]
    if not empty or len(greeting) - len(empty) < max(least, setting.thresholds["slip_right"] * len(greeting)):
        return
    for one in empty:
        text = use.read(one.message_id)
        hole = _HOLE.search(text)
        evidence, spans = excerpt(text, (hole.span(),) if hole else ())
        params = {"subject": "message", "template_id": use.template_id}
        yield Breach(one.message_id, one.conversation_id, one.day, evidence, spans, params)


RULE = Rule(
    id="copy.empty-place",
    title=N_("A copy without the name"),
    why=N_("The other copies have a name here. The hole shows the machine behind the message."),
    advice=N_("Read every message once before it goes out. Apologise to those who got this one."),
    lesson=N_("Templates with few places fail less often; a name alone is enough."),
    copies=_copies,
    flags=(
        Example("Hi , we help firms like yours to pack twice as fast. Shall we talk?"),
        Example("Hello , do you have ten minutes for our new boxes?"),
        Example("Dear , I would be happy to show you how it works."),
        Example("Здравствуйте, ! Мы помогаем складам паковать вдвое быстрее.", "ru"),
        Example(", добрый день! Найдутся десять минут?", "ru"),
        Example("Добрый день, ! Расскажу, как экономят другие.", "ru"),
    ),
    passes=(
        Example("Hi Eva, we help firms like yours to pack twice as fast. Shall we talk?"),
        Example("Hi, we help firms like yours to pack twice as fast. Shall we talk?"),
        Example("Hello there, do you have ten minutes for our new boxes?"),
        Example("Здравствуйте! Мы помогаем складам паковать вдвое быстрее.", "ru"),
        Example("Ева, добрый день! Найдутся десять минут?", "ru"),
        Example("Добрый день, коллеги! Расскажу, как экономят другие.", "ru"),
    ),
)
