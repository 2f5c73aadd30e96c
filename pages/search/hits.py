"""What a search found, as HTML: people, clients, companies, messages, notes."""

from collections.abc import Iterable

from metrics.care.search import ClientHit, CompanyHit, Found, MessageHit, NoteHit, PersonHit
from pages.clients import asked as card
from pages.ui.markup import esc, said
from pages.ui.page import heading_html, link
from pages.ui.words import _, day, network, ngettext


def html(found: Found) -> str:
    """Return everything that was found."""
    names = (
        (_("People"), [_person(one) for one in found.people]),
        (_("Clients"), [_client(one) for one in found.clients]),
        (_("Companies"), [_company(one) for one in found.companies]),
    )
    sides = "".join(_part(title, rows) for title, rows in names)
    texts = _part(_("Messages"), [_message(one) for one in found.messages])
    texts += _part(_("Notes"), [_note(one) for one in found.notes])
    if not (sides and texts):
        return f'<div class="rp-found one"><div>{sides or texts}</div></div>'
    return f'<div class="rp-found"><div>{texts}</div><div>{sides}</div></div>'


def _part(title: str, rows: Iterable[str]) -> str:
    body = "".join(rows)
    return heading_html(title) + body if body else ""


def _hit(head: str, address: str, sub: str, text: str = "") -> str:
    name = f'<a class="rp-link" href="{address}" target="_self">{esc(head)}</a>' if address else f"<b>{esc(head)}</b>"
    under = f'<div class="rp-meta">{esc(sub)}</div>' if sub else ""
    return f'<div style="padding:7px 0;overflow-wrap:anywhere">{name}{text}{under}</div>'


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _person(one: PersonHit) -> str:
    address = card.card_link(one.customer) if one.customer else link("conversations", id=one.talk) if one.talk else ""
    last = _("last talk {day}", day=day(one.last_day, year=True)) if one.last_day else ""
    kind = _("client") if one.customer else ""
    place = ", ".join(part for part in (one.position, one.company) if part)
    return _hit(one.name, address, _joined(place, network(one.network), kind, last))


def _client(one: ClientHit) -> str:
    won = ngettext("{n} won deal", "{n} won deals", one.won) if one.won else ""
    return _hit(one.person or one.name, card.card_link(one.customer), _joined(one.title, one.person and one.name, won))


def _company(one: CompanyHit) -> str:
    count = ngettext("{n} contact", "{n} contacts", one.people)
    return _hit(one.name, link("conversations", q=one.name), count)


def _message(one: MessageHit) -> str:
    address = link("conversations", id=one.talk, rep=one.rep_id)
    who = f"{one.rep} → {one.contact}" if one.side == "out" else one.contact
    text = f"<div>{said(one.text, [(start, end, 'ok') for start, end in one.marks])}</div>"
    return _hit(who, address, _joined(day(one.day, year=True), network(one.network), one.company), text)


def _note(one: NoteHit) -> str:
    address = {
        "talk": lambda: link("conversations", id=one.ref),
        "client": lambda: card.card_link(one.ref),
        "complaint": lambda: link("tasks", view="complaints", complaint=one.ref),
    }.get(one.kind, lambda: "")()
    text = f"<div>{said(one.text, [(start, end, 'ok') for start, end in one.marks])}</div>"
    return _hit(one.about or one.who or _("Note"), address, _joined(day(one.day, year=True), one.who), text)
