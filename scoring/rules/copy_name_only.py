"""A text in which nothing but the name was changed."""

from collections.abc import Iterator

from data.words import N_
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Use, answers, outcome, people_within


def _copies(use: Use, setting: Setting) -> Iterator[Breach]:
    limits = setting.thresholds
    sent = [one for one in use.sent if one.role == "opener"]
    if len(sent) < limits["copies_people"]:
        return
    bare = [one for one in sent if one.own <= limits["name_only_own"]]
    people = people_within(bare, int(limits["copies_days"]))
    judged = outcome(people, answers(sent, setting.silent_until), limits)
    if judged in ("few", "answered") or len(bare) < limits["name_only_share"] * len(sent):
        return
    last, text = bare[-1], use.read(bare[-1].message_id)
    params = {
        "subject": "rep",
        "template_id": use.template_id,
        "count": len({one.to for one in bare}),
        "sent": len(sent),
        "first_day": bare[0].day,
        "agreed": int(use.agreed),
    }
    if use.agreed:
        params |= {"severity": "note", "points": 0}
    yield Breach(last.message_id, last.conversation_id, last.day, text, ((0, len(text)),), params)


RULE = Rule(
    id="copy.name-only",
    title=N_("Only the name is personal"),
    why=N_(
        "A first name and a company are on every profile: filling them in takes no interest in the person, and people "
        "have learned to see it."
    ),
    advice=N_("Add one thing that you can know only after reading their profile or posts, and ask about that."),
    lesson=N_("Before sending, cover the name with your hand: would the person still know that it is for them?"),
    copies=_copies,
    flags=(
        Example("Hi Eva, we help firms like Boxharbor to pack twice as fast. Shall we talk on Tuesday?", times=9),
        Example("Dear Eva, I would be happy to tell you how others in your market save on packaging.", times=40),
        Example("Hello Eva! Do you have ten minutes this week to hear what we do?", times=12, answered=1),
        Example("Ева, здравствуйте! Мы помогаем складам паковать вдвое быстрее. Созвонимся во вторник?", "ru", 9),
        Example("Добрый день, Ева! Расскажу, как другие компании экономят на упаковке, когда удобно?", "ru", 40),
        Example("Ева, добрый день! Найдутся десять минут послушать, что мы делаем для складов?", "ru", 12, 1),
    ),
    passes=(
        Example("Hi Eva, we help firms like Boxharbor to pack twice as fast. Shall we talk on Tuesday?", times=3),
        Example("Hi Eva, thank you for your talk on returns. May I ask who plans the shifts?", times=30, answered=15),
        Example("Hello Eva, your drivers told me about the dock in Riga. What went wrong there?", times=1),
        Example("Ева, здравствуйте! Мы помогаем складам паковать вдвое быстрее. Созвонимся во вторник?", "ru", 3),
        Example("Ева, добрый день! Спасибо за доклад о возвратах. Кто у вас планирует смены?", "ru", 30, 15),
        Example("Ева, ваши водители рассказали про рампу в Риге. Что там случилось?", "ru"),
    ),
)
