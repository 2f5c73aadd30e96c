"""Exports of Facebook and X of about a given size, and the plainest readers of their formats."""

import json
import random
from pathlib import Path
from typing import Any

from tests.connectors.meta_exports import FACEBOOK_PROFILE, START, body, said, thread

_TEXT = "we help warehouses plan routes hello thanks could you tell me more about your team this week Привет спасибо"
_WORDS = _TEXT.split()
_ANNA = FACEBOOK_PROFILE["profile_v2"]["name"]["full_name"]
_ME = "9990000000000000001"


def _words(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(5, 60)))


def facebook(folder: Path, size: int) -> Path:
    """Write threads of up to a hundred messages, garbled as Meta garbles them."""
    rng, root, written, no = random.Random(7), folder / "facebook-anna-2026-01-01-ab", 0, 0
    inbox = root / "your_facebook_activity" / "messages" / "inbox"
    about = root / "personal_information" / "profile_information"
    about.mkdir(parents=True)
    (about / "profile_information.json").write_bytes(body(FACEBOOK_PROFILE))
    while written < size:
        no += 1
        name = f"Person {no}"
        told = [said(rng.choice((name, _ANNA)), _words(rng), START - no * 10**6 - at * 977) for at in range(100)]
        place = inbox / f"person{no}_{10**9 + no}"
        place.mkdir(parents=True)
        written += (place / "message_1.json").write_bytes(body(thread(*told, names=(name, _ANNA))))
    return root


def x(folder: Path, size: int) -> Path:
    """Write conversations of up to a hundred messages in one list."""
    rng, root, no = random.Random(7), folder / "twitter-2026-01-01-ab" / "data", 0
    root.mkdir(parents=True)
    account = [{"account": {"accountId": _ME, "username": "zz_anna", "accountDisplayName": "Anna"}}]
    (root / "account.js").write_text(f"window.YTD.account.part0 = {json.dumps(account)}", encoding="utf-8")
    with (root / "direct-messages.js").open("w", encoding="utf-8") as file:
        file.write("window.YTD.direct_messages.part0 = [")
        while file.tell() < size:
            no += 1
            other = str(9990000000000001000 + no)
            messages = [_said(rng, no * 1000 + at, other) for at in range(100)]
            talk = {"dmConversation": {"conversationId": f"{_ME}-{other}", "messages": messages}}
            file.write(("," if no > 1 else "") + json.dumps(talk, ensure_ascii=False, indent=2))
        file.write("]")
    return root.parent


def _said(rng: random.Random, number: int, other: str) -> dict[str, Any]:
    sender, to = rng.choice(((_ME, other), (other, _ME)))
    told = {"id": str(10**18 + number), "senderId": sender, "recipientId": to, "text": _words(rng), "mediaUrls": []}
    return {"messageCreate": {**told, "urls": [], "reactions": [], "createdAt": "2025-03-03T07:05:11.000Z"}}


def decoded(path: Path) -> int:
    """Decode every file of an export as JSON, whatever statement stands before it."""
    count = 0
    for file in path.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            json.JSONDecoder().raw_decode(text, text.index("=") + 2 if file.suffix == ".js" else 0)
            count += 1
    return count
