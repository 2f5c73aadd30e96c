"""Addresses: which are the rep's own, a colleague's, a machine's, or a CRM's that only takes copies."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from connectors.sources.mail.headers import Address

MARKS = tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))
_GOOGLE = ("gmail.com", "googlemail.com")


@lru_cache(maxsize=8192)
def plain(email: str) -> str:
    """Return an address in the form in which two are one: no "+tag", and no dots where Google ignores them."""
    local, _, domain = email.lower().partition("@")
    local = local.partition("+")[0]
    if domain in _GOOGLE:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def is_machine(email: str) -> bool:
    """Tell whether nobody reads and writes mail at an address."""
    local, _, domain = email.partition("@")
    return plain(email).partition("@")[0] in MARKS["machines"]["locals"] or _within(domain, "machines") or not local


def takes_copies(email: str) -> bool:
    """Tell the address of a CRM that only files what is sent."""
    local, _, domain = email.partition("@")
    return local in MARKS["copies"]["locals"] or _within(domain, "copies")


def _within(domain: str, table: str) -> bool:
    return any(domain == one or domain.endswith("." + one) for one in MARKS[table]["domains"])


class Own:
    """The addresses of one rep."""

    def __init__(self, emails: Iterable[str]) -> None:
        """Take the addresses; their firms' domains make colleagues, those of public services don't."""
        self.plain = {plain(email) for email in emails if email}
        domains = {email.partition("@")[2] for email in self.plain}
        self.domains = {domain for domain in domains if domain not in MARKS["public"]["domains"]}

    def __contains__(self, email: str) -> bool:
        """Tell whether an address is the rep's."""
        return plain(email) in self.plain

    def is_inside(self, email: str) -> bool:
        """Tell whether an address is the rep's, a colleague's or a CRM's."""
        return email in self or email.partition("@")[2] in self.domains or takes_copies(email)

    def outside(self, people: Iterable[Address]) -> list[Address]:
        """Return those of other firms."""
        return [one for one in people if not self.is_inside(one.email)]
