"""One note on invitations to many people. No note at all is no fault."""

from collections.abc import Iterator

from data.words import N_
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.usage import Use, answers, outcome, pasted, people_within


def _copies(use: Use, setting: Setting) -> Iterator[Breach]:
    limits = setting.thresholds
    sent = pasted(use.notes, limits)
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
        "severity": "note" if use.agreed else "watch",
        "template_id": use.template_id,
        "outcome": judged,
        "count": len({one.to for one in sent}),
        "people": people,
        "days": int(limits["copies_days"]),
        "answered": told.k,
        "old": told.n,
        "first_day": sent[0].day,
        "agreed": int(use.agreed),
    }
    yield Breach(last.message_id, last.conversation_id, last.day, text, ((0, len(text)),), params)


RULE = Rule(
    id="invitation.copied",
    title=N_("The same note with many invitations"),
    why=N_(
        "Studies disagree on whether a note helps at all; a note that everybody gets does no better than none and uses "
        "up the few that a free account has."
    ),
    advice=N_("Write why you want to know this person, in one line, or send the invitation without a note."),
    lesson=N_("Put off ten invitations until you know a reason for each."),
    copies=_copies,
    flags=(
        Example("Hi Eva, I am expanding my network in logistics and would be glad to connect.", times=8),
        Example("Hello Eva, I'd like to add you to my professional network here.", times=40, answered=2),
        Example("Hi Eva, we pack for firms like yours, let us connect and see what we can do.", times=20, answered=1),
        Example("Ева, здравствуйте! Расширяю круг общения в логистике, буду рад знакомству.", "ru", 8),
        Example("Ева, добрый день! Хотел бы добавить вас в свою профессиональную сеть.", "ru", 40, 2),
        Example("Ева, добрый день! Пакуем для таких компаний, как ваша, давайте дружить.", "ru", 20, 1),
    ),
    passes=(
        Example("Hi Eva, I sat in the third row in Riga and wrote half of it down.", times=3),
        Example("Hello Eva, we are on the same panel in Riga in May, shall we connect?", times=12, answered=9),
        Example("Hi Eva, Marta told me that you know cold stores better than anybody.", times=1),
        Example("Ева, здравствуйте! Сидел на вашем докладе в Риге и всё записал.", "ru", 3),
        Example("Ева, добрый день! Мы с вами на одной секции в мае, будем знакомы?", "ru", 12, 9),
        Example("Ева, здравствуйте! Марта сказала, что про холодные склады надо спрашивать вас.", "ru"),
    ),
)
