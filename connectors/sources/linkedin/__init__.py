"""LinkedIn's "Get a copy of your data": the archive, its unpacked folder, or single files of it."""

from collections.abc import Iterator

from connectors.believed import believed
from connectors.connector import Connector, Context, Line, Part
from connectors.sources.linkedin.files import recognise
from connectors.sources.linkedin.owner import find_owner
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.linkedin.readers import READERS
from connectors.sources.linkedin.taken import taken_on
from data.words import N_


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield records and problems of one file."""
    return believed(READERS[part.kind].read(part, ctx), ctx.taken_on)


CONNECTOR = Connector(
    id="linkedin",
    network=NETWORK,
    title=N_("LinkedIn archive"),
    how_to_export=N_(
        "On a computer, open LinkedIn: Settings & Privacy > Data privacy > Get a copy of your data.\n"
        "Choose the larger data archive and press Request archive.\n"
        "A first, basic part comes by e-mail within minutes, the complete one within a day or two. "
        "Use the complete one.\n"
        "The link in the e-mail works for 72 hours. Drop the ZIP file here as it is."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
)
