"""Capitals and exclamation marks."""

import re
from collections.abc import Iterator

from data.words import N_
from scoring.conversation import OUT, Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule, Span
from scoring.setting import Setting

_MARKS = re.compile(r"[!！]{3,}|(?:[!?]{2,}[!?]{2,})")
_LOUD = re.compile(r"\b[A-ZА-ЯЁ]{4,}\b(?:[\s,:–—-]+[A-ZА-ЯЁ]{2,}\b)*")
_LONG = re.compile(r"\w{4,}")
_HINT = re.compile(r"[!?！]{3}|[A-ZА-ЯЁ]{4}")
_LETTERS = 30


def _shouts(text: str, setting: Setting) -> list[Span]:
    if not _HINT.search(text):
        return []
    found = [match.span() for match in _MARKS.finditer(text)]
    least = int(setting.thresholds["shouting_words"])
    found += [match.span() for match in _LOUD.finditer(text) if len(_LONG.findall(match[0])) >= least]
    letters = [sign for sign in text if sign.isalpha()]
    share = sum(sign.isupper() for sign in letters) / len(letters) if len(letters) >= _LETTERS else 0
    if not found and share > setting.thresholds["shouting_share"]:
        found.append((0, len(text)))
    return sorted(found)


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    for said in talk.human:
        found = _shouts(said.text, setting) if said.direction == OUT else []
        if found:
            evidence, spans = excerpt(said.text, found)
            yield Breach(said.id, talk.id, said.day, evidence, spans, {"count": len(found)})


RULE = Rule(
    id="message.shouting",
    title=N_("Shouting"),
    why=N_("Capitals and rows of exclamation marks look like an advertisement, and are read like one."),
    advice=N_("Write it as you would say it across a table."),
    lesson=N_("One exclamation mark a message is plenty."),
    breaches=_breaches,
    flags=(
        Example("LAST CHANCE to get your discount this week"),
        Example("Only today!!! Don't miss it"),
        Example("FREE WEBINAR tomorrow, Anna"),
        Example("ТОЛЬКО СЕГОДНЯ скидка на всё", "ru"),
        Example("Успейте до пятницы!!!", "ru"),
        Example("ВНИМАНИЕ АКЦИЯ для новых клиентов", "ru"),
    ),
    passes=(
        Example("We talked about NDA and SLA at the SaaS fair."),
        Example("Congratulations, Anna! Well done!"),
        Example("NASA called, they want their slides back."),
        Example("ООО и АО платят НДС, а ИП нет.", "ru"),
        Example("Поздравляю, Анна! Отличная новость!", "ru"),
        Example("Был на РИФ, видел ваш доклад про ОСАГО.", "ru"),
    ),
)
