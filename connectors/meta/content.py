"""One entry of a thread: who sent it, when, what a person wrote and what hangs on it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from connectors.meta.noise import ATTACHMENT, is_event, said_by_network
from connectors.moments import NEVER, Moment, of_unix

_LISTS = ("photos", "videos", "audio_files", "files", "gifs", "media")


def sender_of(told: Mapping[str, Any]) -> str:
    """Return who sent a message, as the file writes it."""
    name = told.get("sender_name", told.get("senderName"))
    return name if isinstance(name, str) else ""


def moment_of(stamp: Any, zone: str) -> tuple[int, Moment]:
    """Return milliseconds and the moment of a stamp that may count seconds, milli- or microseconds."""
    if isinstance(stamp, str) and stamp.strip().isdecimal() and len(stamp) < 20:
        stamp = int(stamp)
    if isinstance(stamp, bool) or not isinstance(stamp, int | float) or not 0 < stamp < 1e17:
        return 0, NEVER
    ms = int(stamp * 1000) if stamp < 1e11 else int(stamp) if stamp < 1e14 else int(stamp / 1000)
    when = of_unix(ms // 1000, zone)
    return (ms, when) if when.at else (0, NEVER)


def content_of(told: Mapping[str, Any], sender: str, names: Collection[str]) -> tuple[str, list[str], bool]:
    """Return a message's text, what hangs on it, and whether the network and no person wrote it."""
    said = told.get("content", told.get("text"))
    text = said if isinstance(said, str) else ""
    files = list(_attached(told))
    if is_event(told) or told.get("isUnsent") is True or told.get("type") == "placeholder":
        return text, files, True
    by_network = said_by_network(text, sender, names)
    if by_network == ATTACHMENT and files:
        return "", files, False
    return text, files, bool(by_network) or not (text.strip() or files)


def _attached(told: Mapping[str, Any]) -> Iterator[str]:
    for name in _LISTS:
        listed = told.get(name)
        for one in listed if isinstance(listed, list) else ():
            uri = one.get("uri") if isinstance(one, dict) else None
            if isinstance(uri, str) and uri and not said_by_network(uri, ""):
                yield uri
    for name, where in (("sticker", "uri"), ("share", "link")):
        one = told.get(name)
        if isinstance(one, dict) and isinstance(one.get(where), str) and one[where]:
            yield one[where]
