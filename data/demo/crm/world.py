"""What happens in the demo's CRM: old customers, leads of every channel, and what conversations led to."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import NamedTuple
from zlib import crc32

from data.demo.clock import DAY, HOUR, work_time
from data.demo.crm.book import LOST, STEPS, WON, Act, Book, Company, Contact, Deal, Ticket
from data.demo.grammar import grammar
from data.demo.past import Message, Past
from data.demo.people import HIDDEN, Crowd, Person, Rep

YEAR = 365 * DAY
PRODUCTS = {"RouteMax Start": 4_900, "RouteMax Team": 12_500, "RouteMax Fleet": 31_000, "Depot module": 7_800}
REASONS = ("Price", "No budget this year", "Chose another vendor", "No answer any more", "No need")
FORMER = ("Hanna Vogt", "Marek Stone")
"""Colleagues who left: old deals are still theirs."""
SINCE = {
    "anna": 2021,
    "ben": 2022,
    "dmitry": 2023,
    "elena": 2022,
    "farid": 2022,
    "grace": 2026,
    "igor": 2019,
    "laura": 2021,
}


class Channel(NamedTuple):
    """A source of leads: how many a month, shares that become deals and are won, days to the deal and to the end."""

    leads: float
    deal: float
    won: float
    days: tuple[int, int]
    cycle: tuple[int, int]


CHANNELS = {
    "Organic search": Channel(8, 0.42, 0.34, (2, 20), (25, 80)),
    "Paid search": Channel(7, 0.28, 0.22, (1, 15), (20, 70)),
    "Referrals": Channel(3, 0.68, 0.52, (1, 12), (15, 60)),
    "Email marketing": Channel(6, 0.14, 0.25, (5, 40), (30, 90)),
    "Trade shows": Channel(3, 0.35, 0.28, (5, 40), (40, 120)),
    "Direct traffic": Channel(4, 0.33, 0.30, (2, 20), (25, 80)),
    "Organic social": Channel(1.5, 0.34, 0.30, (10, 50), (80, 170)),
}
SOCIAL = "Organic social"
STAY = {0: 0.99, 1: 0.98, 2: 0.965, 5: 0.82, 10: 0.66}
"""Share of customers who buy again within a year, by the years since their first deal."""
SOLD = {"anna": (24, 0.75, 0.62), "ben": (3, 0.34, 0.0), "dmitry": (12, 0.6, 0.12), "farid": (9, 0.6, 0.4),
        "grace": (3, 0.5, 0.0), "igor": (8, 0.6, 0.4), "laura": (9, 0.65, 0.45)}  # fmt: skip
"""What talks come to: most leads of a rep, share that becomes a deal, share of decided ones that is won."""


@dataclass(frozen=True)
class Known:
    """Somebody a rep talked with: the talk's rows in the order of time, day and e-mail of the tie, what came after."""

    person: Person
    rows: tuple[Message, ...] = ()
    tied: int = 0
    email: str = ""
    further: "Further | None" = None

    @property
    def answers(self) -> int:
        """How often the other side wrote."""
        return sum(row.sender_url == self.person.url for row in self.rows)

    @property
    def answered_at(self) -> int:
        """When the other side wrote first."""
        return next((row.at for row in self.rows if row.sender_url == self.person.url), 0)


class Further(NamedTuple):
    """Somebody with whom a talk went on elsewhere: the phone, the first and the last word there."""

    phone: str
    first: int
    last: int


def acquainted(past: Past, further: dict[str, Further], most: int = 400) -> list[Known]:
    """Return those with whom a rep talked and who answered, the longest talks first."""
    ties = {tie.person.url: tie for tie in past.ties if tie.person}
    talks: dict[str, list[Message]] = defaultdict(list)
    for row in past.messages:
        if row.draft == "No" and row.text and "," not in row.to_urls:
            talks[row.to_urls if row.sender_url == past.rep.url else row.sender_url].append(row)
    found = []
    for url, rows in talks.items():
        tie = ties.get(url)
        if tie and tie.person and tie.person.name != HIDDEN and "evil" not in tie.person.company:
            rows.sort(key=lambda row: row.at)
            found.append(Known(tie.person, tuple(rows), tie.at, tie.email, further.get(url)))
    found = [known for known in found if known.answers]
    return sorted(found, key=lambda known: (-len(known.rows), known.person.url))[:most]


@dataclass
class Desk:
    """One CRM at work, up to the moment `end`."""

    book: Book
    rng: Random
    crowd: Crowd
    end: int
    lang: str
    known: set[str]  # names of contacts of the team

    def stranger(self, rep: Rep) -> Person:
        """Return somebody whom nobody of the team knows; a namesake now and then."""
        for _ in range(12):
            person = self.crowd.person(self.lang, rep, grammar(self.lang).themes())
            if person.name not in self.known or self.rng.random() < 0.06:
                break
        return person

    # --- rows ----------------------------------------------------------------------------------------------------
    def contact(
        self, known: Known, company: Company, owner: str, source: str, at: int, lead_at: int, stage: str
    ) -> Contact:
        """Add a contact as a colleague would have typed it: mostly with a key, sometimes with a name alone."""
        person, chance = known.person, crc32(known.person.url.encode()) % 100
        url = person.url if chance < 58 or known.further else ""
        first, last = person.first, person.last.split(",")[0].split(" (")[0].rstrip(" 🚚🚛")
        if chance >= 90:
            first = first[0] + "."
        email = known.email if chance < 80 else ""
        if not email and not url and chance < 70:
            email = f"{crc32(person.url.encode()):08x}@{company.domain}"
        phone = known.further.phone.replace("00", "+", 1) if known.further else ""
        detail = "LinkedIn" if source == SOCIAL else ""
        made = Contact(
            self.book.number(), first, last, email, phone, url, person.position, company, owner, source, detail,
            at, lead_at, stage,
        )  # fmt: skip
        self.book.contacts.append(made)
        if chance % 31 == 0:  # typed a second time, by somebody who did not look
            self.book.contacts.append(made._replace(no=self.book.number(), email="", url="", lead_at=0, stage="other"))
        return made

    def deal(
        self, contact: Contact, owner: str, at: int, days: float, outcome: str, repeat: bool = False, money: float = 1.0
    ) -> Deal:
        """Add a deal that takes so many days, with its activities; one that is not over by the end is open."""
        rng, at = self.rng, min(at, self.end - HOUR)
        product = rng.choice(list(PRODUCTS)) if repeat else rng.choices(list(PRODUCTS), (5, 4, 1, 2))[0]
        amount = round(PRODUCTS[product] * rng.uniform(0.7, 1.6) * money / 50) * 50
        closes = work_time(at + int(days * DAY), rng)
        end = outcome if closes <= self.end else ""
        reached = len(STEPS) if end == WON or not end else rng.choices(range(1, 6), (2, 5, 4, 6, 2))[0]
        cuts = sorted(rng.uniform(0.04, 0.95) for _ in range(reached - 1))
        entered = [
            (STEPS[0], at),
            *((STEPS[no + 1], work_time(at + int(cut * days * DAY), rng)) for no, cut in enumerate(cuts)),
        ]
        entered = [step for step in entered if step[1] <= min(self.end, closes)]
        currency = "EUR" if rng.random() < 0.93 or at < self.end - 3 * YEAR else rng.choice(("USD", "GBP"))
        made = Deal(
            self.book.number(), f"{contact.company.name} – {product}", contact, owner, amount,
            round(amount * rng.uniform(0.34, 0.55)), currency, product, contact.source, repeat, tuple(entered), end,
            closes if end else 0, 0 if end else closes, rng.choice(REASONS) if end == LOST else "",
        )  # fmt: skip
        self.book.deals.append(made)
        self._worked(made, min(self.end, closes))
        if end == WON:
            self._paid(made)
        return made

    def _worked(self, deal: Deal, until: int) -> None:
        for no in range(self.rng.randint(2, 5)):
            at = work_time(deal.at + int((0.03 + 0.92 * self.rng.random()) * (until - deal.at)), self.rng)
            kind, title = (("Call", "Call about the tours"), ("Email", "Sent the figures"), ("Meeting", "Demo"))[no % 3]
            if at <= self.end:
                self.act(kind, at, deal.owner, title, deal.contact, deal.no)

    def act(self, kind: str, at: int, owner: str, title: str, contact: Contact, deal: int = 0) -> None:
        """Log an activity, unless the export was made before it."""
        if at > self.end:
            return
        self.book.acts.append(Act(self.book.number(), kind, at, owner, title, contact, deal))

    def _paid(self, deal: Deal) -> None:
        days, chance = self.rng.randint(10, 40), self.rng.random()
        if chance < 0.12:
            self.book.pay(deal, days, "instalment", 0.5, self.end)
            self.book.pay(deal, days + 60, "instalment", 0.5, self.end)
            return
        self.book.pay(deal, days, until=self.end)
        if chance > 0.985:
            self.book.pay(deal, days + 45, "refund", 0.3, self.end)

    def ticket(
        self, contact: Contact, owner: str, at: int, subject: str, category: str, answer: int, days: int
    ) -> None:
        """Add a ticket that is answered after `answer` seconds and closed after so many days, if by the end."""
        answered, closed = (moment if moment <= self.end else 0 for moment in (at + answer, at + days * DAY))
        self.book.tickets.append(Ticket(self.book.number(), subject, category, contact, owner, at, answered, closed))


# --- the past --------------------------------------------------------------------------------------------------------
def history(
    desk: Desk,
    known: Known,
    rep: Rep,
    began: int,
    source: str,
    *,
    loyal: float = 1.0,
    money: float = 1.0,
    keeps: bool = False,
) -> list[Deal]:
    """Let a customer buy from a moment on, again and again, until they stay away; one who `keeps` never does."""
    rng, book = desk.rng, desk.book
    company = book.company(known.person, rep.name, began - 40 * DAY)
    contact = desk.contact(known, company, rep.name, source, began - 40 * DAY, began - 35 * DAY, "customer")
    at, deals = began, []
    while at < desk.end - 20 * DAY:
        owner = _owner(rep, at, desk.end)
        deals.append(desk.deal(contact, owner, at, rng.uniform(12, 45), WON, bool(deals), money))
        if rng.random() < 0.22 and at + 90 * DAY < desk.end:  # something they did not want
            desk.deal(contact, owner, at + 90 * DAY, rng.uniform(20, 70), LOST, True)
        tenure = (at - began) / YEAR
        stay = next(share for years, share in sorted(STAY.items(), reverse=True) if tenure >= years)
        if not keeps and rng.random() > (stay * loyal) ** (240 / 365):
            break
        at = work_time(at + int(rng.gauss(240, 30) * DAY), rng)
    return deals


def _owner(rep: Rep, at: int, end: int) -> str:
    """Return who sold at a moment: the rep, or before the rep came somebody who left since."""
    year = 2026 - (end - at) / YEAR
    return rep.name if year >= SINCE[rep.story] + 0.3 else FORMER[crc32(rep.slug.encode()) % 2]


# --- this year's leads -----------------------------------------------------------------------------------------------
def inbound(desk: Desk, reps: list[Rep], months: int, share: float) -> None:
    """Let leads come from every channel for so many months, each to one of the reps."""
    for back in range(months, 0, -1):
        for source, channel in CHANNELS.items():
            count = int(channel.leads * share + desk.rng.random())
            for _ in range(count):
                at = work_time(desk.end - back * 30 * DAY + int(desk.rng.random() * 29 * DAY), desk.rng)
                _lead(desk, desk.rng.choice(reps), source, channel, at)


def _lead(desk: Desk, rep: Rep, source: str, channel: Channel, at: int) -> None:
    rng, person = desk.rng, desk.stranger(rep)
    known = Known(person)
    company = desk.book.company(person, rep.name, at)
    opens = at + int(rng.uniform(*channel.days) * DAY)
    goes_on = rng.random() < channel.deal and opens < desk.end
    contact = desk.contact(known, company, rep.name, source, at, at, "opportunity" if goes_on else "lead")
    if rng.random() < 0.8:
        desk.act(
            "Call", work_time(min(at + int(rng.uniform(1, 60) * HOUR), desk.end), rng), rep.name, "First call", contact
        )
    if goes_on:
        wins = rng.random() < channel.won
        deal = desk.deal(contact, rep.name, opens, rng.uniform(*channel.cycle), WON if wins else LOST)
        again = deal.closed_at + int(rng.uniform(150, 260) * DAY)
        while deal.end == WON and again < desk.end and rng.random() < 0.93:
            desk.deal(contact, rep.name, work_time(again, rng), rng.uniform(12, 45), WON, True)
            again += int(rng.gauss(240, 30) * DAY)


# --- what talks led to -----------------------------------------------------------------------------------------------
def from_talks(desk: Desk, rep: Rep, people: list[Known]) -> None:
    """Let talks of a rep become leads and deals, as the rep's story has it; those that went on elsewhere are won."""
    most, deal, won = SOLD.get(rep.story, (0, 0, 0))
    fresh = [known for known in people if desk.end - known.tied < 215 * DAY and known.rows[0].sender_url == rep.url]
    told = sorted(fresh, key=lambda known: known.further is None)[:most]
    for no, known in enumerate(told):
        at = work_time(known.answered_at + int(desk.rng.uniform(2, 14) * DAY), desk.rng)
        if known.further:
            _chained(desk, rep, known)
        elif at < desk.end:
            wins = desk.rng.random() < won
            _from_talk(desk, rep, known, at, (no + 0.5) / len(told) < deal, WON if wins else LOST)


def _from_talk(desk: Desk, rep: Rep, known: Known, at: int, goes_on: bool, outcome: str) -> None:
    opens = work_time(at + int(desk.rng.uniform(4, 18) * DAY), desk.rng)
    goes_on = goes_on and opens < desk.end
    company = desk.book.company(known.person, rep.name, at)
    contact = desk.contact(known, company, rep.name, SOCIAL, at, at, "opportunity" if goes_on else "lead")
    if goes_on:
        desk.deal(contact, rep.name, opens, desk.rng.uniform(40, 100), outcome)


def _chained(desk: Desk, rep: Rep, known: Known) -> None:
    """A talk makes a lead, the lead a deal; the talk goes on elsewhere until the deal is won."""
    at = min(known.answered_at + 3 * DAY, known.further.first - 4 * DAY)
    company = desk.book.company(known.person, rep.name, at)
    contact = desk.contact(known, company, rep.name, SOCIAL, at, at, "customer")
    opens = min(at + 3 * DAY, known.further.first - DAY)
    desk.deal(contact, rep.name, opens, max(20, (known.further.last - opens) // DAY + 6), WON)


def busywork(desk: Desk, rep: Rep, people: list[Known], count: int) -> None:
    """Log much that leads nowhere: calls and mails without a deal."""
    company = None
    for no in range(count):
        if no % 6 == 0:
            person = people[no // 6].person if no // 6 < len(people) and no % 4 == 0 else desk.stranger(rep)
            at = desk.end - int(desk.rng.uniform(5, 190) * DAY)
            company = desk.book.company(person, rep.name, at)
            contact = desk.contact(Known(person), company, rep.name, "", at, 0, "subscriber")
        at = work_time(desk.end - int(desk.rng.uniform(1, 180) * DAY), desk.rng)
        desk.act("Call" if no % 2 else "Email", min(at, desk.end), rep.name, "Following up", contact)
