"""The way out of a digest: the link in every message leads here, without a sign-in: its token proves enough.

A GET asks and ends nothing, because programs look at links beforehand; a POST ends it, also that of a mail program's
own button (RFC 8058).
"""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from data import digests, store
from data.digests import Digest
from data.words import N_
from pages.locale import translator
from pages.ui import session
from pages.ui.tokens import DARK, LIGHT

ASK = (N_("Do you want no more of these messages?"), N_("Nothing else changes."))
ENDED = (N_("These messages have ended."), N_("An admin can add them again in Settings."))
NONE = (N_("This link ends no messages."), N_("It was cut off, or their digest was removed."))
LONGEST = 200
"""Characters of a token: more is none of ours."""

STYLE = f"""
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto 0; padding: 0 24px;
  background: light-dark({LIGHT["ground"]}, {DARK["ground"]}); color: light-dark({LIGHT["ink"]}, {DARK["ink"]}); }}
h1 {{ font-size: 22px; line-height: 1.3; }} p {{ color: light-dark({LIGHT["soft"]}, {DARK["soft"]}); }}
button {{ font: inherit; padding: 10px 18px; border: 0; border-radius: 8px; cursor: pointer;
  background: light-dark({LIGHT["accent"]}, {DARK["accent"]}); color: light-dark(#FFFFFF, #0F1216); }}
"""


async def answer(request: Request) -> HTMLResponse:
    """Ask, or end the digest that the token stands for."""
    token = request.query_params.get("token", "")[:LONGEST]
    ends = request.method == "POST"
    found = await run_in_threadpool(_found, token, ends)
    if found is None:
        return _page(NONE, session.team_language(), status=404)
    return _page(ENDED if ends or found.stopped_at else ASK, found.lang, asks=not (ends or found.stopped_at))


def _found(token: str, ends: bool) -> Digest | None:
    """Return the digest of a token, ended if asked for."""
    with store.reading(session.database()) as conn:
        found = next((one for one in digests.digests(conn) if token and one.token == token), None)
    if found and ends:
        session.change(digests.stop, token)
    return found


def _page(words: tuple[str, str], lang: str, *, asks: bool = False, status: int = 200) -> HTMLResponse:
    say = translator(lang).gettext
    button = f'<form method="post"><button>{escape(say(N_("End them")))}</button></form>' if asks else ""
    title, sub = (escape(say(one)) for one in words)
    return HTMLResponse(
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>Rapport</title><style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1><p>{sub}</p>{button}</body></html>\n",
        status_code=status,
        headers={"cache-control": "no-store"},
    )


ROUTE = Route("/unsubscribe", answer, methods=["GET", "POST"])
