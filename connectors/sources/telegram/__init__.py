"""Telegram Desktop's export: result.json of one chat or of the whole account, of every era since 2018; web pages."""

import re
from collections.abc import Iterator
from datetime import date

from connectors.believed import believed, newest
from connectors.connector import Connector, Context, Line, Part, Upload
from connectors.sources.telegram.chats import read_result
from connectors.sources.telegram.clock import wall_clock
from connectors.sources.telegram.files import recognise
from connectors.sources.telegram.html import HtmlPages, pages_of, read_page
from connectors.sources.telegram.ids import NETWORK
from connectors.sources.telegram.survey import ResultFile
from connectors.sources.telegram.whose import find_owner, questions, surveys
from data.words import N_

_NAMED_DAY = re.compile(r"(?:Chat|Data)Export_(20\d\d-[01]\d-[0-3]\d)")


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the export: its folder's name tells it, else it is the newest day of a message."""
    for text in (upload.name, *(part.member.path for part in parts)):
        if (found := _NAMED_DAY.search(text)) and _is_day(found[1]):
            return found[1]
    days = {day for seen in surveys(parts) for day in seen.days} | {d for page in pages_of(parts) for d in page.seen[3]}
    return newest(filter(_is_day, days))


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 2013 <= date.fromisoformat(text).year < 2100
    except ValueError:
        return False


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield records and problems of one file."""
    member = part.member
    if isinstance(member, ResultFile):
        yield from believed(read_result(member, ctx), ctx.taken_on)
    elif isinstance(member, HtmlPages):
        yield from believed(read_page(member, ctx), ctx.taken_on)


CONNECTOR = Connector(
    id="telegram",
    network=NETWORK,
    title=N_("Telegram export"),
    how_to_export=N_(
        "On a computer, open Telegram Desktop (the program from desktop.telegram.org; phones can't export).\n"
        "Whole account: Settings > Advanced > Export Telegram data. One chat: open it, menu ⋮ > Export chat history.\n"
        "Untick photos, videos and files; choose the format Machine-readable JSON.\n"
        "A first export of the whole account may start only after 24 hours: Telegram wants to be asked twice.\n"
        "Drop the folder, or the file result.json from it."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
    wall=wall_clock,
)
