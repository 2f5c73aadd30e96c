"""People that stand in the CRM more than once, to be merged there; nothing is written to it from here."""

from collections.abc import Iterator

from metrics.matches.doubles import Doubles, Group
from pages.ui import notes
from pages.ui.page import heading
from pages.ui.tables import Column, Row, table
from pages.ui.words import _, network, ngettext, num


def draw(model: Doubles) -> None:
    """Draw the groups, those with most leads first."""
    if not model.total:
        notes.note("done_all", _("Nobody stands in the CRM twice, as far as names, companies and keys tell."))
        return
    heading(
        ngettext("{n} person stands in the CRM twice", "{n} people stand in the CRM twice or more", model.total),
        _("The same name and company, and nothing that speaks against it. Here they count as one; merge them there."),
    )
    columns = [Column(_("Name")), Column(_("Company")), Column(_("CRM")), Column(_("Known by"))]
    columns.append(Column(_("Leads"), number=True))
    table(columns, [row for group in model.groups for row in _rows(group)], caption=_("Twice in the CRM"))
    if len(model.groups) < model.total:
        notes.plain(_("and {n} more", n=num(model.total - len(model.groups))))


def _rows(group: Group) -> Iterator[Row]:
    """Yield the rows of one person; what they share is told once."""
    told = ("", "", "")
    for person, leads in zip(group.people, group.leads, strict=True):
        same = (person.name, person.company, network(person.crm))
        shown = (
            tuple("" if new == old else new for new, old in zip(same, told, strict=True))
            if told[0] == same[0]
            else same
        )
        told = same
        yield Row((*shown, ", ".join(person.keys[:2]) or "–", num(leads)))
