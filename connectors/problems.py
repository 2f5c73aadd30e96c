"""The words of problems: one sentence for every code an import can report, with places for particulars."""

from connectors import crm_errors
from data.words import N_

WORDS = {
    # files and archives
    "empty-file": N_("The file is empty."),
    "not-a-table": N_("The file is called a table but is something else ({looks_like}). Download it again."),
    "no-header": N_("No row with the column names {wanted} was found, so nothing was read."),
    "encoding": N_("The file was re-saved in the encoding {encoding}; unusual letters may have suffered."),
    "mojibake": N_("Garbled letters were put right in {lines} lines."),
    "nul": N_("Invisible NUL characters were removed from {lines} lines."),
    "long-line": N_("{lines} lines of millions of characters were left out."),
    # rows
    "cut-off": N_("The file breaks off in this row; the row was left out. The download was probably interrupted."),
    "open-quote": N_("A quotation mark is never closed in this row; reading went on with the next row."),
    "too-long": N_("A cell is longer than {limit} characters; the row was left out."),
    "extra-cells": N_("The row has {cells} cells but the table {columns} columns; the surplus was left out."),
    "bad-date": N_("The date could not be understood; the row was kept without it."),
    "future-date": N_("The date {value} is later than the export itself; the row was kept without it."),
    "hidden-member": N_("LinkedIn hides who this is (closed or private profile); the row was left out."),
    "no-person": N_("The row names nobody; it was left out."),
    "empty-row": N_("The row says nothing; it was left out."),
    # chats
    "pasted-head": N_("This line looks like the beginning of a message but is part of one; it was kept as its text."),
    "long-message": N_("This message is longer than {limit} characters; what follows was left out."),
    "export-cut": N_(
        "The export holds {messages} messages and does not begin where the chat does: older ones were probably cut "
        "off. Export without media to get more."
    ),
    # Telegram
    "json-mended": N_("Invalid JSON, a known mistake of Telegram Desktop, was put right in this message."),
    "json-message": N_("This message is damaged and could not be put right; it was left out."),
    "json-lost": N_("Here the file is damaged; reading went on with the next message that is well."),
    "json-cut-off": N_("The file breaks off here: the export was interrupted. All that stands before was read."),
    "json-ruined": N_("The file is damaged in more than {limit} places; reading ended here."),
    "no-date": N_("There is no date here; the message was kept without one."),
    "not-exported": N_("Telegram could not export this message and says nothing of it; it was kept without a text."),
    "empty-contact": N_("Contact no. {number} of the address book has neither a name nor an account; it was left out."),
    "unknown-chat": N_("This chat is of a kind not known here ({type}); its messages do not count in figures."),
    "page-too-long": N_("The page is longer than {limit} MB; what follows was left out."),
    "no-messages": N_("No message was found in this page."),
    # VK
    "no-page": N_("The page {page} is damaged; nothing of it was read."),
    "bad-letters": N_("{count} letters of the page {page} could not be read; question marks stand in their place."),
    "bad-page-date": N_("The date “{value}” in the page {page} could not be understood; the row was kept without it."),
    # mail
    "mails-draft": N_("Drafts left out, since they were never sent: {count}."),
    "mails-spam": N_("Mails in spam left out: {count}."),
    "mails-trash": N_("Mails in the trash left out: {count}."),
    "mails-chat": N_("Chat messages among the mails left out: {count}."),
    "mails-list": N_("Newsletters and mails of lists left out: {count}."),
    "mails-inside": N_("Mails within the firm left out: {count}."),
    "mails-elsewhere": N_("Mails of threads in which the rep never wrote left out: {count}."),
    # profile
    "empty-profile": N_("The profile file names nobody and has no headline; nothing was read from it."),
    "second-profile": N_("A profile file has one row; this further one was left out."),
    "too-many-rows": N_("More than {limit} rows are more than a profile has; what begins here was left out."),
    "bad-email": N_("This is no e-mail address; the row was left out."),
    # analytics workbooks
    "no-number": N_("In the column {column} stands no number; the cell was left out."),
    "total-rows": N_("{rows} rows of sums or remarks were left out."),
    "sheet-left": N_("The sheet {sheet} was left out: one sheet a file is read."),
    "too-many-table-rows": N_("More than {limit} rows; what follows was left out. Save the table as CSV."),
    "not-stored-yet": N_("Tables of {target} can be looked at, but are not stored yet."),
    "company-page": N_(
        "These are the figures of a company page. Export the analytics of your own profile: Show all analytics > "
        "Post impressions > Export."
    ),
    "bad-workbook": N_("The workbook can't be opened. Download it again and do not re-save it."),
    "bad-day": N_("The day {value} in the sheet {sheet} could not be understood; the row was left out."),
    "bad-number": N_("{value} in the sheet {sheet} is no whole number; the cell was left out."),
    "bad-post-row": N_("A row of the sheet {sheet} has no post number or no figure; it was left out."),
    "unknown-figure": N_("The figure “{name}” is not known here; it was left out."),
    # tables of a CRM
    "no-name": N_("The row has no name; it was left out."),
    "no-deal": N_("The row does not tell which deal it belongs to; it was left out."),
    "incomplete-row": N_("The row lacks a date, an amount or a name that it needs; it was left out."),
    # Sales Navigator and lists of leads
    "several-seats": N_(
        "The report covers {seats} seats, and one import is one rep's. Keep the rows of one seat (column seatId) in a "
        "file of its own and import each."
    ),
    "search-error": N_("The tool reports an error here instead of a person ({said}); the row was left out."),
    "no-match": N_("The tool marks this person as not matching the search; the row was left out."),
    # data portability pages
    "api-version": N_(
        "LinkedIn refused this request: it needs the header LinkedIn-Version: 202312. Ask again and save that answer."
    ),
    "api-error": N_("The file holds an error (status {status}) or half a page instead of data. Save the page again."),
    "several-domains": N_("The file holds several domains. Save one domain a file."),
    "recommendation-side": N_(
        "The pages do not tell which of {rows} recommendations you received; take them from the LinkedIn archive."
    ),
    # Facebook, Instagram, X
    "bad-json": N_("The file can't be read: it is no JSON, or only half of it. Download the export again."),
    "broken-json": N_(
        "The file breaks off; {messages} messages before the break were read. Download the export again."
    ),
    "broken-list": N_("The file breaks off; {entries} entries before the break were read. Download the archive again."),
    "bad-entries": N_("{entries} entries of this list are damaged and were left out."),
    "bad-message": N_("This entry is no message; it was left out."),
    "file-too-long": N_("The file is longer than {mb} MB, which such a list never is; it was left out."),
    "html-export": N_(
        "This export was made as web pages (HTML). Messages were read as far as possible, with times to the minute. "
        "Ask for the export again and choose the format JSON: it holds more."
    ),
    "html-unknown": N_("No messages were found in this page. Ask for the export again and choose the format JSON."),
    **crm_errors.WORDS,
}
"""Code -> sentence. Places are filled from the problem's `detail`."""

_LEFT_OUT = frozenset(code for code in WORDS if code.startswith("mails-"))
NOTES = (
    frozenset(
        {
            "total-rows",
            "hidden-member",
            "empty-row",
            "mojibake",
            "nul",
            "no-match",
            "json-mended",
            "empty-contact",
            "not-exported",
        }
    )
    | _LEFT_OUT
    | crm_errors.NOTES
)
"""Codes of what every real export has, or what was put right: told, but the import is not the worse for it."""


EVIDENCE = {
    "profile-name": N_("Profile.csv names {value}."),
    "profile-link": N_("Profile.csv holds this profile link."),
    "direction-name": N_("Rows marked as sent are from {value}."),
    "invitation-links": N_("This link stands on the owner's side of {value} invitations."),
    "draft-links": N_("This link stands on {value} drafts, and only one's own drafts are exported."),
    "sender-links": N_("This link sends under that name in {value} conversations."),
    "in-most-talks": N_("This link stands in {value} conversations."),
    "member-id": N_("File names carry the member number {value}."),
    "chat-name": N_("A chat is called after the other side, so {value} is the owner."),
    "chat-notice": N_("WhatsApp's notice stands in the name of the other side, so {value} is probably the owner."),
    "deleted-own": N_("Messages that the owner deleted are from {value}."),
    "in-all-chats": N_("{value} writes in every chat."),
    "telegram-account": N_("The export of the account names {value}."),
    "telegram-chat": N_("In the chat with {value} the owner is the one who writes to them."),
    "vk-account": N_("Every page of the archive carries the number of the account {value}."),
    "tool-account": N_("The tool sent from the account of {value}."),
    "export-profile": N_("The profile in the export names {value}."),
    "mails-sent": N_("The mails labelled as sent are from {value}."),
    "mails-all": N_("{value} takes part in nearly every mail."),
    "other-link": N_("Another link speaks against it: {value}."),
    "other-name": N_("But this link sends under another name: {value}."),
}
"""What speaks for the owner of an export. `Owner.evidence` holds "code|value"."""


def evidence_words(reason: str) -> tuple[str, dict[str, str]]:
    """Return the sentence to translate and its places, for one item of `Owner.evidence`."""
    code, _, value = reason.partition("|")
    return EVIDENCE.get(code, reason), {"value": value}
