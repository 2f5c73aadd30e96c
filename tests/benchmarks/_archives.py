"""Exports of Telegram and VK of a given size, and the fastest plain reader of each."""

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.connectors import telegram_exports, vk_exports

_TEXT = "we help warehouses plan routes hello thanks could you tell me more about your team this week Привет спасибо"


def _texts() -> Iterator[str]:
    rng, words = random.Random(7), _TEXT.split()
    while True:
        yield " ".join(rng.choices(words, k=rng.randint(5, 60)))


def telegram(folder: Path, size: int) -> Path:
    """Write result.json of one chat, laid out as Telegram Desktop does."""
    path, numbers = folder / "result.json", iter(range(1, 1 << 40))
    with path.open("w", encoding="utf-8") as out:
        out.write('{\n "name": "Maria",\n "type": "personal_chat",\n "id": 999000000102,\n "messages": [\n')
        for number, text in zip(numbers, _texts(), strict=False):
            who = telegram_exports.ME if number % 5 < 3 else telegram_exports.MARIA
            entities = [{"type": "plain", "text": text}]
            body = telegram_exports.said(number, who, text, 1_500_000_000 + number * 60, text_entities=entities)
            out.write((",\n" if number > 1 else "") + json.dumps(body, ensure_ascii=False, indent=1))
            if number % 500 == 0 and out.tell() >= size:
                break
        out.write("\n ]\n}")
    return path


def decoded(path: Path) -> object:
    """Decode the whole file at once."""
    return json.loads(path.read_bytes())


def vk(folder: Path, size: int) -> Path:
    """Write an archive whose pages have about so many bytes: conversations of a hundred messages, fifty a page."""
    path, texts, written, start = folder / "Archive.zip", _texts(), 0, 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("Archive/profile/page-info.html", vk_exports.PROFILE.encode("cp1251"))
        while written < size:
            peer = 1_000 + start // 100
            rows = [
                vk_exports.said(
                    no, "Вы" if no % 5 < 3 else peer, f"3 мар 2025 в {no // 60 % 24}:{no % 60:02}:00", next(texts)
                )
                for no in range(start, start + 50)
            ]
            body = vk_exports.page(*rows).encode("cp1251")
            out.writestr(f"Archive/messages/{peer}/messages{start % 100}.html", body)
            start, written = start + 50, written + len(body)
    return path


def parsed(path: Path) -> int:
    """Parse every page and find the messages in it."""
    with zipfile.ZipFile(path) as archive:
        pages = (LexborHTMLParser(archive.read(name).decode("cp1251")) for name in archive.namelist())
        return sum(len(page.css("div.message")) for page in pages)
