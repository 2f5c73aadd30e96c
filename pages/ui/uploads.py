"""Files that somebody dropped: stored under safe names, read by child processes only, removed after the import."""

import contextlib
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from pages.ui import session

KEPT_SECONDS = 7 * 86_400
"""A file that nobody imports is removed after a week."""
EMPTY_SECONDS = 60
File = tuple[str, memoryview | bytes]
"""Name as the browser tells it, and content."""
_UNSAFE = re.compile(r"[^\w .()+,=@-]", re.UNICODE)
LONGEST = 120


def safe_name(name: str) -> str:
    """Return a file name that means no other place: one part, no leading dot, no control characters, not too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _UNSAFE.sub("_", last).strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:
        return kept[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def safe_path(name: str) -> PurePosixPath:
    """Return the safe form of a path within a dropped folder; steps upwards are left out."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return PurePosixPath(*(safe_name(part) for part in parts or ["file"]))


def store(name: str, body: memoryview | bytes) -> Path:
    """Write a dropped file into a folder of its own and return its path."""
    path = _place() / safe_name(name)
    path.write_bytes(body)
    return path


def store_folder(files: Sequence[File]) -> Path:
    """Write a dropped folder as one ZIP file, unread, and return its path."""
    paths = [safe_path(name) for name, _ in files]
    top = paths[0].parts[0] if len(paths[0].parts) > 1 else "folder"
    target = _place() / f"{top}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for path, (_, body) in zip(paths, files, strict=True):
            packed.writestr(path.as_posix(), bytes(body))
    return target


def _place() -> Path:
    folder = session.settings().uploads / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def remove(path: Path) -> None:
    """Remove an upload; whatever lies outside the folder of uploads is left alone."""
    if _inside(path):
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def waiting(path: Path) -> bool:
    """Tell whether an upload is still there."""
    return _inside(path) and path.is_file()


def _inside(path: Path) -> bool:
    return session.settings().uploads.resolve() in path.resolve().parents


def sweep() -> None:
    """Remove uploads that nobody wanted for a week, and what an import left empty."""
    folder, now = session.settings().uploads, time.time()
    for place in folder.glob("*") if folder.is_dir() else ():
        age = now - place.stat().st_mtime
        if place.is_dir() and (age > KEPT_SECONDS or (age > EMPTY_SECONDS and not any(place.iterdir()))):
            shutil.rmtree(place, ignore_errors=True)
