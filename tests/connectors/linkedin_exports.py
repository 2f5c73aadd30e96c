"""Makes LinkedIn archives of chosen content in the header eras that LinkedIn itself went through."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from connectors.connector import Upload

ME, LINK = "Anna Sokolova", "https://www.linkedin.com/in/anna-sokolova-fict"
_TALK, _SAID = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO", "DATE,SUBJECT,CONTENT,FOLDER"
ERAS = {
    "2021": f"{_TALK},{_SAID}",
    "2023": f"{_TALK},RECIPIENT PROFILE URLS,{_SAID}",
    "2026": f"{_TALK},RECIPIENT PROFILE URLS,{_SAID},ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
}
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'


def person(no: int, slug: str = "") -> tuple[str, str]:
    """Return the name and the profile link of a made-up contact."""
    return f"Person {no}", f"https://www.linkedin.com/in/{slug or f'person-{no}-fict'}"


def message(talk: int, second: int, mine: bool, text: str, folder: str = "INBOX", slug: str = "") -> dict[str, str]:
    """Return a message of the talk with contact `talk`."""
    me, other = (ME, LINK), person(talk, slug)
    (sender, link), (to, links) = (me, other) if mine else (other, me)
    at = f"2026-{1 + second // 2_000_000:02}-01 {second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02} UTC"
    return {
        "CONVERSATION ID": f"2-talk{talk}==",
        "FROM": sender,
        "SENDER PROFILE URL": link,
        "TO": to,
        "RECIPIENT PROFILE URLS": links,
        "DATE": at,
        "CONTENT": text,
        "FOLDER": folder,
        "IS MESSAGE DRAFT": "No",
        "IS CONVERSATION DRAFT": "No",
    }


def messages_csv(rows: Iterable[dict[str, str]], era: str = "2026") -> bytes:
    """Return messages.csv as it looked in an era."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ERAS[era].split(","), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def connections_csv(people: Iterable[tuple[int, str]], links: bool = True) -> bytes:
    """Return Connections.csv of (contact, company) pairs, with or without the column of links."""
    out = io.StringIO(NOTES)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\n")
    url = ["URL"] if links else []
    writer.writerow(["First Name", "Last Name", *url, "Email Address", "Company", "Position", "Connected On"])
    for no, company in people:
        link = [person(no)[1]] if links else []
        writer.writerow(["Person", no, *link, "", company, "Head", f"{1 + no % 28:02} Jan 2026"])
    return out.getvalue().encode()


def profile_csv(name: str = ME, headline: str = "I help warehouses") -> bytes:
    """Return Profile.csv, which names the owner."""
    first, last = name.split()
    return f"First Name,Last Name,Maiden Name,Headline\n{first},{last},,{headline}\n".encode()


def archive(day: str = "11-21-2026", **files: bytes) -> Upload:
    """Return an upload named as LinkedIn names archives; files by name without ".csv"."""
    name = f"Complete_LinkedInDataExport_{day}.zip"
    return Upload.of(name, {f"{file}.csv": body for file, body in {"Profile": profile_csv(), **files}.items()})


def zipped(folder: Path, upload: Upload) -> Path:
    """Write an upload as the ZIP it stands for."""
    path = folder / upload.name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for member in upload.members:
            out.writestr(member.path, member.open().read())
    return path
