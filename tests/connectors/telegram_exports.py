"""Makes Telegram exports of chosen content, in the shapes Telegram Desktop writes."""

import json
from typing import Any

from connectors.connector import Upload

ME, MARIA, PETER = 999_000_000_101, 999_000_000_102, 999_000_000_103
NAMES = {ME: "Анна Соколова", MARIA: "Мария Лебедева", PETER: "Peter Novak"}
START = 1_740_985_511  # 2025-03-03T10:05:11+03:00


def said(number: int, who: int, text: Any = "Привет", at: int | None = None, **more: Any) -> dict[str, Any]:
    """Return a message; `at` is Unix seconds."""
    at = START + number * 60 if at is None else at
    body = {
        "id": number,
        "type": "message",
        "date": "2025-03-03T10:05:11",
        "date_unixtime": str(at),
        "from": NAMES.get(who),
        "from_id": f"user{who}",
        "text": text,
        "text_entities": [],
    }
    return {**body, **more}


def happened(number: int, who: int, action: str, **more: Any) -> dict[str, Any]:
    """Return a service message."""
    body = said(number, who, "")
    del body["from"], body["from_id"]
    return {**body, "type": "service", "actor": NAMES[who], "actor_id": f"user{who}", "action": action, **more}


def chat(messages: list, kind: str = "personal_chat", number: int = MARIA, name: str | None = "Мария Лебедева") -> dict:
    """Return one chat."""
    return {"name": name, "type": kind, "id": number, "messages": messages}


def account(*chats: dict, left: tuple[dict, ...] = (), **sections: Any) -> dict:
    """Return a whole account."""
    me = {"user_id": ME, "first_name": "Анна", "last_name": "Соколова", "username": "@zz_fict_anna", "bio": ""}
    return {
        "about": "Here is the data you requested.",
        "personal_information": me,
        **sections,
        "chats": {"about": "This page lists all chats.", "list": list(chats)},
        "left_chats": {"about": "Left.", "list": list(left)},
    }


def text_of(root: dict) -> str:
    """Return JSON laid out as Telegram Desktop does."""
    return json.dumps(root, ensure_ascii=False, indent=1)


def upload(*roots: dict | str, folder: str = "ChatExport_2025-04-02") -> Upload:
    """Return an upload of one or several result files."""
    bodies = [(root if isinstance(root, str) else text_of(root)).encode() for root in roots]
    names = ["result.json", *(f"result ({no}).json" for no in range(1, len(bodies)))]
    return Upload.of(folder, {f"{folder}/{name}": body for name, body in zip(names, bodies, strict=True)})
