"""Opening what somebody uploaded: ZIP archives, folders and single files, none of which is trusted."""

import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, is_zipfile

from connectors.connector import Member, Upload
from connectors.decoding import looks_like
from connectors.refusal import LIMITS, Limits, RefusedUpload, is_mailbox, printable
from connectors.zips import Budget, zip_members

_JUNK = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.~lock\.|~\$)", re.IGNORECASE)
_MEDIA_ENDINGS = "jpg jpeg png gif webp mp4 mov m4a mp3 ogg opus pdf webm avi"
_MEDIA = frozenset({f".{name}" for name in _MEDIA_ENDINGS.split()})
_NAMED = re.compile(r"LinkedInDataExport|^DataExport|^ChatExport|^facebook-|^instagram-|^takeout|\.zip$", re.IGNORECASE)
_EXPORT = re.compile(
    r"(LinkedInDataExport|DataExport|ChatExport|takeout-|facebook-|instagram-|twitter-|WhatsApp|VK|Archive|Архив)",
    re.IGNORECASE,
)
"""Names of archives that are opened although they lie in another beside other files, as documents of a chat do."""
DEEPEST = 3
"""Archives within archives within an archive."""
_MARKERS = frozenset(
    {"connections.csv", "messages.csv", "invitations.csv", "profile.csv", "result.json", "messages.html"}
)
"""Files that stand in the top folder of an export: where two folders have one, there are two exports."""
_PAGE_OF_VK = re.compile(r"(^|/)messages/-?\d+/[^/]+$", re.IGNORECASE)
"""A page of one conversation: hundreds of such folders are one archive."""


def open_upload(path: Path, limits: Limits = LIMITS) -> list[Upload]:
    """Open a ZIP, an unpacked folder or a single file; one upload for every export found in it.

    Nothing is unpacked: members are read as streams, and their real size is counted meanwhile. Of several archives
    in a folder a bad one spoils itself only: it comes as an upload that is `refused`.

    Raises:
        RefusedUpload: there is nothing to read, or it would be dangerous to; also while a member is being read.
    """
    try:
        uploads = list(_open(path, limits))
    except OSError as error:
        name = Path(os.fsdecode(error.filename or path)).name
        raise RefusedUpload("unreadable", name=name, reason=error.strerror or "") from error
    if not uploads:
        raise RefusedUpload("nothing-inside", name=path.name)
    if len(uploads) == 1 and uploads[0].refused:
        raise uploads[0].refused
    return uploads


def _open(path: Path, limits: Limits) -> Iterator[Upload]:
    if not path.exists():
        raise RefusedUpload("missing", name=str(path))
    if path.is_dir():
        yield from _open_folder(path, limits)
    elif not path.is_file():
        raise RefusedUpload("not-a-file", name=path.name)
    elif _is_archive(path):
        yield from _open_zip(path, limits)
    else:
        yield _open_file(path, limits)


def _is_archive(path: Path) -> bool:
    """Tell a ZIP from a single file; what is called .zip but is none is refused, workbooks are files."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        if not is_zipfile(path):
            raise RefusedUpload("truncated", name=path.name)
        return path.suffix.lower() not in (".xlsx", ".xlsm", ".docx", ".ods") and not _is_workbook(path)
    what = looks_like(head)
    if what in ("RAR", "7-Zip", "GZIP"):
        raise RefusedUpload("other-archive", name=path.name, looks_like=what)
    if path.suffix.lower() == ".zip":
        raise RefusedUpload("web-page" if what == "web page" else "not-zip", name=path.name)
    return False


def _is_workbook(path: Path) -> bool:
    """Tell whether a packed file is a workbook that somebody gave another ending."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 66_000))
        return b"[Content_Types].xml" in file.read()


def _open_file(path: Path, limits: Limits) -> Upload:
    size = path.stat().st_size
    if size > limits.of(path.name):
        raise RefusedUpload("too-big", name=path.name, limit=limits.of(path.name))
    return Upload(printable(path.name), (_file_member(path.name, path),), _sha256(path))


def _open_zip(path: Path, limits: Limits) -> Iterator[Upload]:
    yield from _unpacked(path, path.name, _sha256(path), Budget(limits), 1)


def _unpacked(source: Path | BinaryIO, name: str, sha256: str, budget: Budget, depth: int) -> Iterator[Upload]:
    """Yield the exports of an archive, and those of archives within it."""
    try:
        members = [member for member in zip_members(source, name, budget) if not _JUNK.search(member.path)]
    except BadZipFile as error:
        raise RefusedUpload("damaged", name=name) from error
    inner = [member for member in members if _is_packed(member)]
    alone = len(inner) == len(members)
    inner = [member for member in inner if alone or _EXPORT.search(member.name)]
    yield from _split(Upload(printable(name), tuple(one for one in members if one not in inner), sha256))
    if inner and depth == DEEPEST:
        raise RefusedUpload("nested", name=name)
    for member in inner:
        try:
            yield from _within(member, budget, depth + 1)
        except RefusedUpload as error:
            if error.code in ("bomb", "too-many"):
                raise
            yield Upload(printable(member.name), (), refused=error)


def _within(member: Member, budget: Budget, depth: int) -> Iterator[Upload]:
    """Copy an archive out of another, for only a file that can be gone about in shows its directory, and open it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as somebody may read from it)
    try:
        with member.open() as packed:
            shutil.copyfileobj(packed, file, 1 << 20)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield from _unpacked(file, member.name, digest, budget, depth)
    except RefusedUpload:
        file.close()
        raise


def _is_packed(member: Member) -> bool:
    return member.name.lower().endswith(".zip") and member.size > 0


def _open_folder(folder: Path, limits: Limits) -> Iterator[Upload]:
    files = sorted(_walk(folder, limits))
    packed = [file for file in files if file.suffix.lower() == ".zip"]
    loose = [file for file in files if file not in packed]
    name = printable(folder.resolve().name)
    members = tuple(_file_member(file.relative_to(folder).as_posix(), file) for file in loose)
    for upload in _split(Upload(name, members)):
        yield replace(upload, sha256=_digest(upload.members))
    for file in packed:
        try:
            yield from _open_zip(file, limits) if _is_archive(file) else ()
        except RefusedUpload as error:
            yield Upload(printable(file.name), (), refused=error)


def _walk(folder: Path, limits: Limits) -> Iterator[Path]:
    count = total = 0
    for parent, folders, names in os.walk(folder, onerror=_stop):
        folders[:] = [each for each in folders if each != "__MACOSX" and not Path(parent, each).is_symlink()]
        for name in names:
            file = Path(parent, name)
            if _JUNK.search(file.relative_to(folder).as_posix()):
                continue
            info = file.lstat()
            if not stat.S_ISREG(info.st_mode):
                raise RefusedUpload("link", name=name)
            count, total = count + 1, total + (0 if is_mailbox(name) else info.st_size)
            if count > limits.members or total > limits.total or info.st_size > limits.of(name):
                raise RefusedUpload("too-big", name=folder.name, limit=limits.total)
            yield file


def _stop(error: OSError) -> None:
    raise error


def _file_member(path: str, file: Path) -> Member:
    return Member(printable(path), file.stat().st_size, lambda: file.open("rb"))


def _split(whole: Upload) -> Iterator[Upload]:
    """Part an upload that holds several exports, each in a folder of its own; most hold one."""
    roots = _roots(member.path for member in whole.members)
    if len(roots) < 2:
        if whole.members:
            yield whole
        return
    for root in sorted(roots):
        inside = tuple(m for m in whole.members if _root_of(m.path, roots) == root)
        name = PurePosixPath(root).name or whole.name
        digest = hashlib.sha256(f"{whole.sha256}/{root}".encode()).hexdigest() if whole.sha256 else ""
        yield Upload(name, inside, digest)
    rest = tuple(m for m in whole.members if _root_of(m.path, roots) is None)
    if rest:
        yield Upload(whole.name, rest, whole.sha256)


def _roots(paths: Iterable[str]) -> set[str]:
    """Return the top folders of exports ("" is the upload itself), none in another unless named as exports are."""
    named: set[str] = set()
    marked: set[str] = set()
    for path in paths:
        folders = PurePosixPath(path).parts[:-1]
        named |= {"/".join(folders[: no + 1]) for no, folder in enumerate(folders) if _NAMED.search(folder)}
        if PurePosixPath(path).name.lower() in _MARKERS and not _PAGE_OF_VK.search(path):
            marked.add("/".join(folders))
    return named | {root for root in marked if not any(_inside(root, other) for other in (marked | named) - {root})}


def _inside(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")


def _root_of(path: str, roots: set[str]) -> str | None:
    parent = path.rpartition("/")[0]
    return max((root for root in roots if _inside(parent, root)), key=len, default=None)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(members: Iterable[Member]) -> str:
    """Return a hash of a folder's files: names, sizes, and contents except of pictures, sounds and films."""
    digest = hashlib.sha256()
    for member in members:
        digest.update(f"{member.path}\0{member.size}\0".encode("utf-8", "surrogatepass"))
        if PurePosixPath(member.path).suffix.lower() not in _MEDIA:
            with member.open() as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
