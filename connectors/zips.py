"""ZIP archives of strangers: the directory checked before anything is opened, the real bytes counted while reading."""

import io
import lzma
import re
import stat
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from connectors.connector import Member
from connectors.refusal import Limits, RefusedUpload, is_mailbox, printable

_END = b"PK\x05\x06"
_LOCATOR = b"PK\x06\x07"
_DAMAGE = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error, ValueError, IndexError)
_PER_MEMBER = 400  # bytes of directory that one member may take


class _Archive:
    """One open archive and how much of each member was read from it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.name = path.name
        self.limits = limits
        self.zip = ZipFile(path)
        self.lock = threading.Lock()
        self.read: dict[int, int] = {}

    def count(self, info: ZipInfo, size: int) -> None:
        """Note how far a member was read; refuse what expands too much."""
        with self.lock:
            counted = 0 if is_mailbox(info.filename) else size
            self.read[info.header_offset] = max(counted, self.read.get(info.header_offset, 0))
            total = sum(self.read.values())
        too_dense = size > self.limits.ratio_from and size > self.limits.ratio * max(info.compress_size, 1)
        if too_dense or size > self.limits.of(info.filename) or total > self.limits.total:
            raise RefusedUpload("bomb", name=self.name)


class _Counted(io.RawIOBase):
    """The bytes of one member; whatever goes wrong inside the archive is a `RefusedUpload`."""

    def __init__(self, archive: _Archive, info: ZipInfo) -> None:
        self.archive, self.info, self.size = archive, info, 0
        with _refusing(archive.name):
            self.file = archive.zip.open(info)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        with _refusing(self.archive.name):
            read = self.file.readinto(buffer)
        self.size += read
        if self.size > 1 << 20:
            self.archive.count(self.info, self.size)
        return read

    def close(self) -> None:
        if not self.closed and hasattr(self, "file"):
            self.file.close()
        super().close()


class _refusing:  # noqa: N801 (a context manager reads as a verb)
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type, error, _traceback) -> None:
        if isinstance(error, NotImplementedError):
            raise RefusedUpload("method", name=self.name) from error
        if isinstance(error, _DAMAGE):
            raise RefusedUpload("damaged", name=self.name) from error


def zip_members(path: Path, limits: Limits) -> Iterator[Member]:
    """Yield the files of an archive.

    Raises:
        RefusedUpload: the archive is dangerous or can't be read.
    """
    if _claimed(path) > limits.members:
        raise RefusedUpload("too-many", name=path.name, limit=limits.members)
    with _refusing(path.name):
        archive = _Archive(path, limits)
    with _refusing(path.name):
        infos = [info for info in archive.zip.infolist() if not info.is_dir()]
    if len(infos) > limits.members:
        raise RefusedUpload("too-many", name=path.name, limit=limits.members)
    if sum(info.file_size for info in infos if not is_mailbox(info.filename)) > limits.total:
        raise RefusedUpload("bomb", name=path.name)
    seen: set[str] = set()
    for info in infos:
        name = _checked(path.name, info, limits)
        while name in seen:
            name += "'"
        seen.add(name)
        yield Member(name, info.file_size, lambda info=info: io.BufferedReader(_Counted(archive, info), 1 << 17))


def _checked(archive: str, info: ZipInfo, limits: Limits) -> str:
    """Return the path of a member that is fit to be read."""
    name = _decoded(info).replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/") or "\0" in info.orig_filename:
        raise RefusedUpload("unsafe-path", name=archive)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise RefusedUpload("link", name=name)
    if info.flag_bits & 1:
        raise RefusedUpload("encrypted", name=archive)
    dense = info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1)
    if dense or info.file_size > limits.of(info.filename):
        raise RefusedUpload("bomb", name=archive)
    return printable(name)


def _decoded(info: ZipInfo) -> str:
    """Return a member's name; some programs write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _claimed(path: Path) -> int:
    """Return how many members the end of the archive announces, without reading its directory.

    A directory too long for its number of members counts as too many: it would have to be held in memory.
    """
    with path.open("rb") as file:
        file.seek(0, io.SEEK_END)
        start = max(0, file.tell() - 66_000)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            return 0
        count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
        if count != 0xFFFF and size != 0xFFFFFFFF:
            return max(count, size // _PER_MEMBER)
        if at < 20 or tail[at - 20 : at - 16] != _LOCATOR:
            return max(count, size // _PER_MEMBER)
        file.seek(struct.unpack("<Q", tail[at - 12 : at - 4])[0])
        record = file.read(56)
    if len(record) < 56:
        return 0
    count, size = struct.unpack("<QQ", record[32:48])
    return max(count, size // _PER_MEMBER)
