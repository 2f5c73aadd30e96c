"""A first message that nobody reads to its end."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    opener = talk.opener
    if opener is None:
        return
    chars = len(opener.text.strip())
    if chars > setting.thresholds["opener_long_chars"]:
        evidence, spans = excerpt(opener.text, ())
        yield Breach(opener.id, talk.id, opener.day, evidence, spans, {"chars": chars})


_EN = "We met last spring at the fair and talked about the way warehouses plan their shifts. "
_RU = "Весной мы виделись на выставке и говорили о том, как склады планируют смены. "
RULE = Rule(
    id="opener.too-long",
    title=N_("The first message is too long"),
    why=N_("Long first messages are answered less: those over 1,200 characters get 11 % fewer answers than average."),
    advice=N_("Up to 400 characters: why this person, why now, one question. The rest belongs into the talk."),
    lesson=N_("Read it aloud. What you would not say in a lift does not belong into the first message."),
    breaches=_breaches,
    flags=(
        Example(_EN * 15),
        Example(_EN * 30),
        Example("A long story. " * 100),
        Example(_RU * 17, "ru"),
        Example(_RU * 40, "ru"),
        Example("Длинная история. " * 80, "ru"),
    ),
    passes=(
        Example(_EN),
        Example(_EN * 4),
        Example("How are the new docks?"),
        Example(_RU, "ru"),
        Example(_RU * 5, "ru"),
        Example("Как вам новые ворота?", "ru"),
    ),
)
