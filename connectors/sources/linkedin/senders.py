"""Which way a message went and between whom, told from the names and links of its row."""

from collections.abc import Mapping
from typing import NamedTuple

from connectors.connector import Context
from connectors.sources.linkedin.people import (
    bare,
    folded,
    is_hidden,
    key_of_link,
    keys_of_links,
    name_key,
    pair,
    recipients_json,
    split_names,
)
from data.records import IN, OUT, UNKNOWN

STATED_WAYS = {"outgoing": OUT, "incoming": IN}


class Route(NamedTuple):
    """Who wrote to whom. `person_key` is None where there is no other side, or where LinkedIn hides it."""

    direction: str
    direction_by: str
    sender_key: str | None
    recipients: str
    person_key: str | None
    person_name: str
    hidden: bool  # the other side is somebody whom LinkedIn hides
    to_self: bool
    many: bool  # more than one recipient


class Routes:
    """Tells routes for one owner. Equal cells give equal routes, so each is worked out once."""

    def __init__(self, ctx: Context, keys_of_names: Mapping[str, str]) -> None:
        """Take the owner from the context; keys_of_names: links of people by name, where the file tells them."""
        owner = ctx.owner
        key = key_of_link(owner.profile_url)
        self.rep_id = ctx.rep_id
        self.own_key = key
        self.keys = {alias for alias in (key, *owner.aliases) if alias}
        self.name = bare(owner.name) if owner.name else ""
        self.by_link = {"confirmed": "confirmed", "stated": "stated"}.get(owner.confidence, "derived")
        self.by_name = "confirmed" if owner.confidence == "confirmed" else "derived"
        self.keys_of_names = keys_of_names
        self.known = {*keys_of_names, owner.name}
        self.found: dict[tuple, Route] = {}

    def of(self, cells: tuple[str, str, str, str, str]) -> Route:
        """Return the route of a row: its From, sender's link, To, recipients' links and stated direction."""
        route = self.found.get(cells)
        if route is None:
            route = self.found[cells] = self._route(*cells)
        return route

    def apart(self, cells: tuple[str, str, str, str, str]) -> str:
        """Return what tells one talk from another where the file has no conversation ids: everybody but the owner."""
        names = {cells[0], *split_names(cells[2], self.known)}
        return " & ".join(sorted(folded(name) for name in names if name and bare(name) != self.name))

    def _route(self, sender: str, link: str, to: str, links: str, way: str) -> Route:
        sender = sender.strip()
        key = key_of_link(link) if link else None
        to_keys = keys_of_links(links)
        recipients = [
            (name, key or self._key(name)) for name, key in pair(split_names(to, self.known, len(to_keys)), to_keys)
        ]
        direction, by = self._direction(sender, key, recipients, way.strip().casefold())
        others = [each for each in recipients if not self._is_owner(*each)]
        name, other = self._counterpart(direction, sender, key, others)
        to_self = direction == OUT and bool(recipients) and not others
        return Route(
            direction=direction,
            direction_by=by,
            sender_key=key or self._key(sender),
            recipients=recipients_json(recipients),
            person_key=None if to_self else other,
            person_name=name,
            hidden=is_hidden(name),
            to_self=to_self,
            many=len(recipients) > 1,
        )

    def _direction(self, sender: str, key: str | None, recipients: list, way: str) -> tuple[str, str]:
        if way in STATED_WAYS:
            return STATED_WAYS[way], "stated"
        if key in self.keys:
            return OUT, self.by_link
        if not self.keys and not self.name:
            return UNKNOWN, "unknown"
        received = any(self._is_owner(*each) for each in recipients)
        if self.name and bare(sender) == self.name and not (key and self.keys and received):
            return OUT, self.by_name  # with a link of its own and the owner among the recipients: a namesake
        if not received and recipients:
            return UNKNOWN, "unknown"  # neither side is the owner: perhaps an older name of theirs
        return IN, self.by_link if key and self.keys else self.by_name

    def _is_owner(self, name: str, key: str | None) -> bool:
        if key in self.keys:
            return True
        linked = key and ":name/" not in key
        return bool(self.name) and bare(name) == self.name and not (linked and self.keys)

    def _counterpart(self, direction: str, sender: str, key: str | None, others: list) -> tuple[str, str | None]:
        if direction == IN:
            return sender, key or self._key(sender)
        if direction == OUT and others:
            return others[0]
        return "", None

    def _key(self, name: str) -> str | None:
        if not name or is_hidden(name):
            return None
        if name not in self.keys_of_names and self.own_key and bare(name) == self.name:
            return self.own_key
        return self.keys_of_names.get(name) or name_key(self.rep_id, name)
