"""Copies of the workspace: made while it is in use, never over one another, and put back."""

import itertools
from pathlib import Path

from data import store
from data.settings import Settings


def make(settings: Settings, why: str = "backup", target: Path | None = None) -> Path:
    """Copy the workspace into the folder of backups, or to `target`; return where to.

    Raises:
        StoreError: the target is the workspace itself.
    """
    stem = f"{why}-{store.now().replace(':', '')}"
    names = (f"{stem}{f'-{no}' if no else ''}.db" for no in itertools.count())
    target = target or next(path for name in names if not (path := settings.backups / name).exists())
    _refuse_itself(settings, target)
    store.backup(settings.database, target)
    return target


def restore(settings: Settings, copy: Path) -> Path | None:
    """Put a copy in the place of the workspace; return where what was there is kept, None when nothing was.

    Raises:
        StoreError: the copy is missing, damaged, no workspace, or the workspace itself; nothing is changed.
    """
    if not copy.is_file():
        raise store.StoreError(f"{copy} does not exist.")
    _refuse_itself(settings, copy)
    kept = make(settings, "before-restore") if settings.database.exists() else None
    store.restore(copy, settings.database)
    return kept


def _refuse_itself(settings: Settings, path: Path) -> None:
    if path.resolve() == settings.database.resolve():
        raise store.StoreError(f"{path} is the workspace itself; choose another file.")
