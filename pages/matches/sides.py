"""Two cards side by side, which fields agree, and what a word about them does."""

from collections.abc import Sequence

from data import matching
from data.words import N_
from metrics.matches.sides import Agreed, Contact, Person
from pages.ui import jobs, session
from pages.ui.markup import esc
from pages.ui.words import _, day, network

FIELDS = {
    "email": N_("e-mail"), "phone": N_("phone"), "linkedin": N_("LinkedIn profile"), "telegram": N_("Telegram name"),
    "vk": N_("VK page"), "last": N_("family name"), "first": N_("first name"), "company": N_("company"),
    "city": N_("city"), "title": N_("position"),
}  # fmt: skip
LEVELS = {
    "same": N_("the same"), "form": N_("another form of it"), "typo": N_("a slip of a letter"),
    "part": N_("a part of it"), "near": N_("nearly the same"), "initial": N_("the same initial"),
    "short": N_("its beginning"), "gender": N_("of the other gender"), "domain": N_("by the e-mail’s domain"),
    "other": N_("different"),
}  # fmt: skip


def cards(contact: Contact, person: Person) -> str:
    """Return a contact and a person of the CRM side by side."""
    heads = network(contact.network), _("CRM: {crm}", crm=network(person.crm))
    since = _("in the CRM since {day}", day=day(person.since, year=True)) if person.since else ""
    owner = _("owner: {name}", name=person.owner) if person.owner else ""
    sides = (
        _card(contact.name, contact.position, contact.company, contact.keys),
        _card(person.name, person.title, person.company, person.keys, person.city, owner, since),
    )
    heading = "".join(f'<div class="head">{esc(head)}</div>' for head in heads)
    return f'<div class="rp-two">{heading}{"".join(f"<div>{side}</div>" for side in sides)}</div>'


def _card(name: str, title: str, company: str, keys: Sequence[str], *more: str) -> str:
    lines = [" · ".join(part for part in (title, company) if part), *keys[:4], *more]
    told = "".join(f'<div class="rp-meta">{esc(line)}</div>' for line in lines if line)
    return f'<b style="font-weight:550">{esc(name)}</b>{told}'


def evidence(agreed: Sequence[Agreed]) -> str:
    """Return what agrees and what does not, in words, as tags."""
    tags = [
        f'<span class="rp-pill {"stop" if one.against else "good" if one.level == "same" else ""}">'
        f"{esc(_(FIELDS.get(one.field, one.field)))}: {esc(_(LEVELS.get(one.level, one.level)))}</span>"
        for one in agreed
    ]
    return f'<div style="display:flex;flex-wrap:wrap;gap:6px;padding:8px 0">{"".join(tags)}</div>'


def in_short(person: Person) -> str:
    """Return a person of the CRM in one line."""
    return " · ".join(part for part in (person.name, person.title, person.company) if part)


def told_apart(person: Person, other: Person) -> str:
    """Return a person of the CRM in one line, with what the other row of the CRM does not have."""
    more = [key for key in person.keys[:2] if key not in other.keys]
    if person.city != other.city:
        more.append(person.city)
    if person.owner and person.owner != other.owner:
        more.append(_("owner: {name}", name=person.owner))
    if person.since and person.since != other.since:
        more.append(_("in the CRM since {day}", day=day(person.since, year=True)))
    return " · ".join(part for part in (in_short(person), *more) if part)


def say(contact_id: str, people: tuple[str, ...], verdict: str) -> None:
    """Remember a word about a link, as the newest that can be taken back; figures follow."""
    try:
        session.change(matching.decide, session.viewer(), contact_id, people, verdict)
    except matching.MatchError as error:
        session.say_after(_(str(error)))
        return
    session.remember("matches_last", (contact_id, people) if verdict else None)
    if not jobs.going_on("refresh"):
        jobs.start("refresh")
