"""A first message that says and asks nothing."""

import re
from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting

_KIND = re.compile(r"thank|congrat|birthday|welcome|спасиб|благодар|поздравл|с днем|с днём|добро пожаловать", re.I)


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    opener = talk.opener
    if opener is None or opener.attachments or len(talk.runs[0]) > 1 or _KIND.search(opener.text):
        return
    chars = len(opener.text.strip())
    asks = "?" in opener.text or (opener.out is not None and opener.out.has_question >= 0.5)
    if 0 < chars < setting.thresholds["opener_tiny_chars"] and not asks:
        evidence, spans = excerpt(opener.text, ())
        yield Breach(opener.id, talk.id, opener.day, evidence, spans, {"chars": chars})


RULE = Rule(
    id="opener.too-short",
    title=N_("The first message says nothing"),
    why=N_("A bare greeting makes the other side ask what you want. Most don't."),
    advice=N_("Say in one sentence why you write to this person, and ask one question."),
    lesson=N_("Before sending ask yourself what the other person could answer."),
    breaches=_breaches,
    flags=(
        Example("Hi"),
        Example("Hello Anna!"),
        Example("Good day, sir"),
        Example("Привет", "ru"),
        Example("Здравствуйте, Анна!", "ru"),
        Example("Добрый день", "ru"),
    ),
    passes=(
        Example("Thanks for connecting!"),
        Example("How was the fair, Anna?"),
        Example("Hi Anna, your talk on trams made me rethink our routes."),
        Example("Спасибо за добавление!", "ru"),
        Example("Как прошла выставка?", "ru"),
        Example("Анна, после вашего доклада мы пересчитали маршруты.", "ru"),
    ),
)
