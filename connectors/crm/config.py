"""Where a CRM is and what proves who asks: from the environment or `.streamlit/secrets.toml`, never stored."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from data.settings import ROOT
from data.words import N_

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRETS = ROOT / ".streamlit" / "secrets.toml"

PROBLEMS = {
    "no-url": N_("Say where {title} is: set {name}_URL in the environment or in .streamlit/secrets.toml."),
    "no-token": N_("Give the access token of {title}: set {name}_TOKEN in the environment or .streamlit/secrets.toml."),
    "bad-url": N_("{name}_URL is no address. Write it like {example}."),
    "plain-http": N_(
        "{name}_URL must begin with https://. Only a server on this very computer may be asked without encryption, "
        "and only when the environment says so."
    ),
    "bad-token": N_("{name}_TOKEN holds a space or a letter that no token has. Copy it again."),
    "bad-secrets": N_("{path} can't be read as TOML. Check its quotation marks."),
}


@dataclass(frozen=True)
class Place:
    """Where a CRM usually is: `url` if all accounts share one; `secret_in_url`: its address is a webhook."""

    name: str
    title: str
    example: str
    url: str = ""
    secret_in_url: bool = False

    @property
    def setting(self) -> str:
        """What names of its settings begin with."""
        return f"RAPPORT_CRM_{self.name.upper()}"


class NotConnectedError(Exception):
    """A CRM can't be asked as it is set up; `code` is one of PROBLEMS. The message never holds a secret."""

    def __init__(self, code: str, place: Place) -> None:
        """Keep why."""
        self.code = code
        self.detail = {"title": place.title, "name": place.setting, "example": place.example, "path": str(SECRETS)}
        super().__init__(PROBLEMS[code].format_map(self.detail))


@dataclass(frozen=True)
class Connection:
    """How a CRM is reached. `version` is the part of its addresses that changes over the years, "" for the usual."""

    place: Place
    url: str = field(repr=False)
    token: str = field(repr=False)
    version: str = ""

    @property
    def title(self) -> str:
        """The CRM's name for people."""
        return self.place.title

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown: the token, and what stands in the address of a webhook."""
        parts = urlsplit(self.url)
        in_path = [part for part in parts.path.split("/") if len(part) >= 8] if self.place.secret_in_url else []
        return tuple(filter(None, (self.token, parts.password, *in_path)))


def connection(place: Place, env: Mapping[str, str] | None = None, secrets: Path | None = None) -> Connection:
    """Return how a CRM is reached.

    Raises:
        NotConnectedError: it is not set up, or not as it may be.
    """
    env = os.environ if env is None else env
    told = _secrets(place, SECRETS if secrets is None else secrets)

    def value(what: str) -> str:
        return (env.get(f"{place.setting}_{what}") or told.get(f"{place.setting}_{what}") or "").strip()

    url, token = value("URL") or place.url, value("TOKEN")
    if not url:
        raise NotConnectedError("no-url", place)
    _check(place, url, from_env=bool((env.get(f"{place.setting}_URL") or "").strip()))
    if not token and not place.secret_in_url:
        raise NotConnectedError("no-token", place)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotConnectedError("bad-token", place)
    return Connection(place, url, token, value("VERSION"))


def _secrets(place: Place, path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        raise NotConnectedError("bad-secrets", place) from None
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _check(place: Place, url: str, from_env: bool) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise NotConnectedError("bad-url", place) from None
    if parts.scheme not in ("http", "https") or not host or any(char.isspace() for char in url):
        raise NotConnectedError("bad-url", place)
    if parts.query or parts.fragment:
        raise NotConnectedError("bad-url", place)
    if parts.scheme == "http" and not (from_env and host in LOOPBACK):
        raise NotConnectedError("plain-http", place)
