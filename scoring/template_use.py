"""What became of the texts that went to many: how each was used, and what the rules about copies find."""

import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from statistics import fmean

from data import derive
from data.derive import FindingRow, TemplateRow
from data.records import canonical_json, stable_id
from scoring import findings
from scoring.conversation import REPLY_DAYS
from scoring.rules import RULES
from scoring.setting import Setting
from scoring.templates.posts import Post
from scoring.templates.usage import Sent, Use, answers, outcome, pasted, people_within
from scoring.text import plain
from scoring.weights import Section

DECLARED = ("opener.copied", "invitation.copied")
"""Rules whose findings a rep can call an agreed campaign: it then holds for all that is said of the text."""
_POSTS = [rule for rule in RULES if rule.id.startswith("post.")]
_COPIES = [rule for rule in RULES if not rule.of_talks and rule not in _POSTS]
_CHUNK = 200


def tell(conn: sqlite3.Connection, setting: Setting, numbers: Section, ids: Sequence[str]) -> None:
    """Write anew how some templates are used, and the findings about them."""
    before = derive.rows(conn, "findings_of_rules", rules=[rule.id for rule in _COPIES], ids=list(ids))
    derive.delete(conn, "finding", "id", [row["id"] for row in before])
    agreed = {row["finding_id"] for row in derive.rows(conn, "agreed_texts")}
    rows: list[TemplateRow] = []
    found: list[FindingRow] = []
    for start in range(0, len(ids), _CHUNK):
        for uses in _uses(conn, ids[start : start + _CHUNK], agreed):
            rows.append(_row(uses, setting))
            found += _findings(uses, setting, numbers)
    derive.replace_all(conn, TemplateRow, rows, among=list(ids))
    derive.insert(conn, found)


def _uses(conn: sqlite3.Connection, ids: Sequence[str], agreed: set[str]) -> Iterator[list[Use]]:
    """Yield the uses of each template by its reps."""
    read, name_of = _reader(conn), _namer(conn)
    rows = derive.rows(conn, "template_copies", ids=list(ids))
    for template_id, of_template in groupby(rows, key=lambda row: row["template_id"]):
        yield [
            Use(
                template_id,
                rep_id,
                tuple(Sent(*row[2:]) for row in sent),
                read,
                name_of,
                _agreed(agreed, rep_id, template_id),
            )
            for rep_id, sent in groupby(of_template, key=lambda row: row["rep_id"])
        ]


def _agreed(agreed: set[str], rep_id: str, template_id: str) -> bool:
    return any(stable_id(rule, rep_id, template_id) in agreed for rule in DECLARED)


def _reader(conn: sqlite3.Connection) -> Callable[[str], str]:
    @functools.cache
    def read(message_id: str) -> str:
        return plain(derive.rows(conn, "texts", ids=[message_id]).fetchone()["text"])

    return read


def _namer(conn: sqlite3.Connection) -> Callable[[str | None], str]:
    def name_of(contact_id: str | None) -> str:
        found = derive.rows(conn, "names_of_contacts", ids=[contact_id]).fetchone()
        return found["name"] if found else ""

    return name_of


def _row(uses: list[Use], setting: Setting) -> TemplateRow:
    """Return how a template was used by everybody together."""
    sent = [one for use in uses for one in use.sent]
    limits = setting.thresholds
    openers = pasted((one for one in sent if one.role == "opener"), limits)
    first = min(sent, key=lambda one: (one.day or "9", one.message_id))
    days = sorted(one.day for one in sent if one.day)
    old = answers(openers, _before(setting.as_of, REPLY_DAYS))
    judged = [one.negative for one in openers if one.negative is not None]
    people = people_within(openers, int(limits["copies_days"]))
    return TemplateRow(
        uses[0].template_id,
        uses[0].read(first.message_id),
        len(sent),
        len({one.to for one in sent}),
        canonical_json([use.rep_id for use in uses]),
        days[0] if days else None,
        days[-1] if days else None,
        old.k,
        old.n,
        sum(judged),
        len(judged),
        canonical_json(sorted({one.network for one in sent})),
        people,
        outcome(people, answers(openers, setting.silent_until), limits),
        round(1 - fmean(one.personal for one in sent), 4),
    )


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day else ""


def _findings(uses: list[Use], setting: Setting, numbers: Section) -> Iterator[FindingRow]:
    for rule in _COPIES:
        for use in uses:
            for breach in rule.copies(use, setting):
                yield findings.of_use(rule.id, use, breach, numbers)
        for breach in rule.spread(uses, setting):
            yield findings.of_use(rule.id, uses[0], breach, numbers)


def posts(conn: sqlite3.Connection, setting: Setting, numbers: Section) -> None:
    """Write anew what the rules find in posts."""
    before = derive.rows(conn, "findings_of_rules", rules=[rule.id for rule in _POSTS], ids=None)
    derive.delete(conn, "finding", "id", [row["id"] for row in before])
    told = [
        Post(row["id"], row["rep_id"], row["network"], row["day"], plain(row["text"]))
        for row in derive.rows(conn, "posts_told")
    ]
    derive.insert(conn, list(_of_posts(told, setting, numbers)))


def _of_posts(told: Iterable[Post], setting: Setting, numbers: Section) -> Iterator[FindingRow]:
    by_id = {post.id: post for post in told}
    for rule in _POSTS:
        for breach in rule.posts(list(by_id.values()), setting):
            yield findings.of_post(rule.id, by_id[breach.message_id], breach, numbers)
