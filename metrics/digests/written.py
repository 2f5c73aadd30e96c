"""A digest in a language, as plain text and as HTML that mail programs show alike."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from data.translations import translator
from data.words import N_
from metrics.digests.digest import Item, Message
from metrics.words import Day, Said, say

UNTIL = N_("Data until {day}.")
OPEN = N_("Open in Rapport")
STOP = N_("No more of these messages: {address}")
PRIVATE = N_("Names and texts of other people stay in Rapport; they are never sent.")
NAMED = N_("Texts of other people stay in Rapport; they are never sent.")


def text(message: Message, lang: str, base: str = "", stop: str = "") -> tuple[str, str]:
    """Return title and plain text; `base` is the dashboard's address, "" when nobody told it."""
    lines = []
    for item in message.items:
        kicker = f" ({_say(item.kicker, lang)})" if item.kicker else ""
        lines.append(f"• {_say(item.head, lang)}{kicker}")
        lines += [f"  {_say(line, lang)}" for line in item.lines]
        if base and item.link:
            lines.append(f"  {_address(base, item)}")
    lines += ["", *(_say(note, lang) for note in message.notes), *_foot(message, lang)]
    if stop:
        lines.append(_say(Said(STOP, {"address": stop}), lang))
    return _say(message.title, lang), "\n".join(lines)


def html(message: Message, lang: str, base: str = "", stop: str = "") -> str:
    """Return the same as HTML: tables and inline styles, because mail programs know little else."""
    rows = "".join(_row(item, lang, base) for item in message.items)
    notes = "".join(f"<p style='{_SMALL}'>{escape(_say(note, lang))}</p>" for note in message.notes)
    foot = "<br>".join(escape(line) for line in _foot(message, lang))
    foot += f"<br>{_end(stop, lang)}" if stop else ""
    return (
        f"<html lang='{lang}'><body style='margin:0;background:#F5F6F8'><table role='presentation' width='100%' "
        f"cellpadding='0' cellspacing='0'><tr><td align='center' style='padding:24px 12px'>"
        f"<table role='presentation' width='560' cellpadding='0' cellspacing='0' style='{_CARD}'>"
        f"<tr><td style='{_HEAD}'>{escape(_say(message.title, lang))}</td></tr>{rows}"
        f"<tr><td style='padding:8px 24px 4px'>{notes}</td></tr>"
        f"<tr><td style='padding:4px 24px 20px'><p style='{_SMALL}'>{foot}</p></td></tr>"
        "</table></td></tr></table></body></html>"
    )


_FONT = "font-family:Inter,Segoe UI,Roboto,Helvetica,Arial,sans-serif;color:#1A1D23"
_CARD = f"{_FONT};max-width:560px;background:#FFFFFF;border:1px solid #E2E5EA;border-radius:8px"
_HEAD = "padding:20px 24px 8px;font-size:20px;line-height:28px;font-weight:600"
_UNDER = "font-size:14px;line-height:20px;color:#59616E"
_KICKER = "font-size:12px;line-height:18px;color:#59616E"
_LINK = "font-size:13px;padding-top:4px"
_SMALL = "margin:6px 0;font-size:13px;line-height:19px;color:#59616E"


def _row(item: Item, lang: str, base: str) -> str:
    under = "".join(f"<div style='{_UNDER}'>{escape(_say(line, lang))}</div>" for line in item.lines)
    kicker = f"<div style='{_KICKER}'>{escape(_say(item.kicker, lang))}</div>" if item.kicker else ""
    link = ""
    if base and item.link:
        words = escape(_say(Said(OPEN), lang))
        link = f"<div style='{_LINK}'><a style='color:#0B62A8' href='{escape(_address(base, item))}'>{words}</a></div>"
    head = f"<div style='font-size:15px;line-height:22px;font-weight:600'>{escape(_say(item.head, lang))}</div>"
    return f"<tr><td style='padding:10px 24px;border-top:1px solid #E2E5EA'>{kicker}{head}{under}{link}</td></tr>"


def _end(stop: str, lang: str) -> str:
    words = escape(_say(Said(STOP, {"address": ""}), lang)).rstrip()
    if not stop.startswith("http"):
        return f"{words} {escape(stop)}"
    return f"{words} <a style='color:#59616E' href='{escape(stop)}'>{escape(stop)}</a>"


def _foot(message: Message, lang: str) -> list[str]:
    return [_say(Said(UNTIL, {"day": Day(message.until)}), lang), _say(Said(NAMED if message.names else PRIVATE), lang)]


def _address(base: str, item: Item) -> str:
    params: Mapping[str, str] = item.link.params
    query = urlencode(params)
    return f"{base.rstrip('/')}/{item.link.page}" + (f"?{query}" if query else "")


def _say(said: Said, lang: str) -> str:
    words = translator(lang)
    return say(said, lang, words.gettext, words.ngettext)
