"""Where things are: settings of this installation, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Paths of one installation. `database` is one workspace; `home` holds uploads, backups and caches."""

    database: Path
    home: Path
    scheduler: str = ""
    """The address of a Dask scheduler for finding copies ("" : this process does it), from RAPPORT_SCHEDULER."""

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read RAPPORT_DB and RAPPORT_HOME; both default to the git-ignored `data/local`."""
        env = os.environ if env is None else env
        home = Path(env.get("RAPPORT_HOME") or ROOT / "data" / "local")
        return cls(
            database=Path(env.get("RAPPORT_DB") or home / "rapport.db"),
            home=home,
            scheduler=env.get("RAPPORT_SCHEDULER", ""),
        )

    @property
    def uploads(self) -> Path:
        """Files that wait for their import; removed after it."""
        return self.home / "uploads"

    @property
    def backups(self) -> Path:
        """Copies of the workspace, made before migrations and on request."""
        return self.home / "backups"
