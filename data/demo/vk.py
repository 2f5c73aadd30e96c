"""A rep's Archive.zip as VK makes it: web pages in windows-1251, fifty messages a page, newest first."""

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from zlib import crc32

from data.demo.elsewhere import Talk
from data.demo.people import Rep

_OFFSET = 3 * 3600  # the archive's clock is Moscow's, and it does not say so
_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_PAGE = 50


def number(url: str) -> int:
    """Return somebody's number on VK, in a range that belongs to nobody."""
    return 1_990_000_000 + crc32(url.encode()) % 9_000_000


def write(path: Path, rep: Rep, talks: Iterable[Talk], taken: date) -> Path:
    """Write the archive that was made on the day `taken` to `path` and return it."""
    told, made = list(talks), int(datetime(taken.year, taken.month, taken.day, 15, tzinfo=UTC).timestamp())
    frame = _Frame(number(rep.url), made)
    pages = {"index.html": frame.page(["Архив данных"], ['<a href="messages/index-messages.html">Сообщения</a>'])}
    name = f'<div class="item__tertiary">Полное имя</div><div>{escape(rep.name)}</div>'
    pages["profile/page-info.html"] = frame.page(["Профиль", "Информация о странице"], [name])
    listed = [_listed(talk) for talk in told]
    pages["messages/index-messages.html"] = frame.page(["Сообщения"], listed)
    pages["profile/friends.html"] = frame.page(["Профиль", "Друзья"], [_friend(talk) for talk in told])
    for no, talk in enumerate(told):
        rows = [_message(1000 * (no + 1) + at, talk, rep) for at in range(len(talk.rows))][::-1]
        for start in range(0, len(rows), _PAGE):
            inside = f"messages/{number(talk.person.url)}/messages{start}.html"
            pages[inside] = frame.page(["Сообщения", talk.person.name], rows[start : start + _PAGE])
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out:
        for inside, text in pages.items():
            info = zipfile.ZipInfo(f"Archive/{inside}", (taken.year, taken.month, taken.day, 18, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            out.writestr(info, text.encode("cp1251", "xmlcharrefreplace"))
    return path


class _Frame:
    """What all pages of an archive have in common."""

    def __init__(self, owner: int, made: int) -> None:
        told = json.dumps({"user_id": owner, "time_current": made}, separators=(",", ":"))
        self.jd, self.made = b64encode(told.encode()).decode(), _clock(made)

    def page(self, crumbs: list[str], items: list[str]) -> str:
        """Return a page with its title and items."""
        path = "".join(f'<div class="ui_crumb" >{escape(crumb)}</div>' for crumb in crumbs)
        body = "".join(f"<div class=\"item\">\n  <div class='item__main'>{item}</div>\n</div>" for item in items)
        return (
            '<!DOCTYPE html>\n<html>\n<head>\n  <meta charset="windows-1251">\n'
            f'  <meta name="jd" content="{self.jd}">\n  <title>VK</title>\n</head>\n<body>\n'
            f'<div class="wrap"><div class="page_content page_block">\n{path}\n'
            f'<div class="wrap_page_content">\n{body}\n</div></div>\n'
            f'<div class="footer"><div class="generated">Архив был создан {self.made} за 12.30 секунд</div></div>\n'
            "</div>\n</body>\n</html>\n"
        )


def _clock(at: int) -> str:
    when = datetime.fromtimestamp(at + _OFFSET, UTC)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year} в {when.hour}:{when:%M:%S}"


def _listed(talk: Talk) -> str:
    link = f'<a href="{number(talk.person.url)}/messages0.html">{escape(talk.person.name)}</a>'
    return f'<div class="message-peer--id">{link}</div>'


def _friend(talk: Talk) -> str:
    return f'<a href="https://vk.com/id{number(talk.person.url)}">{escape(talk.person.name)}</a>'


def _message(number_there: int, talk: Talk, rep: Rep) -> str:
    row = talk.rows[number_there % 1000]
    ours = row.sender_url == rep.url
    sender = "Вы" if ours else _friend(talk)
    text = escape(row.text, quote=True).replace("\n", "<br>")
    return (
        f'<div class="message" data-id="{number_there}">\n'
        f'  <div class="message__header">{sender}, {_clock(row.at)}</div>\n'
        f'  <div>{text}<div class="kludges"></div></div>\n</div>'
    )
