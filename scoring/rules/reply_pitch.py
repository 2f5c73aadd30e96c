"""Selling right after the first answer."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk, pitched_after_reply
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    if not pitched_after_reply(talk, setting.thresholds["pitch_sure"]):
        return
    said = talk.after_reply
    evidence, spans = excerpt(said.text, said.out.spans.get("is_pitch", ()))
    yield Breach(said.id, talk.id, said.day, evidence, spans, {"chance": said.out.is_pitch})


RULE = Rule(
    id="reply.pitch",
    title=N_("Selling right after the first answer"),
    why=N_("They answered a person and got a sales text. The talk that had begun ends there, and the trust with it."),
    advice=N_("Answer what they wrote. Ask one more question. Offer only when they ask what you do or name a problem."),
    lesson=N_("Take the last ten answers you got and write for each the question you would ask a colleague."),
    breaches=_breaches,
    flags=(
        Example(
            "Likewise! We produce thermo boxes for cold chain, from $4.10 each. Shall I send samples and a price list?"
        ),
        Example(
            "Great! By the way, our agency helps companies like yours get 3x more leads. Could we do a quick call?"
        ),
        Example("Nice to meet you too. We offer cloud telephony, first month free, here is our presentation."),
        Example(
            "Взаимно! Мы поставляем кофе в офисы, от 900 руб. за кг, первая поставка со скидкой 15%. Прислать прайс?",
            "ru",
        ),
        Example(
            "Рад знакомству! Наша платформа снижает затраты на подбор на 30%, давайте покажу демо в четверг?", "ru"
        ),
        Example("Спасибо за ответ! Предлагаем бухгалтерское обслуживание под ключ, от 18 000 рублей в месяц.", "ru"),
    ),
    passes=(
        Example("Thank you! How long did it take you to get the trams' data?"),
        Example("Ha, that's braver than I expected. Does it survive the peak season?"),
        Example("Thanks for the answer, Maria. I'll read the book you named."),
        Example("Спасибо за ответ! А сколько времени это заняло?", "ru"),
        Example("Понял, спасибо. А как к этому отнеслась команда?", "ru"),
        Example("Приятно познакомиться! Тоже начинал с закупок, давно это было.", "ru"),
    ),
)
