"""What outreach tools hand out: Apollo's contacts, Dux-Soup's visits, HeyReach's conversations, lemlist's activities.

Columns and fields are those that public programs read; none of the makers documents its CSV files.
"""

from collections.abc import Callable, Iterator

from connectors.connector import Connector, Context, Line, Member, Owner, Part, Problem, Question, Upload
from connectors.meta.documents import load
from connectors.named import read_named
from connectors.private import is_private
from connectors.sources.linkedin.files import part_by_name
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.outreach_tools import answers, lists
from connectors.tables import Shape, kind_of
from data.words import N_

_SHAPES = {
    "duxsoup": Shape.of("visittime, profile", "visittime, profile url"),
    "apollo": Shape.of("first name, last name, person linkedin url", "name, person linkedin url"),
}
_ANSWERS: dict[str, Callable] = {"heyreach": answers.read_heyreach, "lemlist": answers.read_lemlist}
_LISTS = {"apollo": lists.read_apollo, "duxsoup": lists.read_duxsoup}


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find lists by their columns and saved answers by their fields."""
    told = ((member, _kind(member)) for member in upload.members if not is_private(member.path))
    return tuple(Part(member, kind) for member, kind in told if kind)


def _kind(member: Member) -> str:
    name = member.name.lower()
    if name.endswith((".json", ".txt")) and (kind := answers.kind_of(member)):
        return kind
    if name.endswith((".csv", ".tsv", ".txt")) and part_by_name(member).ignored == "unknown":
        return kind_of(member, _SHAPES)
    return ""


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell whose account a campaign was sent from, which only lemlist says, if it was one person's."""
    named = {name for part in parts if part.kind == "lemlist" for name in answers.senders(part.member)}
    if len(named) != 1:
        return Owner()
    name = named.pop()
    return Owner(name, confidence="likely", evidence=(f"tool-account|{name}",))


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask for the zone of Dux-Soup's visits, which the file does not tell."""
    return (Question("zone"),) if any(part.kind == "duxsoup" for part in parts) else ()


def taken_on(_: Upload, parts: tuple[Part, ...]) -> str:
    """Return the newest day that saved answers or visits tell; a list of contacts tells none."""
    days = (day for part in parts for day in _days(part))
    return max(days, default="")


def _days(part: Part) -> Iterator[str]:
    if part.kind in _ANSWERS:
        yield from answers.days(part.member)
    elif part.kind == "duxsoup":
        yield from lists.days(part.member, _SHAPES["duxsoup"])


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the records of one file."""
    if part.kind in _LISTS:
        yield from read_named(part.member, (_SHAPES[part.kind],), _LISTS[part.kind], ctx)
        return
    document = load(part.member, mend=False)
    if document.problem:
        yield 0, document.problem
    elif (found := answers.listed(document.value)) is None:
        yield 0, Problem("bad-json")
    else:
        yield from _ANSWERS[part.kind](found, ctx)


CONNECTOR = Connector(
    id="outreach-tools",
    network=NETWORK,
    title=N_("Outreach tool (Apollo, Dux-Soup, HeyReach, lemlist)"),
    how_to_export=N_(
        "Apollo: open Search > People or a list, select the contacts and choose Export > CSV.\n"
        "Dux-Soup: open the options > Download > visited profiles as CSV.\n"
        "HeyReach: save the answer of the inbox interface (GetConversationsV2) as a JSON file.\n"
        "lemlist: save the answer of the interface (/activities) as a JSON file.\n"
        "Drop the file here as it is and say whose account it is. What a tool counts as sent is what it tried to send; "
        "a message that the LinkedIn archive holds too counts once."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
    entries=lambda part: part.kind in _ANSWERS,
)
