"""Mail as mailbox files: Gmail's Takeout with its labels, and the mailboxes of Thunderbird and Apple Mail."""

from connectors.connector import Connector
from connectors.sources.mail.files import find_owner, questions, recognise, taken_on
from connectors.sources.mail.reading import NETWORK, read
from data.words import N_

CONNECTOR = Connector(
    id="mail",
    network=NETWORK,
    title=N_("Mail (mbox, eml)"),
    how_to_export=N_(
        "Gmail: on takeout.google.com choose “Deselect all”, then only Mail, and create the export.\n"
        "To keep it small, choose under “All Mail data included” the label Sent and the labels of your clients.\n"
        "A link comes by e-mail within hours. Download the ZIP file and drop it here as it is.\n"
        "Thunderbird and Apple Mail: export the folders Sent and Inbox as mbox files and drop them together.\n"
        "Single mails saved as .eml files are read as well, also many of them in a ZIP file.\n"
        "Only threads in which you wrote to somebody outside your firm are stored."
    ),
    recognise=recognise,
    find_owner=find_owner,
    taken_on=taken_on,
    read=read,
    questions=questions,
)
