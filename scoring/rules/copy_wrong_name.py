"""A copy that still greets the person it was written to before."""

from collections.abc import Iterator

from data.words import N_
from scoring.excerpt import excerpt
from scoring.given_names import known, spelled
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Sent, Use

_BACK = 3
"""The name must be of somebody who got one of so many copies before: what was pasted last is pasted again."""


def _copies(use: Use, setting: Setting) -> Iterator[Breach]:
    """Find copies that greet one of the last people who got the text, where nearly all others greet the right one.

    A name that we know to be somebody else's is the business of "message.wrong-name".
    """
    if all(one.greets != 0 for one in use.sent):
        return
    named = [one for one in use.sent if one.greeted and one.greets is not None]
    right = sum(one.greets for one in named)
    if len(named) < setting.thresholds["copies_people"] or right < setting.thresholds["slip_right"] * len(named):
        return
    for no, one in enumerate(named):
        before = [past for past in named[max(0, no - _BACK) : no] if past.greets and past.to != one.to]
        if one.greets or not any(past.greeted.casefold() == one.greeted.casefold() for past in before):
            continue
        name = use.name_of(one.contact_id)
        if not (spelled(one.greeted) and any(known(part) for part in name.split())):
            yield _breach(use, one, name)


def _breach(use: Use, one: Sent, name: str) -> Breach:
    text = use.read(one.message_id)
    start = max(text.find(one.greeted), 0)
    evidence, spans = excerpt(text, ((start, start + len(one.greeted)),))
    params = {"subject": "message", "template_id": use.template_id, "written": one.greeted, "name": name}
    return Breach(one.message_id, one.conversation_id, one.day, evidence, spans, params)


RULE = Rule(
    id="copy.wrong-name",
    title=N_("A copy with the name of the one before"),
    why=N_("It greets somebody who got the same text just before. Nothing says clearer that it was pasted."),
    advice=N_("Apologise in one line today; an honest word about the mix-up often opens the talk again."),
    lesson=N_("Copy the text first, then type the name by hand, last of all."),
    copies=_copies,
    flags=(
        Example("Hi Bhavani, we help firms like yours to pack twice as fast. Shall we talk?", to="Sriram Rao"),
        Example("Hello Kaspar, do you have ten minutes for our new boxes?", to="Wei Zhang"),
        Example("Dear Oyelaran, I would be happy to show you how it works.", to="Thandeka Nkosi"),
        Example("Здравствуйте, Гульнар! Мы помогаем складам паковать вдвое быстрее.", "ru", to="Ойбек Каримов"),
        Example("Гульнар, добрый день! Найдутся десять минут?", "ru", to="Тамерлан Дзагоев"),
        Example("Добрый день, Айбек! Расскажу, как экономят другие.", "ru", to="Нурсулу Ахметова"),
    ),
    passes=(
        Example("Hi Bhavani, we help firms like yours to pack twice as fast. Shall we talk?", to="Bhavani Rao"),
        Example("Hi Bhavni, we help firms like yours to pack twice as fast. Shall we talk?", to="Bhavani Rao"),
        Example("Hello team, do you have ten minutes for our new boxes?", to="Wei Zhang"),
        Example("Здравствуйте, Гульнар! Мы помогаем складам паковать вдвое быстрее.", "ru", to="Гульнара Ахметова"),
        Example("Коллеги, добрый день! Найдутся десять минут?", "ru", to="Тамерлан Дзагоев"),
        Example("Добрый день! Расскажу, как экономят другие.", "ru", to="Нурсулу Ахметова"),
    ),
)
