"""Makes exports of Facebook and Instagram of chosen content, garbled as Meta garbles them."""

import json
from typing import Any

from connectors.connector import Upload

ANNA, MARIA, PETER = "Анна Соколова", "Мария Лебедева", "Peter Novak"
START = 1_740_985_511_123


def garbled(value: Any) -> Any:
    """Return a JSON value with every byte of UTF-8 as a character of its own."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [garbled(one) for one in value]
    if isinstance(value, dict):
        return {garbled(name): garbled(one) for name, one in value.items()}
    return value


def said(sender: str, text: str | None = "Привет", at: int = START, **more: Any) -> dict:
    """Return an entry of a thread."""
    words = {} if text is None else {"content": text}
    return {"sender_name": sender, "timestamp_ms": at, **words, **more}


def thread(*messages: dict, names=(MARIA, ANNA), title: str | None = None, **more: Any) -> dict:
    """Return a file of a thread; the newest message comes first."""
    people = [{"name": name} for name in names]
    return {"participants": people, "messages": list(messages), "title": names[0] if title is None else title, **more}


def flat(*messages: dict, names=(ANNA, MARIA), name: str = f"{MARIA}_7") -> dict:
    """Return a file of the download of encrypted chats."""
    return {"participants": list(names), "threadName": name, "messages": list(messages)}


def secret(sender: str, text: str = "Привет", at: int = START, **more: Any) -> dict:
    """Return an entry of an encrypted chat."""
    rest = {"isUnsent": False, "media": [], "reactions": [], "type": "text"}
    return {**rest, "senderName": sender, "text": text, "timestamp": at, **more}


def body(value: Any, mangled: bool = True) -> bytes:
    """Return a file as Meta writes it: ASCII with escapes when garbled."""
    return json.dumps(garbled(value) if mangled else value, ensure_ascii=mangled).encode()


FACEBOOK_PROFILE = {"profile_v2": {"name": {"full_name": ANNA}, "username": "zz.anna", "emails": {"emails": []}}}


def facebook(threads: dict[str, dict], profile: dict | None = FACEBOOK_PROFILE, name: str = "facebook-anna", **files):
    """Return an export; `threads` by the end of the path ("inbox/maria_1/message_1"), `files` by underscored path."""
    root = "your_facebook_activity"
    found = {f"{root}/messages/{path}.json": body(told) for path, told in threads.items()}
    if profile is not None:
        found["personal_information/profile_information/profile_information.json"] = body(profile)
    found |= {f"{root}/{path}": told if isinstance(told, bytes) else body(told) for path, told in files.items()}
    return Upload.of(name, found)


def instagram(threads: dict[str, dict], files: dict[str, Any] | None = None, profile: dict | None = None) -> Upload:
    """Return an export of Instagram; `files` by path."""
    fields = profile or {"Username": "zz_anna", "Name": ANNA}
    about = {"profile_user": [{"string_map_data": {name: {"value": value} for name, value in fields.items()}}]}
    root = "your_instagram_activity"
    found = {f"{root}/messages/{path}.json": body(told) for path, told in threads.items()}
    found["personal_information/personal_information/personal_information.json"] = body(about)
    return Upload.of("instagram-zz_anna", found | {path: body(told) for path, told in (files or {}).items()})
