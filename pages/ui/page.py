"""What a page is, and what every page begins with: name, filters, the answer, what is being looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from data.scope import ROLES, Role, Scope
from data.words import NN_
from metrics.models import Link
from metrics.people import STALE_DAYS, open_messages
from metrics.words import Said
from pages.ui import filters, session
from pages.ui.markup import esc, icon, put
from pages.ui.words import _, days, listed, network, ngettext, say
from pages.ui.words import day as day_text

Group = Literal["team", "outreach", "results", "data"]


LEFT_OUT = NN_("{n} message is left out: who wrote it is open", "{n} messages are left out: who wrote them is open")
UNCONFIRMED = NN_("{n} message goes by an answer nobody confirmed", "{n} messages go by an answer nobody confirmed")


@dataclass(frozen=True)
class Page:
    """A page: one module that ends in PAGE, listed in `pages.menu.PAGES`.

    `id` is its address ("/team") and never translated; `title` is marked for translation; `icon` is a Material symbol;
    `roles` may open it; `render()` draws it. A `hidden` page has an address but no place in the menu; `home` is
    where an address without a page leads.
    """

    id: str
    title: str
    icon: str
    group: Group
    render: Callable[[], None]
    roles: tuple[Role, ...] = ROLES
    hidden: bool = False
    home: bool = False

    @property
    def address(self) -> str:
        """Return the path in the address; home stands at the root and has no other."""
        return "" if self.home else self.id


def opening(
    title: str,
    answer: Sequence[Said | str] = (),
    *,
    filtered: bool = True,
    also: Sequence[str] = (),
    about: str | None = None,
) -> None:
    """Draw the top of a page.

    Args:
        title: the page's name, translated.
        answer: one or two sentences; the first is drawn bold. Strings are already translated.
        filtered: draw the filter bar and say the scope in words.
        also: further words for the line under the answer.
        about: the one rep whom the page is about; the filter bar then offers one rep instead of several.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="bar", gap="small"):
        st.title(title, width="stretch", anchor=False)
        if filtered:
            filters.bar(one_rep=about is not None)
    if answer:
        first, *rest = [said if isinstance(said, str) else say(said) for said in answer]
        sentence = f"<em>{esc(first)}</em> {esc(' '.join(rest))}"
        put(f'<div class="rp-answer" role="heading" aria-level="2">{sentence}</div>')
    parts = [*(scope_in_words(about) if filtered else ()), *also]
    made_up = [_("Demo data")] if session.team().demo else []
    session.remember("looked_at", " · ".join([*made_up, *parts]))  # pictures of charts say it, too
    chips(parts)


def chips(parts: Sequence[str]) -> None:
    """Draw the line that says what is looked at, with the badge of made-up data."""
    badge = f'<span class="rp-demo">{icon("science")}{esc(_("Demo data"))}</span>' if session.team().demo else ""
    if parts or badge:
        put(f'<div class="rp-chips">{badge}' + "<i></i>".join(f"<span>{esc(part)}</span>" for part in parts) + "</div>")


def scope_in_words(about: str | None = None) -> list[str]:
    """Say which days, networks and reps (or which one) are looked at, and how fresh the data is."""
    scope, names = filters.scope(), filters.rep_names()
    nets = [network(name) for name in scope.networks] if scope.networks else []
    parts = [days(scope.since, scope.until)] if scope.since else []
    parts.append(listed(nets) if nets else _("all networks"))
    if about is not None:
        fresh = freshness(filters.fresh_of(session.widest().of(about)))
        return [names.get(about, about), *parts, *fresh, *left_open(scope.of(about))]
    if session.may("manager", "admin"):
        parts.append(listed([names[rep] for rep in scope.reps if rep in names]) if scope.reps else _("all reps"))
    return parts + freshness(filters.fresh()) + left_open(scope)


def freshness(rows: Sequence[filters.Fresh]) -> list[str]:
    """Say until when there is data, and from how many of the reps lately; nothing when there is none."""
    until = max((row.last_day for row in rows if row.last_day), default="")
    if not until:
        return []
    if len(rows) == 1:
        return [_("data until {day}", day=day_text(until))]
    lately = max(filters.scope().since, filters.days_before(filters.as_of(), STALE_DAYS))
    have = sum(row.until >= lately for row in rows)
    said = ngettext(
        "data until {day}, {k} of {n} rep", "data until {day}, {k} of {n} reps", len(rows), day=day_text(until), k=have
    )
    return [said]


def left_open(scope: Scope) -> list[str]:
    """Say how many messages wait for an answer about their export, and how many go by one that nobody confirmed."""
    unknown, proposed = session.load(open_messages, scope)
    left = ngettext(*LEFT_OUT, unknown) if unknown else ""
    went = ngettext(*UNCONFIRMED, proposed) if proposed else ""
    return [words for words in (left, went) if words]


def heading(text: str, sub: str = "") -> None:
    """Draw the head of a section; it says what is seen, not what kind of chart it is."""
    put(heading_html(text, sub))


def heading_html(text: str, sub: str = "") -> str:
    """Return what `heading` draws."""
    under = f'<div class="rp-sub">{esc(sub)}</div>' if sub else ""
    return (
        f'<div style="padding-top:12px"><div class="rp-h" role="heading" aria-level="3">{esc(text)}</div>{under}</div>'
    )


def link(page_id: str, **params: str) -> str:
    """Return the address of another page with the filters that are on; for `href`, already escaped."""
    query = urlencode(filters.address() | params)
    return esc(f"/{page_id}?{query}" if query else f"/{page_id}")


def link_to(target: Link) -> str:
    """Return the address that a model's link leads to, for `href`."""
    return link(target.page, **target.params)
