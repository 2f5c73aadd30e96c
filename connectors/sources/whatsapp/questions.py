"""What an exported chat leaves open: who of its writers is the rep, which number is the day, the time zone."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from connectors.connector import Choice, Part, Question
from connectors.sources.whatsapp.dates import ORDERS, day_of, open_order
from connectors.sources.whatsapp.files import Chat
from data.words import N_

_MOST = 20
_LABELS = {"dmy": N_("day, month, year"), "mdy": N_("month, day, year"), "ymd": N_("year, month, day")}


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Return the questions of an upload; those that its files answer are `sure`."""
    chats = [part.member for part in parts if not part.ignored]
    asked = (_self(chats), date_order(chats), _zone(chats))
    return tuple(question for question in asked if question)


def _self(chats: Sequence[Chat]) -> Question | None:
    """Return who the rep is; None where only the other side ever wrote, which the file's name tells."""
    counts: Counter[str] = Counter()
    for chat in chats:
        counts.update(chat.told.authors)
    own = Counter(chat.own for chat in chats if chat.own).most_common(1)
    if not own and all(chat.other for chat in chats):
        return None
    proposal = own[0][0] if own else ""
    choices = tuple(Choice(name, name, times) for name, times in counts.most_common(_MOST))
    if proposal and proposal not in [choice.value for choice in choices]:
        choices = (*choices, Choice(proposal, proposal, counts[proposal]))
    told = all((chat.own or chat.other) and chat.ground != "notice" for chat in chats if chat.told.authors)
    return Question("self", choices, proposal, sure=told)


def _zone(chats: Sequence[Chat]) -> Question:
    """Ask for the zone of the phone's clock, which no export tells."""
    return Question("zone", example=next((chat.told.last for chat in chats if chat.told.last), ""))


def date_order(chats: Sequence[Chat]) -> Question | None:
    """Return the question for the order of dates: `sure` when every file proves it; None without any dates."""
    decided = [chat.decisions for chat in chats]
    found = open_order(decided)
    if found is None:
        orders = Counter({one.order: one.lines for each in decided for one in each.values()}).most_common(1)
        return Question("date-order", _orders(ORDERS), orders[0][0], sure=True) if orders else None
    decision = found
    possible = tuple(order for order in ORDERS if day_of(decision.example.numbers, order))
    return Question("date-order", _orders(possible), decision.order, example=decision.example.wall)


def _orders(orders: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(order, _LABELS[order]) for order in orders)


def last_day(chats: Sequence[Chat]) -> str:
    """Return the newest day in the chats."""
    days = (_newest(chat, group, one.order) for chat in chats for group, one in chat.decisions.items())
    return max((day.isoformat() for day in days if day), default="")


def _newest(chat: Chat, group: str, order: str) -> date | None:
    return chat.told.shapes[group].newest.get(order)
