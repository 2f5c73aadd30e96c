"""VK's archive ("Архив данных"): web pages of messages, profile, wall, comments, likes and friends."""

from collections.abc import Iterator
from datetime import UTC, datetime

from connectors.believed import believed, newest
from connectors.connector import Connector, Context, Line, Part, Upload
from connectors.sources.vk.acts import read_acts, read_friends
from connectors.sources.vk.archive import Archive, archive_of, find_owner, questions
from connectors.sources.vk.dates import wall
from connectors.sources.vk.files import Section, recognise
from connectors.sources.vk.talks import NETWORK, read_talks
from data.words import N_


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day on which VK made the archive; else of the newest date seen."""
    found = archive_of(parts)
    if found.made:
        return found.made.date().isoformat()
    if 1_100_000_000 < found.made_at < 4_000_000_000:
        return datetime.fromtimestamp(found.made_at, UTC).date().isoformat()
    seen = wall(found.example)
    return newest([seen.date().isoformat()]) if seen else ""


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield records and problems of one section."""
    if isinstance(part.member, Section):
        yield from believed(_read(part.member, part.kind, archive_of((part,)), ctx), ctx.taken_on)


def _read(section: Section, kind: str, archive: Archive, ctx: Context) -> Iterator[Line]:
    if kind == "messages":
        yield from read_talks(section, archive, ctx)
    elif kind == "friends":
        yield from read_friends(section, ctx)
    elif kind != "profile":
        yield from read_acts(section, kind, ctx)


CONNECTOR = Connector(
    id="vk",
    network=NETWORK,
    title=N_("VK archive"),
    how_to_export=N_(
        "On a computer, open vk.com/data_protection and find “Request archive” at the bottom.\n"
        "Tick Messages, Profile, Wall, Comments and Likes, and press Request.\n"
        "VK writes to you when the archive is ready: after some hours, or a few days.\n"
        "Download Archive.zip while the link works, and drop it here as it is."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
    wall=wall,
)
