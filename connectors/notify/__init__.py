"""Sending a digest to where people read: e-mail, Telegram, Slack and a hundred others, by way of apprise.

A channel is the name of a setting `RAPPORT_NOTIFY_<NAME>` that holds an address as apprise writes it
(https://github.com/caronc/apprise/wiki), secrets included. It stands in the environment or in
`.streamlit/secrets.toml`, never in the workspace, and is never printed.
"""

import contextlib
import logging
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from data.settings import ROOT
from data.words import N_

PREFIX = "RAPPORT_NOTIFY_"
BASE = "RAPPORT_URL"
"""The setting that tells the dashboard's own address, for links."""
SECRETS = ROOT / ".streamlit" / "secrets.toml"
MAIL = ("mailto", "mailtos")

REASONS = {
    "not-set": N_("{name} is not set. Put the channel's address there, in the environment or .streamlit/secrets.toml."),
    "not-known": N_("{name} holds no address of a service; github.com/caronc/apprise/wiki tells how to write it."),
    "refused": N_("The service behind {name} can't be reached, or refused the message."),
    "answered": N_("The service behind {name} refused the message with code {code}."),
    "unclear": N_("The service behind {name} took the message and gave no answer. Ask whether it arrived."),
    "unwritten": N_("The message could not be written. RAPPORT_DEBUG=1 shows why."),
}
"""What can keep a message from going out, by code; an error is stored as "code" or as "answered:500"."""
_CODE = re.compile(r"error=([45]\d\d)|Socket Exception: \(([45]\d\d),|was refused: ([45]\d\d)")
_NO_ANSWER = ("Read timed out", "Connection aborted", "Connection reset", "RemoteDisconnected")
_CUT_OFF = ("timed out", "unexpectedly closed", "reset by peer")


class DeliveryError(Exception):
    """A message that did not go out, or may not have; `code` is one of REASONS, the service's own after a colon."""

    def __init__(self, code: str, channel: str) -> None:
        """Keep why."""
        self.code = code
        super().__init__(reason(code)[0].format(**reason(code)[1], name=PREFIX + channel))


def reason(error: str) -> tuple[str, dict[str, str]]:
    """Return the sentence of a stored error, to be translated, and what fills its places but for {name}."""
    code, _, answer = error.partition(":")
    return REASONS.get(code, REASONS["refused"]), {"code": answer}


def channels(env: Mapping[str, str] | None = None, secrets: Path = SECRETS) -> tuple[str, ...]:
    """Return the names of the channels that are set up."""
    found = _settings(env, secrets)
    return tuple(sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX)))


def is_mail(channel: str, env: Mapping[str, str] | None = None, secrets: Path = SECRETS) -> bool:
    """Tell whether a channel sends mail, so that a digest may have an address of its own."""
    return _scheme(_settings(env, secrets).get(PREFIX + channel, "")) in MAIL


def base(env: Mapping[str, str] | None = None, secrets: Path = SECRETS) -> str:
    """Return the dashboard's address for links, "" when nobody told it or it is none of the web."""
    told = _settings(env, secrets).get(BASE, "")
    return told.rstrip("/") if _scheme(told) in ("http", "https") else ""


def send(
    channel: str,
    title: str,
    text: str,
    html: str,
    address: str = "",
    stop: str = "",
    env: Mapping[str, str] | None = None,
    secrets: Path = SECRETS,
) -> None:
    """Send one message by a channel; of mail, `address` is who gets it and `stop` where its program may end it.

    Raises:
        DeliveryError: no such channel, or it did not take the message; its code is "unclear" when it may have.
    """
    url = _settings(env, secrets).get(PREFIX + channel)
    if not url:
        raise DeliveryError("not-set", channel)
    from apprise import Apprise, NotifyFormat

    mail = _scheme(url) in MAIL
    service = Apprise()
    with _listening() as said:
        if not service.add(_letter(url, address, stop) if mail else url):
            raise DeliveryError("not-known", channel)
        body, form = (html, NotifyFormat.HTML) if mail else (text, NotifyFormat.TEXT)
        if not service.notify(title=title, body=body, body_format=form):
            raise DeliveryError(_why(said), channel)


class _Ear(logging.Handler):
    """Keeps what apprise says: it tells only there why something failed. Parts of addresses may be in it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextlib.contextmanager
def _listening() -> Iterator[list[str]]:
    """Hear what apprise says, and let nobody else hear it."""
    log, ear = logging.getLogger("apprise"), _Ear()
    before = log.level, log.propagate
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.addHandler(ear)
    try:
        yield ear.said
    finally:
        log.removeHandler(ear)
        log.setLevel(before[0])
        log.propagate = before[1]


def _why(said: Sequence[str]) -> str:
    """Return the code of an error: nothing of what the service said is kept but a number."""
    text = "\n".join(said)
    if found := _CODE.search(text):
        return f"answered:{next(filter(None, found.groups()))}"
    on_its_way = "Sending email to" in text and any(words in text for words in _CUT_OFF)
    if on_its_way or any(words in text for words in _NO_ANSWER):
        return "unclear"
    return "refused"


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


def _letter(url: str, address: str, stop: str) -> str:
    """Return the address of a mail server with somebody to send to, and the headers of a mail program's way out."""
    more = [f"to={quote(address)}"] if address else []
    if stop.startswith("https://"):
        more += [
            f"+List-Unsubscribe={quote(f'<{stop}>', safe='')}",
            "+List-Unsubscribe-Post=List-Unsubscribe%3DOne-Click",
        ]
    return f"{url}{'&' if '?' in url else '?'}{'&'.join(more)}" if more else url


def _settings(env: Mapping[str, str] | None, secrets: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    if secrets.exists():
        with contextlib.suppress(tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
            found |= tomllib.loads(secrets.read_text(encoding="utf-8"))
    found |= os.environ if env is None else env
    mine = {name: value for name, value in found.items() if name.startswith(PREFIX) or name == BASE}
    return {name: value.strip() for name, value in mine.items() if isinstance(value, str) and value.strip()}
