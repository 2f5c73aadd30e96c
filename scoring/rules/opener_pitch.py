"""Selling in the very first message."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    opener = talk.opener
    if opener is None or not opener.sells(setting.thresholds["pitch_sure"]):
        return
    evidence, spans = excerpt(opener.text, opener.out.spans.get("is_pitch", ()))
    yield Breach(opener.id, talk.id, opener.day, evidence, spans, {"chance": opener.out.is_pitch})


RULE = Rule(
    id="opener.pitch",
    title=N_("Selling in the first message"),
    why=N_("A stranger who sells at once is taken for one of many; most such messages are never answered."),
    advice=N_("Begin with one line about the other person and one honest question. The offer can wait for the answer."),
    lesson=N_(
        "Read three recent posts or the company's news before writing. If nothing there makes you curious, "
        "write to somebody else first."
    ),
    breaches=_breaches,
    flags=(
        Example("Hi Dana! Our platform helps logistics firms save up to 20% on delivery. Free trial, interested?"),
        Example("Hello, we produce branded gift boxes from $12 per set, catalogue attached. First order -10%."),
        Example("We are a translation agency, 48 languages, from 0.07 EUR per word. Shall I send you our price list?"),
        Example(
            "Здравствуйте! Мы производим упаковку с логотипом, тираж от 300 штук, скидка 10% на первый заказ.", "ru"
        ),
        Example(
            "Добрый день! Наша CRM сокращает расходы на продажи на 30%, первый месяц бесплатно. Показать демо?", "ru"
        ),
        Example("Предлагаем лизинг автомобилей для корпоративных парков, аванс от 0%. Прислать расчёт?", "ru"),
    ),
    passes=(
        Example(
            "Hi Amir, I really liked your talk on route planning. How did you come to the idea of using tram data?"
        ),
        Example("Thanks for connecting, Daniel! Glad to have you in my network."),
        Example("Hi Helen, congratulations on the new warehouse! Was the move as hard as people say?"),
        Example(
            "Амир, очень понравилось ваше выступление про маршруты. А как пришла идея взять данные трамваев?", "ru"
        ),
        Example("Спасибо, что приняли заявку, Даниил! Рад знакомству.", "ru"),
        Example("Евгения, прочитал ваш пост про найм. Что в итоге сработало лучше всего?", "ru"),
    ),
)
