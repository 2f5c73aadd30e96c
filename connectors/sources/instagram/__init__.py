"""Instagram: "Export your information" as JSON, of every era and in every language."""

from connectors.connector import Connector, by_entry
from connectors.meta import export
from connectors.sources.instagram.lists import LAYOUT
from data.words import N_

CONNECTOR = Connector(
    id="instagram",
    network="instagram",
    title=N_("Instagram export"),
    how_to_export=N_(
        "Open accountscenter.instagram.com > Your information and permissions > Export your information.\n"
        "Choose the profile, “Export to device”, date range “All time”, format JSON (not HTML), media quality low.\n"
        "Instagram sends a mail when the files are ready. Download all of them, there may be several ZIP files, and "
        "drop them here at once as they are."
    ),
    recognise=LAYOUT.recognise,
    find_owner=export.find_owner,
    taken_on=export.taken_on,
    read=LAYOUT.read,
    questions=export.questions,
    entries=by_entry,
)
