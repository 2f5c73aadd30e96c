"""Made-up deals with talks, written straight into the tables that attribution reads."""

import json
from random import Random

from made_up import answered, at, conversation, day, facts, mark

from data import crm_model, derive
from data.crm_model import SaleDeal, SaleLead
from data.derive import ContactRow
from data.records import Message

MONEY = 100_00


def message(row, no: int, ago: float, direction: str) -> Message:
    """Return the fact behind a mark."""
    person = f"{row.network}:in/{row.id}"
    blank = dict.fromkeys(Message._fields, "")
    told = {
        "id": f"{row.id}-m{no}", "rep_id": row.rep_id, "network": row.network, "conversation_id": row.id,
        "kind": "direct", "direction": direction, "direction_by": "stated", "sent_at": at(ago), "sent_at_by": "exact",
        "day": at(ago)[:10], "person_key": person, "recipients": "[]", "attachments": "[]",
    }  # fmt: skip
    return Message(**{**blank, "sender_key": None, **told})


def talk(conn, key: str, rep: str, said: list[tuple[float, str]], network: str = "linkedin", **more) -> None:
    """Write a conversation: (days ago, out or in) of each message; its contact is c-<key>."""
    row = answered(conversation(key, rep, int(said[0][0]), network), **more)
    derive.insert(conn, [row])
    derive.insert(conn, [ContactRow(row.contact_id, network, f"Person {key}", f"{network}:in/{key}", "", "")])
    conn.execute("INSERT OR REPLACE INTO contact_key VALUES (?,?)", (f"{network}:in/{key}", row.contact_id))
    facts(conn, *(message(row, no, ago, way) for no, (ago, way) in enumerate(said)))
    marks = [mark(row, no, 0, way)._replace(day=at(ago)[:10]) for no, (ago, way) in enumerate(said)]
    derive.insert(conn, marks)


def linked(conn, key: str, person: str, band: str = "auto", tier: str = "key") -> None:
    """Say that the contact of a talk is a person of the CRM."""
    conn.execute("INSERT OR REPLACE INTO crm_match VALUES (?,?,?,?,0.9,'{}')", (f"c-{key}", person, band, tier))


def deal(conn, key: str, people: list[str], **more) -> SaleDeal:
    """Write a won deal and its lead; `lead`, `opened`, `closed` are days ago, `rep` its owner."""
    told = {"lead": 60, "opened": 50, "closed": 10, "rep": "anna", "state": "won", "amount": MONEY, "source": ""} | more
    channel = "social" if told["source"] == "LinkedIn" else "unknown" if not told["source"] else "event"
    moments = {name: at(told[name]) for name in ("lead", "opened", "closed")}
    lead = SaleLead(
        f"l-{key}", "file", key, told["rep"], channel, told["source"], None, people[0] if people else None,
        moments["lead"], day(told["lead"]), f"d-{key}", moments["opened"], day(told["opened"]),
    )  # fmt: skip
    closed = told["state"] != "open"
    row = SaleDeal(
        f"d-{key}", "file", f"Deal {key}", told["rep"], channel, told["source"], lead.id, f"k-{key}",
        json.dumps([[person, ""] for person in people]), "p", "s", told["state"], "new", "", "", "",
        told.get("currency", "EUR"), told["amount"], told.get("cost"), told.get("base", told["amount"]),
        told.get("cost"), moments["opened"], day(told["opened"]), None, None,
        moments["closed"] if closed else None, day(told["closed"]) if closed else None, None,
    )  # fmt: skip
    derive.insert(conn, [lead])
    derive.insert(conn, [row])
    return row


def random_sales(conn, seed: int, deals: int = 60) -> None:
    """Fill a workspace with deals in all states, some with talks of their people, some linked by guess."""
    rnd = Random(seed)
    for no in range(deals):
        closed = rnd.randint(0, 200)
        opened = closed + rnd.randint(0, 90)
        people = [f"p{rnd.randint(0, deals)}" for _ in range(rnd.randint(0, 2))]
        state, source = rnd.choice(["won", "won", "lost", "open"]), rnd.choice(["", "LinkedIn", "Trade fair"])
        lead, rep = opened + rnd.randint(0, 60), rnd.choice(["anna", "ben", None])
        amount = rnd.choice([None, 0, rnd.randint(1, 10**7)])
        deal(
            conn, str(no), people, closed=closed, opened=opened, lead=lead, state=state, source=source, rep=rep,
            amount=amount, base=rnd.choice([amount, None]) if amount else amount,
        )  # fmt: skip
        _random_talks(conn, rnd, no, people, lead)


def _random_talks(conn, rnd: Random, no: int, people: list[str], lead: int) -> None:
    for person in people:
        for other in range(rnd.randint(0, 2)):
            key, start = f"{no}-{person}-{other}", lead + rnd.randint(-60, 200)
            start = max(start, 3)
            said = [(start - step * rnd.random() * 2, rnd.choice(["out", "out", "in"])) for step in range(4)]
            said = sorted(((max(ago, 0.1), way) for ago, way in said), reverse=True)
            rep, network = rnd.choice(["anna", "ben", "dmitry"]), rnd.choice(["linkedin", "vk", "telegram"])
            talk(conn, key, rep, said, network)
            linked(conn, key, person, rnd.choice(["auto", "auto", "review"]))


__all__ = ["crm_model", "deal", "linked", "random_sales", "talk"]
