"""When an upload is not read at all, and the words for it."""

import re
from dataclasses import dataclass

from data.words import N_

MB = 1 << 20
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

REFUSALS = {
    "missing": N_("{name} does not exist."),
    "unreadable": N_("{name} can't be read: {reason}"),
    "nothing-inside": N_("{name} holds no files."),
    "not-a-file": N_("{name} is neither a file nor a folder."),
    "truncated": N_("{name} is only part of a ZIP file: the download was interrupted. Download it again."),
    "damaged": N_("{name} is damaged. Download it again."),
    "not-zip": N_("{name} is called .zip but is no ZIP file. Download the export again."),
    "web-page": N_(
        "{name} is a web page, not an archive: the download link has probably expired. Ask for a new export."
    ),
    "other-archive": N_("{name} is packed as {looks_like}. Unpack it and choose the folder, or pack it as ZIP."),
    "encrypted": N_("{name} is protected by a password. Unpack it and choose the folder."),
    "method": N_("{name} is packed in a way that can't be read here. Unpack it and choose the folder."),
    "nested": N_("{name} holds ZIP files within ZIP files within ZIP files. Unpack it and choose the folder."),
    "unsafe-path": N_("{name} holds a file that points outside the archive. This is no export of a network."),
    "link": N_("{name} is a link to another place and not a file. Links are not followed."),
    "too-many": N_("{name} holds more than {limit} files."),
    "too-big": N_("{name} is too big: more than {limit_mb} MB."),
    "bomb": N_("{name} unpacks to far more than an export would. It was not read."),
}
"""Code -> sentence."""


def is_mailbox(name: str) -> bool:
    """Tell a mailbox by its name."""
    return name.lower().endswith(".mbox")


@dataclass(frozen=True)
class Limits:
    """What an upload may not exceed: number of files, bytes of one and of all, and how far a file may expand.

    Tiny texts expand a lot, so `ratio` counts only for files that unpack to more than `ratio_from` bytes. Mailboxes,
    which hold years with all attachments and are read line by line, have a limit of their own and no share in `total`.
    """

    members: int = 300_000  # of Facebook and VK there are many pictures and pages; as many take 350 MB of memory
    member: int = 2_048 * MB
    total: int = 8_192 * MB
    ratio: int = 200
    ratio_from: int = 16 * MB
    mailbox: int = 65_536 * MB

    def of(self, name: str) -> int:
        """Return how many bytes a file of this name may have."""
        return self.mailbox if is_mailbox(name) else self.member


LIMITS = Limits()


def printable(name: str) -> str:
    """Return a file's name without what would steer a terminal or turn the direction of writing."""
    return _STEERING.sub("\ufffd", name)


class RefusedUpload(Exception):  # noqa: N818 (it says what became of the upload)
    """An upload that is not read; `words` is a sentence to translate, `detail` fills its places."""

    def __init__(self, code: str, **detail: str | int) -> None:
        self.code = code
        self.words = REFUSALS[code]
        detail = {key: printable(told) if isinstance(told, str) else told for key, told in detail.items()}
        if "limit" in detail:
            detail["limit_mb"] = int(detail["limit"]) // MB
        self.detail = detail
        super().__init__(self.words.format(**detail))
