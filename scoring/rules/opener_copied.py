"""One first message sent to many people, judged on two axes: how many got it, and whether they answer."""

from collections.abc import Iterator

from data.words import N_
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Use, answers, outcome, pasted, people_within


def _copies(use: Use, setting: Setting) -> Iterator[Breach]:
    limits = setting.thresholds
    sent = pasted(use.openers, limits)
    if len(sent) < limits["copies_people"]:
        return
    people = people_within(sent, int(limits["copies_days"]))
    told = answers(sent, setting.silent_until)
    judged = outcome(people, told, limits)
    if judged in ("few", "answered"):
        return
    last, text = sent[-1], use.read(sent[-1].message_id)
    params = {
        "subject": "rep",
        "severity": "stop" if judged == "ignored" else "note" if use.agreed else "watch",
        "template_id": use.template_id,
        "outcome": judged,
        "count": len({one.to for one in sent}),
        "people": people,
        "days": int(limits["copies_days"]),
        "bulk": int(people >= limits["copies_bulk"] and judged == "ignored"),
        "answered": told.k,
        "old": told.n,
        "first_day": sent[0].day,
        "agreed": int(use.agreed),
    }
    yield Breach(last.message_id, last.conversation_id, last.day, text, ((0, len(text)),), params)


RULE = Rule(
    id="opener.copied",
    title=N_("The same first message to many people"),
    why=N_(
        "Networks restrict senders whose mass messages stay unanswered: LinkedIn does it below 13 % of 100 InMails in "
        "two weeks. And people compare notes: a text that fits everybody is about nobody."
    ),
    advice=N_("Keep the skeleton, change the substance: at least one sentence that could be sent to this person only."),
    lesson=N_("Send five messages written from scratch this week and compare how many of them are answered."),
    copies=_copies,
    flags=(
        Example("Hi Eva, we help firms like yours to pack twice as fast. Shall we talk?", times=40, answered=2),
        Example("Hi Eva, we help firms like yours to pack twice as fast. Shall we talk on Tuesday?", times=8),
        Example("Hello Eva, I came across your profile and want to tell you about our boxes.", times=31, answered=4),
        Example("Здравствуйте, Ева! Мы помогаем складам паковать вдвое быстрее. Созвонимся во вторник?", "ru", 40, 2),
        Example("Ева, добрый день! Увидел ваш профиль и хочу рассказать о нашей упаковке.", "ru", 8),
        Example("Ева, добрый день! Увидел ваш профиль и хочу рассказать о нашей упаковке.", "ru", 60, 5),
    ),
    passes=(
        Example("Hi Eva, thank you for your talk on returns. May I ask who plans the shifts?", times=40, answered=19),
        Example("Hi Eva, thank you for your talk on returns. May I ask who plans the shifts?", times=4),
        Example("Hello Eva, which dock do your drivers dislike the most, and why?", times=12, answered=6),
        Example("Ева, добрый день! Спасибо за доклад о возвратах. Кто у вас планирует смены?", "ru", 40, 19),
        Example("Ева, добрый день! Спасибо за доклад о возвратах. Кто у вас планирует смены?", "ru", 4),
        Example("Ева, здравствуйте! Какую рампу ваши водители не любят больше всего и почему?", "ru", 12, 6),
    ),
)
