"""Facebook and Messenger: "Export your information" as JSON, of every era, and the download of encrypted chats."""

from connectors.connector import Connector, by_entry
from connectors.meta import export
from connectors.sources.facebook.lists import LAYOUT
from data.words import N_

CONNECTOR = Connector(
    id="facebook",
    network="facebook",
    title=N_("Facebook and Messenger export"),
    how_to_export=N_(
        "Open accountscenter.facebook.com > Your information and permissions > Export your information.\n"
        "Choose the profile, “Export to device”, date range “All time”, format JSON (not HTML), media quality low.\n"
        "Facebook sends a mail when the files are ready, after minutes to days. Download all of them, there may be "
        "several ZIP files, and drop them here at once as they are.\n"
        "Encrypted Messenger chats are not among them: get those at messenger.com/secure_storage/dyi (it needs your "
        "PIN) and drop that ZIP here too."
    ),
    recognise=LAYOUT.recognise,
    find_owner=export.find_owner,
    taken_on=export.taken_on,
    read=LAYOUT.read,
    questions=export.questions,
    entries=by_entry,
)
