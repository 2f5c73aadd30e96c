"""A small made-up team, written straight into the tables that figures read."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random

from data import derive, store
from data.derive import ContactRow, ConversationRow, FindingRow, MarkRow, TemplateRow, VerdictRow, WaitRow
from data.records import TABLES, Activity, Connection, Invitation

LAST = date(2026, 11, 21)
REPS = {"anna": "Anna Sokolova", "ben": "Ben Carter", "dmitry": "Dmitry Orlov", "igor": "Игорь Белов"}


def day(ago: int) -> str:
    """Return the day some days before the last one."""
    return (LAST - timedelta(days=ago)).isoformat()


def at(ago: float) -> str:
    """Return a moment some days before the last noon."""
    noon = datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC)
    return (noon - timedelta(days=ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def workspace(path, reps=REPS):
    """Create a workspace with reps and yield a writing connection; the counts by day are made at the end."""
    store.prepare(path)
    with store.writing(path) as conn:
        conn.executemany("INSERT INTO rep (id, name, role_title) VALUES (?,?,'Closer')", reps.items())
        yield conn
        derive.rebuild_tally(conn, None)


def conversation(key: str, rep: str, ago: int, network: str = "linkedin", **facts) -> ConversationRow:
    """Return a conversation the rep began, some days ago, unanswered; `facts` override."""
    row = ConversationRow(
        id=key,
        rep_id=rep,
        network=network,
        contact_id=f"c-{key}",
        title=f"Contact {key}",
        kind="direct",
        private=0,
        started_at=at(ago),
        started_day=day(ago),
        last_at=at(ago),
        last_day=day(ago),
        opened_by="us",
        messages=1,
        ours=1,
        turns=1,
        our_chars=200,
        follow_ups=0,
        opener_chars=200,
        replied=0,
        replied_any=0,
        pitch_opener=0,
        copied_opener=0,
        personal_opener=0,
        question_opener=0,
        short_opener=1,
        link_opener=0,
        slot_opener=0,
        helped_opener=0,
        pressured=0,
        burned=0,
    )
    return row._replace(**facts)


def answered(row: ConversationRow, hours: float = 20.0, **facts) -> ConversationRow:
    """Return the same conversation with a neutral answer."""
    late = hours > 14 * 24
    base = {"replied": int(not late), "replied_any": 1, "reply_h": hours, "theirs": 1, "their_chars": 100}
    more = {"exchanges": 1, "turns": 2, "positive": 0, "negative": 0, "pitch_after_reply": 0, "messages": 2}
    return row._replace(**{**base, **more, **facts})


def mark(row: ConversationRow, no: int, ago: int, direction: str = "out", role: str = "message", **facts) -> MarkRow:
    """Return what a message of a conversation does: nothing in particular."""
    base = MarkRow(
        f"{row.id}-m{no}", row.id, row.rep_id, day(ago), direction, no, role, "en", 100,
        0.0, 0.0, 0.0, 0.0, 0.0, None, 0, None, None, None, "{}",
    )  # fmt: skip
    return base._replace(**facts)


def wait(row: ConversationRow, no: int, ago: float, hours: float | None) -> WaitRow:
    """Return an episode of waiting that lasted some hours; None while it is open."""
    answered_at = None if hours is None else at(ago - hours / 24)
    return WaitRow(row.id, row.rep_id, row.network, f"{row.id}-w{no}", at(ago), at(ago)[:10], answered_at, hours, hours)


def facts(conn, *records) -> None:
    """Write facts as they are."""
    for record in records:
        table = TABLES[type(record)]
        conn.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(record))})", record)


def activity(key: str, rep: str, ago: int, kind: str = "post") -> Activity:
    """Return a public act."""
    return Activity(key, rep, "linkedin", kind, "", at(ago), "exact", day(ago), "", "", "")


def connection(key: str, rep: str, ago: int) -> Connection:
    """Return a contact made some days ago."""
    return Connection(f"n-{rep}-{key}", rep, "linkedin", f"linkedin:in/{key}", key, "", "", "", day(ago))


def invitation(key: str, rep: str, ago: int) -> Invitation:
    """Return an invitation sent some days ago."""
    return Invitation(f"i-{rep}-{key}", rep, "linkedin", "out", "stated", "", day(ago), f"linkedin:in/{key}", key, "")


def verdict(rep: str, judged: str, *reasons: dict, points: float = 10.0) -> list[VerdictRow]:
    """Return a verdict for every standard period."""
    return [VerdictRow(rep, name, judged, points, json.dumps(reasons)) for name in ("30d", "15w", "12m")]


def finding(key: str, row: ConversationRow, rule: str, severity: str = "watch", **more) -> FindingRow:
    """Return a finding about a conversation."""
    base = FindingRow(
        key, rule, row.rep_id, row.network, "conversation", row.id, row.id, None, row.contact_id, row.started_day,
        severity, 5.0, f"canary words of {row.id}", "[[0, 6]]", "{}",
    )  # fmt: skip
    return base._replace(**more)


def contact(row: ConversationRow) -> ContactRow:
    """Return the other side of a conversation."""
    return ContactRow(row.contact_id, row.network, f"Person {row.id}", f"{row.network}:in/{row.id}", "", "")


def template(key: str, reps: list[str], reach: int) -> TemplateRow:
    """Return a text that many got."""
    return TemplateRow(key, f"canary text {key}", reach, reach, json.dumps(reps), day(60), day(2), 3, reach, 1)


def random_team(conn, seed: int, size: int = 120) -> list[ConversationRow]:
    """Fill a workspace with random conversations, marks, waits, invitations and acts; return the conversations."""
    rnd = Random(seed)
    rows = [_random_row(rnd, no) for no in range(size)]
    derive.insert(conn, rows)
    derive.insert(conn, [contact(row) for row in rows if row.contact_id])
    derive.insert(conn, [_random_mark(rnd, row, no) for row in rows for no in range(rnd.randint(0, 3))])
    waits = [wait(row, 0, rnd.uniform(0.2, 80), rnd.choice([None, 0.5, 3.0, 30.0])) for row in rows[::3]]
    derive.insert(conn, waits)
    for no in range(size // 4):
        rep, ago = rnd.choice(list(REPS)), rnd.randint(0, 100)
        facts(conn, invitation(str(no), rep, ago), activity(f"a{no}", rep, ago, rnd.choice(["post", "reaction"])))
        if rnd.random() < 0.5:
            facts(conn, connection(str(no), rep, max(0, ago - rnd.randint(0, 50))))
    return rows


def _random_row(rnd: Random, no: int) -> ConversationRow:
    flag = lambda: rnd.choice([0, 1, None])  # noqa: E731
    row = conversation(f"t{no}", rnd.choice(list(REPS)), rnd.randint(0, 120), rnd.choice(["linkedin", "vk"]))
    if rnd.random() < 0.4:
        row = answered(row, rnd.choice([5, 100, 500]), positive=flag(), negative=flag(), pitch_after_reply=flag())
    if rnd.random() < 0.2:
        row = row._replace(opened_by=rnd.choice(["them", "unknown"]), replied=None, replied_any=None, pressured=flag())
    return row._replace(
        contact_id=rnd.choice([None, f"p{no % 40}-{row.rep_id}"]), private=int(rnd.random() < 0.1), burned=flag(),
        started_day=row.started_day if rnd.random() < 0.95 else None, exchanges=rnd.randint(0, 5),
        pitch_opener=flag(), copied_opener=flag(), personal_opener=flag(), question_opener=flag(),
        helped_opener=flag(), slot_opener=flag(), outcome=rnd.choice(["none", "meeting", "interested"]),
    )  # fmt: skip


def _random_mark(rnd: Random, row: ConversationRow, no: int) -> MarkRow:
    return mark(
        row, no, rnd.randint(0, 120), rnd.choice(["out", "in"]), "opener" if no == 0 else "message",
        offers_help=rnd.random(), is_pitch=rnd.random(), template_id=rnd.choice([None, "k1", "k2"]),
    )  # fmt: skip


def waiting_row(row: ConversationRow) -> ConversationRow:
    """Return a conversation in which they wait for us and which went well."""
    return row._replace(
        waiting_since=at(7), positive=1, outcome="interested", private=0, copied_opener=0, pitch_opener=0,
        pitch_after_reply=0, slot_opener=0, opened_by="us", started_day=row.started_day or day(3),
    )  # fmt: skip
