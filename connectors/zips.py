"""ZIP archives of strangers: the directory checked before anything is opened, the real bytes counted while reading."""

import contextlib
import io
import lzma
import re
import stat
import struct
import threading
import weakref
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from connectors.connector import Member
from connectors.refusal import Limits, RefusedUpload, is_mailbox, printable

_END = b"PK\x05\x06"
_LOCATOR = b"PK\x06\x07"
_DAMAGE = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error, ValueError, IndexError)
_PER_MEMBER = 400  # bytes of directory that one member may take


class Budget:
    """What an upload may still take, all archives within its archive together."""

    def __init__(self, limits: Limits) -> None:
        """Begin with everything."""
        self.limits = limits
        self._lock = threading.Lock()
        self._read: dict[tuple[int, int], int] = {}
        self._total = self._members = self._claimed = 0

    def enter(self, name: str, members: int, claimed: int = 0) -> None:
        """Take in the directory of an archive."""
        self._members, self._claimed = self._members + members, self._claimed + claimed
        if self._members > self.limits.members:
            raise RefusedUpload("too-many", name=name, limit=self.limits.members)
        if self._claimed > self.limits.total:
            raise RefusedUpload("bomb", name=name)

    def count(self, place: tuple[int, int], size: int) -> bool:
        """Note how far a member was read; tell whether that is too much in all."""
        with self._lock:
            self._total += max(size - self._read.get(place, 0), 0)
            self._read[place] = max(size, self._read.get(place, 0))
            return self._total > self.limits.total


class _Archive:
    """One open archive and how much of each member was read from it."""

    def __init__(self, source: Path | BinaryIO, name: str, budget: Budget) -> None:
        self.name, self.limits, self.budget = name, budget.limits, budget
        self.zip = ZipFile(source)
        if not isinstance(source, Path):
            weakref.finalize(self, source.close)

    def count(self, info: ZipInfo, size: int) -> None:
        """Note how far a member was read; refuse what expands too much."""
        counted = 0 if is_mailbox(info.filename) else size
        too_much = self.budget.count((id(self), info.header_offset), counted)
        too_dense = size > self.limits.ratio_from and size > self.limits.ratio * max(info.compress_size, 1)
        if too_dense or size > self.limits.of(info.filename) or too_much:
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


def zip_members(source: Path | BinaryIO, name: str, budget: Budget) -> Iterator[Member]:
    """Yield the files of an archive at a path, or of one that lies in another and was copied out of it.

    Raises:
        RefusedUpload: the archive is dangerous or can't be read.
    """
    limits = budget.limits
    with source.open("rb") if isinstance(source, Path) else contextlib.nullcontext(source) as file:
        claimed = _claimed(file)
    if claimed > limits.members:
        raise RefusedUpload("too-many", name=name, limit=limits.members)
    with _refusing(name):
        archive = _Archive(source, name, budget)
    with _refusing(name):
        infos = [info for info in archive.zip.infolist() if not info.is_dir()]
    budget.enter(name, len(infos), sum(info.file_size for info in infos if not is_mailbox(info.filename)))
    seen: set[str] = set()
    for info in infos:
        place = _checked(name, info, limits)
        while place in seen:
            place += "'"
        seen.add(place)
        yield Member(place, info.file_size, lambda info=info: io.BufferedReader(_Counted(archive, info), 1 << 17))


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


def _claimed(file: BinaryIO) -> int:
    """Return how many members the end of the archive announces, without reading its directory.

    A directory too long for its number of members counts as too many: it would have to be held in memory.
    """
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    whole = count != 0xFFFF and size != 0xFFFFFFFF
    if whole or at < 20 or tail[at - 20 : at - 16] != _LOCATOR:
        return max(count, size // _PER_MEMBER)
    file.seek(struct.unpack("<Q", tail[at - 12 : at - 4])[0])
    record = file.read(56)
    if len(record) < 56:
        return 0
    count, size = struct.unpack("<QQ", record[32:48])
    return max(count, size // _PER_MEMBER)
