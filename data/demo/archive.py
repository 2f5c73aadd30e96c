"""The ZIP as LinkedIn writes it: file names, headers, date formats and quoting of the exports of 2026."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from data.demo.activity import Comment, Post, Reaction
from data.demo.clock import DAY, HOUR
from data.demo.past import Invite, Message, OwnNote, Past, Tie

MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
    "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On"
SHARES = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"
PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    "You will only see email addresses for connections who have allowed their connections to see or download their "
    "email address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)


class Archive:
    """Writes one export; equal content gives an equal file."""

    def __init__(self, path: Path, taken: date) -> None:
        """Begin a ZIP at `path` that was made on the day `taken`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self._date = (taken.year, taken.month, taken.day, 18, 0, 0)

    def close(self) -> None:
        """Finish the file."""
        self._zip.close()

    @contextmanager
    def file(self, name: str) -> Iterator[TextIO]:
        """Open a member for writing text."""
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        with self._zip.open(info, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="", write_through=False) as text:
            yield text

    def table(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        """Write a plain CSV member, header first."""
        with self.file(name) as out:
            csv.writer(out, lineterminator="\n").writerows(rows)

    def messages(self, rows: list[Message]) -> None:
        """Write messages.csv, newest first, every field quoted."""
        with self.file("messages.csv") as out:
            write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
            write.writerow(MESSAGES.split(","))
            write.writerows((*row[1:7], stamp(row[0]) + " UTC", *row[7:]) for row in newest(rows))

    def people(self, past: Past, until: int) -> None:
        """Write Invitations.csv, Connections.csv and Notes.csv as of `until`."""
        rep = past.rep
        invites = newest(row for row in past.invites if row.at <= until)
        self.table("Invitations.csv", [INVITATIONS.split(","), *(_invite(row, rep.name, rep.url) for row in invites)])
        with self.file("Connections.csv") as out:
            out.write(PREAMBLE)
            rows = [_tie(row) for row in newest(row for row in past.ties if row.at <= until)]
            csv.writer(out, lineterminator="\n").writerows([CONNECTIONS.split(","), *rows])
        notes = newest(row for row in past.notes if row.at <= until)
        self.table("Notes.csv", [NOTES.split(","), *(_note(row) for row in notes)])

    def activity(self, member: int, posts: list[Post], comments: list[Comment], reactions: list[Reaction]) -> None:
        """Write Shares, Comments and Reactions with the member's number in their names."""
        shares = ([stamp(row.at), row.link, _paragraphs(row.text), "", "", "MEMBER_NETWORK"] for row in newest(posts))
        self.table(f"Shares_{member}.csv", [SHARES.split(","), *shares])
        with self.file(f"Comments_{member}.csv") as out:
            out.write("Date,Link,Message\n")
            for row in newest(comments):
                out.write(f"{stamp(row.at)},{row.link},{_backslashed(row.text)}\n")
        reacted = ([stamp(row.at), row.kind, row.link] for row in newest(reactions))
        self.table(f"Reactions_{member}.csv", [["Date", "Type", "Link"], *reacted])


def newest(rows: Iterable) -> list:
    """Return rows newest first."""
    return sorted(rows, key=lambda row: row.at, reverse=True)


@lru_cache(maxsize=8192)
def _day_text(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).date().isoformat()


def stamp(at: int) -> str:
    """Return "2026-05-07 16:41:18" in UTC."""
    day, second = divmod(at, DAY)
    return f"{_day_text(day)} {second // HOUR:02}:{second // 60 % 60:02}:{second % 60:02}"


def _invite(row: Invite, name: str, url: str) -> list[str]:
    at = datetime.fromtimestamp(row.at, UTC)
    sent = f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M %p}"
    person = row.person
    if row.outgoing:
        return [name, person.name, sent, row.text, "OUTGOING", url, person.url]
    return [person.name, name, sent, row.text, "INCOMING", person.url, url]


def _tie(row: Tie) -> list[str]:
    on = f"{datetime.fromtimestamp(row.at, UTC):%d %b %Y}"
    person = row.person
    if person is None:
        return ["", "", "", "", "", "", on]
    return [person.first, person.last, person.url, row.email, person.company, person.position, on]


def _note(row: OwnNote) -> list[str]:
    return [row.person.first, row.person.last, row.person.url, row.text, stamp(row.at) + " UTC", ""]


def _paragraphs(text: str) -> str:
    """Return a post as the export has it: every line of a text with blank lines is quoted for itself."""
    return text.replace("\n", '"\n"') if "\n\n" in text else text


def _backslashed(text: str) -> str:
    """Return a comment as the export quotes it: with backslashes."""
    if '"' not in text and "," not in text and "\n" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
