"""The CRM of the demo team: what conversations came to, told by exports of HubSpot and amoCRM."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from data.demo.clock import DAY, HOUR
from data.demo.crm import tables, world
from data.demo.crm.book import WON, Book
from data.demo.crm.world import YEAR, Desk, Further, Known
from data.demo.past import Past
from data.demo.people import STORIES, Crowd, Rep

RUSSIAN = ("dmitry", "igor")
"""Stories whose Russian-speaking customers are kept in a second CRM, amoCRM."""
CUSTOMERS = {"anna": 44, "dmitry": 18, "farid": 44, "igor": 40, "laura": 48}
"""Old customers, whom no talk shows, of each rep of the stories; reps of a bigger team have a few."""
HEIRS = ("anna", "farid", "laura", "dmitry", "igor")
"""Stories of reps to whom leads of other channels are given."""


@dataclass
class Crm:
    """Gathers what the reps' talks came to; `write` tells it."""

    until: date
    seed: int
    reps: list[Rep] = field(default_factory=list)
    people: dict[str, list[Known]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add(self, past: Past, further: dict[str, Further]) -> None:
        """Take in a rep. `further`: people with whom the rep talks elsewhere, by profile address."""
        self.reps.append(past.rep)
        self.people[past.rep.slug] = world.acquainted(past, further)
        self.names |= {tie.person.name for tie in past.ties if tie.person}

    def write(self, folder: Path) -> list[Path]:
        """Write the exports and return their paths."""
        end = int(datetime(self.until.year, self.until.month, self.until.day, 17, tzinfo=UTC).timestamp())
        rng = Random(f"crm/{self.seed}")
        desks = {
            lang: Desk(Book(first), rng, Crowd(rng), end, lang, self.names)
            for lang, first in (("en", 41_000), ("ru", 9_000))
        }
        for no, rep in enumerate(self.reps):
            self._story(rep, desks, CUSTOMERS.get(rep.story, 0) if no < len(STORIES) else 4)
        for lang, desk in desks.items():
            heirs = [rep for rep in self.reps if rep.story in HEIRS and (rep.story in RUSSIAN) == (lang == "ru")]
            if heirs:
                world.inbound(desk, heirs, 22, 1.0 if lang == "en" else 0.4)
        paths = []
        if desks["en"].book.deals:
            paths.append(tables.hubspot(folder / f"hubspot-export-{self.until}.zip", desks["en"].book, self.until))
        if desks["ru"].book.deals:
            paths.append(tables.amocrm(folder / f"amocrm-export-{self.until}.zip", desks["ru"].book, self.until))
        return paths

    def _story(self, rep: Rep, desks: dict[str, Desk], customers: int) -> None:
        people = self.people[rep.slug]
        end = desks["en"].end
        old = [known for known in people if end - known.tied >= 215 * DAY]
        if rep.story == "igor":  # those who were not written to for months come first
            old.sort(key=lambda known: known.rows[-1].at > end - 100 * DAY)
        main = desks["ru" if rep.story in RUSSIAN else "en"]
        for no, known in enumerate(old):
            _old_customer(self._desk(rep, known, desks), rep, known, no)
        for _ in range(customers):
            person = main.stranger(rep)
            began = main.end - int(main.rng.uniform(0.3, 11.3) * YEAR)
            source = main.rng.choice(("Referrals", "Organic search", "Trade shows", "Direct traffic"))
            world.history(main, Known(person), rep, began, source)
        for desk in desks.values():
            mine = [known for known in people if self._desk(rep, known, desks) is desk]
            world.from_talks(desk, rep, mine)
        if rep.story == "ben":
            world.busywork(main, rep, people, 260)
        if rep.story == "farid":
            _won_back(main, rep)

    def _desk(self, rep: Rep, known: Known, desks: dict[str, Desk]) -> Desk:
        return desks["ru" if rep.story in RUSSIAN and known.person.lang == "ru" else "en"]


def _old_customer(desk: Desk, rep: Rep, known: Known, no: int) -> None:
    """Let somebody the rep has known for long be a customer: Igor's biggest is silent, Anna saves one."""
    began = min(known.tied + 60 * DAY, known.rows[0].at - 120 * DAY) - int(desk.rng.uniform(0, 4) * YEAR)
    biggest = rep.story == "igor" and no == 0
    began = desk.end - 7 * YEAR if biggest else began
    loyal, money = 0.9 if rep.story == "igor" else 1.0, 6.0 if biggest else 1.0
    deals = world.history(desk, known, rep, began, "Referrals", loyal=loyal, money=money, keeps=biggest)
    last, contact = deals[-1], deals[-1].contact
    if rep.story == "anna" and no == 0:
        at = desk.end - 160 * DAY
        desk.ticket(contact, rep.name, at, "Wrong arrival times since the update", "Complaint", 2 * HOUR, 3)
        desk.deal(contact, rep.name, at + 40 * DAY, 25, WON, True)
    elif no % 4 == 1 and last.closed_at:
        at = min(last.closed_at + 30 * DAY, desk.end - 6 * DAY)
        slow = rep.story == "igor"
        subject, category = (
            ("Drivers get old tours", "Complaint") if no % 8 == 1 else ("New user for the depot", "Request")
        )
        desk.ticket(contact, rep.name, at, subject, category, (9 * 24 if slow else 5) * HOUR, 20 if slow else 4)


def _won_back(desk: Desk, rep: Rep) -> None:
    """Let a customer who stayed away for two years come back."""
    person = desk.stranger(rep)
    company = desk.book.company(person, rep.name, desk.end - 5 * YEAR)
    known = Known(person)
    contact = desk.contact(known, company, rep.name, "Referrals", desk.end - 5 * YEAR, desk.end - 5 * YEAR, "customer")
    for days, repeat in ((1700, False), (1300, True), (900, True), (150, True)):
        desk.deal(contact, rep.name, desk.end - days * DAY, 25, WON, repeat)


__all__ = ["Crm", "Further"]
