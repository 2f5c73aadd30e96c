"""Which files of an upload are Telegram's: by what they hold, not by what they are called."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from connectors.connector import Member, Part, Upload
from connectors.decoding import encoding_of
from connectors.private import is_private
from connectors.sources.telegram.html import HtmlPages
from connectors.sources.telegram.ids import KIND_OF_CHAT
from connectors.sources.telegram.survey import ResultFile

_TYPES = "|".join(KIND_OF_CHAT)
_CHAT = re.compile(rf'"type"\s*:\s*"(?:{_TYPES})"')
_UNKNOWN_CHAT = re.compile(r'"type"\s*:\s*"\w+",\s*"id"\s*:\s*-?\d+,\s*"messages"\s*:\s*\[')
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_OWN_KEYS = re.compile(r'"(?:date_unixtime|text_entities|from_id|actor_id)"\s*:')
_OWNER = re.compile(r'"personal_information"\s*:\s*\{[^{}]*"user_id"\s*:')
_LISTS = re.compile(r'"(?:chats|left_chats)"\s*:\s*\{\s*"about"\s*:')
_PAGE = re.compile(r'class="message (?:default|service)')
_PAGE_FRAME = re.compile(r'class="page_body chat_page"')
_NUMBER = re.compile(r"\d+")


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find result.json files and pages of chats; where a chat is there in both forms, the JSON is read."""
    texts = [(member, _kind(member)) for member in upload.members if _may_be(member)]
    results = [_as(ResultFile, member) for member, kind in texts if kind == "chats"]
    pages = [member for member, kind in texts if kind == "pages"]
    doubled = {member.path.rpartition("/")[0] for member in results}
    parts = [Part(member, "chats") for member in results]
    return (*parts, *_pages(pages, doubled))


def _may_be(member: Member) -> bool:
    """Tell what is worth looking into: a text of any name, but no table and no file that nobody may open."""
    name = member.name.casefold()
    tables = (".csv", ".tsv", ".xlsx", ".xls", ".js", ".mbox", ".eml", ".zip")
    return member.size > 0 and not name.endswith(tables) and not is_private(member.path)


def _kind(member: Member) -> str:
    head = member.head()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        text = head.decode("utf-8", "replace")
        return "pages" if _PAGE.search(text) and (_PAGE_FRAME.search(text) or 'id="message' in text) else ""
    if start != b"{" and b"\0" not in head[:4]:
        return ""
    return "chats" if _is_result(head.decode(encoding_of(head), "replace")) else ""


def _is_result(text: str) -> bool:
    """Tell a result.json by its beginning: one chat with its messages, or sections of an account."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    if _OWNER.search(text) or _LISTS.search(text) or _UNKNOWN_CHAT.search(text):
        return True
    return bool(_MESSAGES.search(text)) and bool(_CHAT.search(text) or _OWN_KEYS.search(text))


def _as(kind: type, member: Member, **more: object) -> Member:
    return kind(**{one.name: getattr(member, one.name) for one in fields(Member)}, **more)


def _pages(pages: list[Member], doubled: set[str]) -> Iterator[Part]:
    """Yield pages chat by chat (a folder is a chat), in their order: messages.html, messages2.html ..."""
    folders: dict[str, list[Member]] = defaultdict(list)
    for member in pages:
        folders[member.path.rpartition("/")[0]].append(member)
    for folder, found in folders.items():
        again = any(folder == other or folder.startswith(f"{other}/") or not other for other in doubled)
        ordered, notes = tuple(sorted(found, key=_place)), {}
        for member in ordered:
            yield Part(_as(HtmlPages, member, chat=ordered, notes=notes), "pages", "duplicate" if again else "")


def _place(member: Member) -> tuple[int, str]:
    number = _NUMBER.search(member.name)
    return int(number[0]) if number else 1, member.name
