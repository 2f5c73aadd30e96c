"""Whose export it is, and what it leaves open."""

from collections import Counter
from collections.abc import Iterator

from connectors.connector import Choice, Owner, Part, Question
from connectors.sources.telegram.html import HtmlPages, pages_of, writers
from connectors.sources.telegram.ids import USER, Party, full_name, is_service, text_of, user_of
from connectors.sources.telegram.survey import ChatSeen, ResultFile, Sender, Survey
from data.names import fold
from data.words import N_

_ZONES = {
    0: "UTC", 60: "Europe/Berlin", 120: "Europe/Helsinki", 180: "Europe/Moscow", 240: "Asia/Dubai",
    300: "Asia/Yekaterinburg", 330: "Asia/Kolkata", 360: "Asia/Omsk", 420: "Asia/Krasnoyarsk", 480: "Asia/Irkutsk",
    540: "Asia/Tokyo", 600: "Asia/Vladivostok", -300: "America/New_York", -360: "America/Chicago",
    -420: "America/Denver", -480: "America/Los_Angeles", -180: "America/Sao_Paulo",
}  # fmt: skip
"""Minutes east of Greenwich on 1 January 1970 -> the zone most people there live in."""
_MOST_CHOICES = 30


def surveys(parts: tuple[Part, ...]) -> list[Survey]:
    """Return the surveys of the JSON files among parts."""
    return [part.member.survey for part in parts if not part.ignored and isinstance(part.member, ResultFile)]


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner: an account's export names one; in a personal chat it is the one who is not the other side."""
    seen = surveys(parts)
    stated = [owner for each in seen if (owner := _stated(each))]
    if stated:
        return stated[0] if len({owner.member_id for owner in stated}) == 1 else Owner()
    derived = _derived(seen)
    if derived:
        return derived
    return _by_pages(pages_of(parts))


def _stated(seen: Survey) -> Owner | None:
    me, number = seen.personal, seen.personal.get("user_id")
    party, name = user_of(number, seen.old), full_name(me)
    if not (party or name):
        return None
    handle = text_of(me.get("username")).lstrip("@")
    return Owner(
        name=name,
        profile_url=f"https://t.me/{handle}" if handle else "",
        member_id=str(party.number) if party else "",
        confidence="stated",
        evidence=(f"telegram-account|{name}",),
    )


def _derived(seen: list[Survey]) -> Owner | None:
    """Find the owner where no account is named: notes to self, and the other writer of personal chats."""
    found: Counter[Party | str] = Counter()
    names: dict[Party | str, str] = {}
    talks: Counter[str] = Counter()
    for each in seen:
        for chat in each.chats:
            for sender in own_side(each, chat):
                key = sender.party or fold(sender.name)
                found[key] += 1
                names[key] = sender.name or names.get(key, "")
                talks[chat.name] += 1
    if not found:
        return None
    (best, times), *others = found.most_common(2)
    sure = not others or times > 4 * others[0][1]
    return Owner(
        name=names[best],
        member_id=str(best.number) if isinstance(best, Party) else "",
        confidence=("likely" if sure else "guess") if names[best] else "unknown",
        evidence=(f"telegram-chat|{talks.most_common(1)[0][0] or '?'}",),
    )


def own_side(seen: Survey, chat: ChatSeen) -> list[Sender]:
    """Return who must be the owner in a chat: writers of notes to self, and those who are not the other side."""
    if chat.kind == "self":
        return list(chat.senders.values())
    other = seen.party(chat)
    if chat.kind != "direct" or is_service(other):
        return []
    return [sender for sender in chat.senders.values() if is_other(sender.party, sender.name, other, chat) is False]


def is_other(party: Party | None, name: str, other: Party | None, chat: ChatSeen) -> bool | None:
    """Tell whether a writer in a personal chat is the other side; None when that can't be told.

    The chat's number is the other side's. Before November 2018 there were no senders' numbers, only names.
    """
    if party and other:
        return party.number == other.number if party.space == USER else None
    if not name or not chat.name:
        return None
    if fold(name) != fold(chat.name):
        return False
    return True if len(chat.senders) > 1 else None


def _by_pages(pages: list[HtmlPages]) -> Owner:
    """Find the owner in web pages: in a personal chat, the one of two writers who is not named in its title."""
    for page in pages:
        names = [name for name in writers(page) if not page.is_other(name)]
        if len(names) == 1 and page.personal:
            return Owner(name=names[0], confidence="guess", evidence=(f"telegram-chat|{page.title}",))
    return Owner()


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask what is open: who of a group is the rep, the zone of wall clocks, whether a channel is the rep's own."""
    seen, pages = surveys(parts), pages_of(parts)
    owner = find_owner(parts)
    asked = [*_self(seen, pages, owner), *_zone(seen, pages), *_channel(seen, owner)]
    return tuple(asked)


def _self(seen: list[Survey], pages: list[HtmlPages], owner: Owner) -> Iterator[Question]:
    choices: Counter[tuple[str, str]] = Counter()
    if not owner.member_id and not (owner.name and owner.confidence in ("stated", "likely")):
        for each in seen:
            for chat in each.chats:
                open_ones = chat.senders.values() if _is_open(each, chat) else ()
                choices.update({(one.value, one.name or one.value): one.count for one in open_ones})
        for page in pages:
            if page.personal:
                continue  # its title names the other side
            choices.update({(name, name): count for name, count in writers(page).items()})
    if choices:
        named = tuple(Choice(value, name, count) for (value, name), count in choices.most_common(_MOST_CHOICES))
        proposal = owner.name if any(choice.value == owner.name for choice in named) else ""
        yield Question("self", named, proposal)


def _is_open(seen: Survey, chat: ChatSeen) -> bool:
    """Tell whether a chat does not show by itself which of its writers is the rep."""
    if chat.kind == "group":
        return True
    other = seen.party(chat)
    return chat.kind == "direct" and any(
        is_other(one.party, one.name, other, chat) is None for one in chat.senders.values()
    )


def _zone(seen: list[Survey], pages: list[HtmlPages]) -> Iterator[Question]:
    unzoned = [each for each in seen if each.unzoned]
    examples = [each.unzoned_example for each in unzoned] + [page.unzoned for page in pages if page.unzoned]
    if not examples:
        return
    revealed = sum((each.epochs for each in unzoned), Counter()).most_common(2)
    proposal = _ZONES.get(_minutes(revealed[0][0]), "") if revealed else ""
    names = dict.fromkeys([*([proposal] if proposal else []), *_ZONES.values()])
    example = revealed[0][0] if proposal else examples[0]
    yield Question("zone", tuple(Choice(name, name) for name in names), proposal, bool(proposal), example)


def _minutes(text: str) -> int:
    """Return how far east the clock was that showed the beginning of 1970 as "1970-01-01T03:00"."""
    try:
        hours, minutes = int(text[11:13]), int(text[14:16])
    except ValueError:
        return 0
    return hours * 60 + minutes - (1440 if text.startswith("1969") else 0)


def channels(seen: list[Survey]) -> dict[str, ChatSeen]:
    """Return the channels that hold posts, by number."""
    found = {}
    for each in seen:
        for chat in each.of_kind("channel"):
            if (party := each.party(chat)) and chat.messages:
                found[str(party.number)] = chat
    return found


def _channel(seen: list[Survey], owner: Owner) -> Iterator[Question]:
    found = channels(seen)
    if not found:
        return
    signed = [number for number, chat in found.items() if owner.name and owner.name in chat.signed]
    if len(found) == 1:
        (number, chat), *_ = found.items()
        choices = (Choice("yes", chat.name or number, chat.messages), Choice("no", N_("not mine")))
        yield Question("own-channel", choices, "yes" if signed else "", example=chat.name)
        return
    busiest = sorted(found.items(), key=lambda item: (item[0] not in signed, -item[1].messages, item[0]))
    choices = tuple(Choice(number, chat.name or number, chat.messages) for number, chat in busiest[:_MOST_CHOICES])
    yield Question("own-channel", (*choices, Choice("no", N_("none is mine"))), signed[0] if len(signed) == 1 else "")
