"""Invitations.csv: who invited whom to connect. LinkedIn keeps recent and still open ones only."""

from collections import Counter
from collections.abc import Iterator

from connectors.connector import Context, Line, Problem
from connectors.sources.linkedin.dates import clock, message_moment
from connectors.sources.linkedin.people import bare
from connectors.sources.linkedin.reader import NETWORK, Reader
from connectors.sources.linkedin.senders import Routes
from connectors.tables import Shape, Table
from data.records import IN, Invitation, person_key, stable_id


def read_invitations(table: Table, ctx: Context) -> Iterator[Line]:
    """Yield invitations. The file tells no zone, so `day` is the wall-clock day and no hour is derived from it."""
    pick = table.pick("from", "to", "sent at", "message", "direction", "inviterprofileurl", "inviteeprofileurl")
    routes = Routes(ctx, {})
    told: Counter[tuple] = Counter()
    for line, row in table.rows():
        sender, to, sent_at, text, way, inviter, invitee = pick(row)
        if not (sender.strip() or to.strip() or inviter or invitee):
            yield line, Problem("empty-row" if not sent_at.strip() else "hidden-member")
            continue
        route = routes.of((sender, inviter, to, invitee, way))
        moment = clock(sent_at) or message_moment(sent_at)[0]
        if moment is None:
            yield line, Problem("bad-date", {"column": "Sent At"})
        person = route.person_key
        if person is None and route.hidden:  # a closed profile: nothing but the moment tells two of them apart
            person = person_key(NETWORK, "talk", f"{ctx.rep_id}/invitation {sent_at}")
        when = moment.strftime("%Y-%m-%d %H:%M") if moment else sent_at
        key = (route.direction, bare(route.person_name), when, " ".join(text.split()))
        told[key] += 1
        yield (
            line,
            Invitation(
                id=stable_id(ctx.rep_id, NETWORK, "invitation", *key, told[key]),
                rep_id=ctx.rep_id,
                network=NETWORK,
                direction=route.direction,
                direction_by=route.direction_by,
                sent_at_text=sent_at,
                day=moment.date().isoformat() if moment else None,
                person_key=person,
                person_name=route.person_name or (sender if route.direction == IN else to),
                text=text,
            ),
        )


READER = Reader(Shape.of("from, to, sent at", "inviterprofileurl, inviteeprofileurl"), read_invitations)
