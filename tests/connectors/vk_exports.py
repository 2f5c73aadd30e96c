# ruff: noqa: E501
"""Makes pages of VK's archive of chosen content."""

import base64
import json
from collections.abc import Mapping

from connectors.connector import Upload

ME, MARIA = 1_999_999_901, 1_999_999_902
MADE = 1_754_816_400  # 10 August 2025, 12:00:00 in Moscow
FOOTER = "Архив был создан 10 авг 2025 в 12:00:00 за 1,333.23 секунд"


def page(
    *items: str, title: str = "Мария Лебедева", owner: int = ME, made: int | None = MADE, footer: str = FOOTER
) -> str:
    """Return a page; `made` None leaves the moment out."""
    told = {"user_id": owner} if made is None else {"user_id": owner, "time_current": made}
    jd = base64.b64encode(json.dumps(told, separators=(",", ":")).encode()).decode().rstrip("=")
    body = "".join(f"<div class=\"item\"><div class='item__main'>{item}</div></div>" for item in items)
    return (
        f'<!DOCTYPE html><html><head><meta charset="windows-1251"><meta name="jd" content="{jd}"><title>VK</title></head>'
        f'<body><div class="wrap"><div class="page_content page_block"><div class="ui_crumb" >Сообщения</div>'
        f'<div class="ui_crumb" >{title}</div><div class="wrap_page_content">{body}</div></div>'
        f'<div class="footer"><div class="generated">{footer}</div></div></div></body></html>'
    )


def said(
    number: int, who: int | str, date: str, text: str = "Привет", kludges: str | None = "", edited: str = ""
) -> str:
    """Return a message: `who` is a number with a link, or a plain name ("Вы")."""
    kind = "id" if isinstance(who, int) and who > 0 else "public"
    sender = f'<a href="https://vk.com/{kind}{abs(who)}">Имя Фамилия</a>' if isinstance(who, int) else who
    inner = text if kludges is None else f'{text}<div class="kludges">{kludges}</div>'
    mark = f"<span class='message-edited' title='1 янв 2020 в 1:00:00'> {edited}</span>" if edited else ""
    header = f'<div class="message__header">{sender}, {date}{mark}</div>'
    return f'<div class="message" data-id="{number}">{header}\n  <div>{inner}</div>\n</div>'


def attachment(words: str, link: str = "") -> str:
    """Return an attachment."""
    shown = f"<a class='attachment__link' href='{link}'>{link}</a>" if link else ""
    return f'<div class="attachment"><div class="attachment__description">{words}</div>{shown}</div>'


PROFILE = f"""<html><head><meta charset="windows-1251"><meta name="jd" content="{
    base64.b64encode(json.dumps({"user_id": ME, "time_current": MADE}).encode()).decode()
}"></head><body><div class="item"><div class="item__tertiary">Полное имя</div><div>Анна  Соколова</div></div></body></html>"""


def archive(pages: Mapping[str, str], name: str = "Archive.zip") -> Upload:
    """Return an upload of pages by path, with the profile that names the owner."""
    files = {"Archive/profile/page-info.html": PROFILE, **pages}
    return Upload.of(name, {path: text.encode("cp1251", "xmlcharrefreplace") for path, text in files.items()})


def talk(*messages: str, peer: int = MARIA, **more) -> Upload:
    """Return an archive of one conversation on one page."""
    return archive({f"Archive/messages/{peer}/messages0.html": page(*messages, **more)})
