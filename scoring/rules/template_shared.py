"""One text used by several colleagues: for the leader to know, nobody's fault."""

from collections.abc import Iterator, Mapping, Sequence

from data.words import N_
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Sent, Use, answers, outcome, pasted, people_within


def _openers(use: Use, limits: Mapping[str, float]) -> list[Sent]:
    return pasted((one for one in use.sent if one.role == "opener"), limits)


def _spread(uses: Sequence[Use], setting: Setting) -> Iterator[Breach]:
    limits = setting.thresholds
    if len(uses) < limits["shared_reps"]:
        return
    using = [use for use in uses if len({one.to for one in _openers(use, limits)}) >= limits["shared_people"]]
    sent = [one for use in using for one in _openers(use, limits)]
    people = people_within(sent, int(limits["copies_days"])) if len(using) >= limits["shared_reps"] else 0
    if people < limits["copies_people"]:
        return
    told = answers(sent, setting.silent_until)
    last = max(sent, key=lambda one: (one.day or "", one.message_id))
    text = next(use for use in using if last in use.sent).read(last.message_id)
    params = {
        "subject": "template",
        "template_id": using[0].template_id,
        "outcome": outcome(people, told, limits),
        "reps": len(using),
        "count": len({one.to for one in sent}),
        "answered": told.k,
        "old": told.n,
        "first_day": min((one.day for one in sent if one.day), default=None),
        "agreed": sum(use.agreed for use in using),
    }
    yield Breach(None, None, last.day, text, ((0, len(text)),), params)


RULE = Rule(
    id="template.shared",
    title=N_("One text, several colleagues"),
    why=N_("People in one market talk to each other. Two reps who write the same are a mailing list to them."),
    advice=N_("Agree who writes to whom, and share what worked as an idea, not as a text to paste."),
    lesson=N_("Let the team rewrite the best text of the month, each in their own words."),
    spread=_spread,
    flags=(
        Example("Hi Eva, we help firms like yours to pack twice as fast. Shall we talk on Tuesday?", times=8),
        Example("Hello Eva, I came across your profile and would love to tell you about our boxes.", times=40),
        Example("Hi Eva, thank you for your talk on returns. May I ask who plans the shifts?", times=30, answered=15),
        Example("Здравствуйте, Ева! Мы помогаем складам паковать вдвое быстрее. Созвонимся во вторник?", "ru", 8),
        Example("Ева, добрый день! Увидел ваш профиль и хочу рассказать о нашей упаковке.", "ru", 40),
        Example("Ева, добрый день! Спасибо за доклад о возвратах. Кто у вас планирует смены?", "ru", 30, 15),
    ),
    passes=(
        Example("Hi Eva, we help firms like yours to pack twice as fast. Shall we talk on Tuesday?", times=2),
        Example("Hello Eva, which dock do your drivers dislike the most, and why?", times=2),
        Example("Hi Eva, Marta told me that you know cold stores better than anybody.", times=1),
        Example("Здравствуйте, Ева! Мы помогаем складам паковать вдвое быстрее. Созвонимся во вторник?", "ru", 2),
        Example("Ева, здравствуйте! Какую рампу ваши водители не любят больше всего и почему?", "ru", 2),
        Example("Ева, здравствуйте! Марта сказала, что про холодные склады надо спрашивать вас.", "ru"),
    ),
)
