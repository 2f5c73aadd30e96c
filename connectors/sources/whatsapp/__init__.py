"""WhatsApp's "Export chat": one text file a chat, of Android or iPhone, in any language, alone or zipped with media."""

from collections import Counter

from connectors.connector import Connector, Owner, Part, Upload
from connectors.sources.whatsapp.clock import wall
from connectors.sources.whatsapp.files import recognise
from connectors.sources.whatsapp.people import NETWORK
from connectors.sources.whatsapp.questions import last_day, questions
from connectors.sources.whatsapp.reading import read
from data.words import N_

_CODES = {"title": "chat-name", "deleted": "deleted-own", "common": "in-all-chats", "notice": "chat-notice"}


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner by the name that is left when a chat is called after the other side."""
    chats = [part.member for part in parts if not part.ignored]
    found = Counter(chat.own for chat in chats if chat.own).most_common(1)
    if not found:
        return Owner()
    name = found[0][0]
    grounds = sorted({chat.ground for chat in chats if chat.own == name})
    evidence = tuple(f"{_CODES[ground]}|{name}" for ground in grounds if ground in _CODES)
    return Owner(name, confidence="guess" if grounds == ["notice"] else "likely", evidence=evidence)


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the newest message: the export was made then or later."""
    return last_day([part.member for part in parts if not part.ignored])


CONNECTOR = Connector(
    id="whatsapp",
    network=NETWORK,
    title=N_("WhatsApp chats"),
    how_to_export=N_(
        "On the phone, open the chat. Android: ⋮ > More > Export chat. iPhone: tap the name > Export Chat.\n"
        "Choose “Without media”: texts are enough, and more messages fit.\n"
        "Send the file to yourself and save it on the computer. Keep its name: it tells whom the chat is with.\n"
        "Repeat for every chat that counts, then drop all files here at once."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
    wall=wall,
)
