"""X (Twitter): "Download an archive of your data", of every era since 2018."""

from connectors.connector import Connector, by_entry
from connectors.sources.x.archive import find_owner, questions, recognise, taken_on
from connectors.sources.x.files import NETWORK
from connectors.sources.x.readers import read
from data.words import N_

CONNECTOR = Connector(
    id="x",
    network=NETWORK,
    title=N_("X (Twitter) archive"),
    how_to_export=N_(
        "On x.com, open More > Settings and privacy > Your account > Download an archive of your data.\n"
        "Confirm your password and the code, then choose “Request archive”.\n"
        "X tells you when the archive is ready, after a day or more. Download the ZIP and drop it here as it is.\n"
        "Encrypted messages may be missing from it: X does not always put them in."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
    entries=by_entry,
)
