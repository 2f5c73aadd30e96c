"""Mails as records: those of threads in which the rep wrote to somebody outside; the others are only counted."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from connectors.connector import Context, Line, Part, Problem
from connectors.moments import NEVER, Moment, moment, of_wall
from connectors.sources.mail.bodies import Mail
from connectors.sources.mail.boxes import Raw, messages
from connectors.sources.mail.files import Box
from connectors.sources.mail.headers import Address, Headers, date
from connectors.sources.mail.own import is_machine, takes_copies
from connectors.sources.mail.survey import Survey, box_name, labels_of, number, separated, thread_of
from data.records import IN, OUT, UNKNOWN, Identity, Message, canonical_json, person_key, stable_id

NETWORK = "mail"
_LEFT = ("draft", "spam", "trash", "chat")
_BULK = ("bulk", "list", "junk")


class Way(NamedTuple):
    """Who wrote to whom."""

    direction: str
    by: str
    kind: str
    person: Address | None


def read(part: Part, ctx: Context) -> Iterator[Line]:
    """Yield the mails of a mailbox that belong to the rep's talks, and at the end how many were left out and why."""
    return _Reader(part.member, ctx).lines()


class _Reader:
    def __init__(self, box: Box, ctx: Context) -> None:
        self.box, self.ctx, self.told = box, ctx, box.told
        self.left: Counter[str] = Counter()
        self.reached: set[Address] = set()

    def lines(self) -> Iterator[Line]:
        name = box_name(self.box)
        for raw in messages(self.box):
            headers = Headers(raw.head)
            writers = headers.addresses("from")
            writer = writers[0] if writers else Address("", "")
            why = self._unwanted(headers, labels_of(headers, name), writer)
            if why:
                self.left[why] += 1
                continue
            yield from self._records(raw, headers, writer)
        for why, count in sorted(self.left.items()):
            yield 0, Problem(f"mails-{why}", {"count": count})

    def _unwanted(self, headers: Headers, marked: set[str], writer: Address) -> str:
        """Return why a mail is left out, "" when it is not."""
        if left := sorted(marked & set(_LEFT)):
            return left[0]
        thread = thread_of(headers)
        if thread is None or self.told.root(thread[0]) not in self.told.wrote:
            if writer.email not in self.told.own:
                return "elsewhere"
        elif writer.email not in self.told.own and _is_list(headers):
            return "list"
        return ""

    def _records(self, raw: Raw, headers: Headers, writer: Address) -> Iterator[Line]:
        everybody = headers.addresses("to", "cc", "bcc")
        people = [one for one in everybody if not takes_copies(one.email)]
        way = _way(self.told, headers, writer, people)
        if way is None:
            self.left["inside"] += 1
            return
        mail = Mail(raw.head, raw.body)
        if self._by_machine(headers, writer, mail):
            way = way._replace(kind="system", person=None if way.direction != OUT else way.person)
        when = self._moment(raw, headers)
        if when.at is None:
            yield raw.line, Problem("bad-date", {"column": "Date"})
        yield raw.line, self._message(raw, headers, mail, (writer, people, way, when))
        if way.person and way.person not in self.reached:
            self.reached.add(way.person)
            yield from ((raw.line, one) for one in self._identities(way.person))

    def _by_machine(self, headers: Headers, writer: Address, mail: Mail) -> bool:
        answered = headers.get("auto-submitted", "no").split(";")[0].strip().lower() not in ("no", "")
        replier = "x-autoreply" in headers or "x-autorespond" in headers
        refused = mail.is_report or mail.is_calendar_answer
        return answered or replier or refused or (writer.email not in self.told.own and is_machine(writer.email))

    def _moment(self, raw: Raw, headers: Headers) -> Moment:
        when = date(headers.get("date", "")) or separated(raw.separator)
        if when is None:
            return NEVER
        if when.tzinfo:
            return moment(when, "offset", self.ctx.time_zone)
        if headers.get("date", "").rstrip().endswith("-0000"):  # UTC, from a sender who does not tell the own zone
            return of_wall(when, "UTC", self.ctx.time_zone)._replace(by="offset")
        return of_wall(when, self.ctx.zone, self.ctx.time_zone)

    def _message(
        self, raw: Raw, headers: Headers, mail: Mail, told: tuple[Address, list[Address], Way, Moment]
    ) -> Message:
        writer, people, way, when = told
        subject = " ".join(headers.text("subject").split())
        native = "".join(headers.ids("message-id")[:1])
        thread = thread_of(headers)
        text = mail.text
        own = native or stable_id(headers.get("date", ""), writer.email, [one.email for one in people], subject, text)
        talk = self.told.root(thread[0]) if thread else number(own)
        return Message(
            stable_id(self.ctx.rep_id, NETWORK, own),
            self.ctx.rep_id,
            NETWORK,
            stable_id(self.ctx.rep_id, NETWORK, talk),
            subject,
            way.kind,
            way.direction,
            way.by,
            when.at,
            when.by,
            headers.get("date", "") or raw.separator.decode("ascii", "replace").partition(" ")[2].strip(),
            when.day,
            key_of(way.person) if way.person else None,
            (way.person.name or way.person.email) if way.person else "",
            key_of(writer) if writer.email else None,
            writer.name or writer.email,
            canonical_json([[one.name or one.email, key_of(one)] for one in people if one.email != writer.email]),
            subject,
            text,
            canonical_json(mail.files),
            "",
        )

    def _identities(self, person: Address) -> Iterator[Identity]:
        key = key_of(person)
        for kind, value in (("email", person.email), ("name", person.name)):
            if value:
                rep = self.ctx.rep_id
                yield Identity(stable_id(rep, NETWORK, key, kind, value), rep, NETWORK, key, kind, value)


def key_of(person: Address) -> str:
    """Return the key of somebody: the address."""
    return person_key(NETWORK, "email", person.email)


def _is_list(headers: Headers) -> bool:
    """Tell what is sent to many; tools that reps use mark their mails alike, so only the others' are asked."""
    return (
        headers.get("precedence", "").strip().lower() in _BULK or "list-id" in headers or "list-unsubscribe" in headers
    )


def _way(told: Survey, headers: Headers, writer: Address, people: list[Address]) -> Way | None:
    """Return who wrote to whom; None for mail within the firm."""
    own = told.own
    if not told.sure:
        return Way(UNKNOWN, "unknown", "direct" if len(people) == 1 else "group", None)
    by = "stated" if told.sent else "derived"
    outside = own.outside(people)
    if writer.email in own:
        addressed = own.outside(headers.addresses("to")) or outside
        if not outside:
            return None
        return Way(OUT, by, "direct" if len(addressed) == 1 else "group", addressed[0] if len(addressed) == 1 else None)
    if own.is_inside(writer.email):
        return Way(IN, by, "group", None) if outside else None
    return Way(IN, by, "direct", writer)
