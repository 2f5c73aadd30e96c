"""Beside a client's time line: what is open, what to talk about next, people there, people of ours, plans."""

import json

from data.words import N_
from metrics.care.card import Card, Ours, Person
from metrics.care.next_talk import Open, Topic
from pages.clients.doing import task_buttons
from pages.ui import mask, session
from pages.ui.markup import esc, put
from pages.ui.page import heading_html, link
from pages.ui.words import _, day, listed, money, network, ngettext

OPEN = {
    "complaint": ("stop", N_("complaint")),
    "theirs": ("watch", N_("waits for us")),
    "ours": ("", N_("we asked")),
}
TOPICS = {
    "date": N_("coming up"),
    "later": N_("they said “later”"),
    "interested": N_("they were interested"),
    "asked": N_("they asked"),
    "solved": N_("a complaint was closed: ask whether it stayed so"),
    "note": N_("note"),
    "gift": N_("gift"),
}
MOST = 8


def open_and_next(model: Card) -> None:
    """Draw what waits, what to talk about next, and the tasks."""
    parts = [heading_html(_("Open"))]
    parts += [_open(one) for one in model.questions[:MOST]] or [_quiet(_("Nothing waits."))]
    if len(model.questions) > MOST:
        parts.append(_quiet(_("and {n} more", n=len(model.questions) - MOST)))
    parts.append(heading_html(_("What to talk about next"), _("From their last words, notes and dates.")))
    parts += [_topic(one) for one in model.topics] or [
        _quiet(_("Nothing is known yet. Write down what you learn: family, hobbies, plans, dates."))
    ]
    put("".join(parts))
    task_buttons(model)


def draw(model: Card) -> None:
    """Draw sums and people."""
    put("".join(_facts(model)))


def _facts(model: Card):
    if model.money is not None:
        yield heading_html(_("Sales"))
        won = ngettext("{n} won deal", "{n} won deals", model.won)
        last = _("the last on {day}", day=day(model.last_won, year=True)) if model.last_won else ""
        yield _two(money(model.money, session.team().currency), " · ".join(part for part in (won, last) if part))
    yield heading_html(_("At the client"))
    yield "".join(_person(one) for one in model.people[:MOST]) or _quiet(_("The CRM names nobody."))
    if len(model.people) > MOST:
        yield _quiet(_("and {n} more", n=len(model.people) - MOST))
    yield heading_html(_("On our side"))
    yield "".join(_ours(one) for one in model.ours) or _quiet(_("Nobody of ours, as far as the data tells."))


def _quiet(text: str) -> str:
    return f'<div class="rp-meta">{esc(text)}</div>'


def _two(text: str, sub: str, tag: str = "") -> str:
    under = f'<div class="rp-meta">{esc(sub)}</div>' if sub else ""
    return f'<div style="padding:5px 0"><div style="overflow-wrap:anywhere">{tag}{esc(text)}</div>{under}</div>'


def _tag(tone: str, words: str) -> str:
    return f'<span class="rp-tag {tone}">{esc(words)}</span> '


def _open(one: Open) -> str:
    tone, words = OPEN[one.kind]
    text = one.text if one.text is not None else _("text not shown")
    where = [mask.name(one.who) if one.who else "", network(one.network) if one.network else "", one.rep]
    sub = " · ".join([day(one.day, year=True), *filter(None, where)])
    return _two(text, sub, _tag(tone, _(words))) + _go(one)


def _go(one: Open) -> str:
    if one.kind in ("theirs", "ours") and one.ref:
        talk = link("conversations", id=one.ref, **({"rep": one.rep_id} if one.rep_id else {}))
        parts = [f'<a class="rp-link" href="{talk}" target="_self">{esc(_("Open the conversation"))}</a>']
    elif one.kind == "complaint":
        address = link("tasks", view="complaints", complaint=one.ref)
        parts = [f'<a class="rp-link" href="{address}" target="_self">{esc(_("Open the complaint"))}</a>']
    else:
        return ""
    return f'<div class="rp-meta" style="padding-bottom:6px">{" · ".join(parts)}</div>'


def _topic(one: Topic) -> str:
    text = one.text if one.text is not None else _("text not shown")
    who = mask.name(one.who) if one.who else ""
    return _two(text, " · ".join(part for part in (_(TOPICS[one.kind]), day(one.day, year=True), who) if part))


def _person(one: Person) -> str:
    reach = [] if session.presenting() else [*json.loads(one.emails), *json.loads(one.phones)][:2]
    nets = listed([network(name) for name in one.networks]) if one.networks else ""
    talked = _("last talk {day}", day=day(one.last_day, year=True)) if one.last_day else _("no talk known")
    said = " · ".join(part for part in (one.title, talked, nets) if part)
    write = ""
    if one.contact and one.talks and not session.presenting() and session.viewer().role == "rep":
        words = esc(_("Write to them: check a draft"))
        write = f'<a class="rp-link" href="{link("draft", to=one.contact)}" target="_self">{words}</a>'
    return _two(mask.name(one.name), said) + (_quiet(" · ".join(reach)) if reach else "") + write


def _ours(one: Ours) -> str:
    parts = []
    if one.won:
        parts.append(ngettext("{n} won deal", "{n} won deals", one.won))
    if one.open:
        parts.append(ngettext("{n} open deal", "{n} open deals", one.open))
    if one.talks:
        parts.append(ngettext("{n} conversation", "{n} conversations", one.talks))
    if one.last_day:
        parts.append(_("last talk {day}", day=day(one.last_day, year=True)))
    return _two(one.name or one.rep_id, " · ".join(parts))
