"""Breaches become findings: ids that stay, points and severity from the weights."""

from collections.abc import Iterable, Iterator
from typing import Any

from data.derive import FindingRow
from data.records import canonical_json, stable_id
from scoring.conversation import Talk
from scoring.rule import Breach, Rule
from scoring.rules import RULES
from scoring.setting import Setting
from scoring.templates.posts import Post
from scoring.templates.usage import Use
from scoring.weights import Section

EVIDENCE_CHARS = 2_000
_OWN = ("severity", "points", "subject")
"""Params of a breach that become columns."""


def of_talk(talk: Talk, setting: Setting, numbers: Section, rules: Iterable[Rule] = RULES) -> Iterator[FindingRow]:
    """Yield what the rules find in one conversation; nothing in a private one."""
    if talk.private:
        return
    for rule in rules:
        for breach in rule.breaches(talk, setting):
            subject = "message" if breach.message_id else "conversation"
            about = {
                "rep_id": talk.rep_id,
                "network": talk.network,
                "subject": subject,
                "subject_id": breach.message_id or talk.id,
                "conversation_id": talk.id,
                "message_id": breach.message_id,
                "contact_id": talk.contact_id,
            }
            yield _row(rule.id, stable_id(rule.id, breach.message_id or talk.id), about, breach, numbers)


def of_use(rule: str, use: Use, breach: Breach, numbers: Section) -> FindingRow:
    """Return a finding about copies: of one message, of a rep's use of a text, or of a text (then of no rep)."""
    subject = breach.params["subject"]
    one = next((sent for sent in use.sent if sent.message_id == breach.message_id), use.sent[-1])
    ids = {
        "message": (breach.message_id,),
        "rep": (use.rep_id, use.template_id),
        "template": (use.template_id,),
    }[subject]
    alone = subject == "template"
    about = {
        "rep_id": "" if alone else use.rep_id,
        "network": one.network,
        "subject": subject,
        "subject_id": ids[0],
        "conversation_id": breach.conversation_id,
        "message_id": breach.message_id,
        "contact_id": None if alone else one.contact_id,
    }
    return _row(rule, stable_id(rule, *ids), about, breach, numbers)


def of_post(rule: str, post: Post, breach: Breach, numbers: Section) -> FindingRow:
    """Return a finding about a post."""
    about = {"rep_id": post.rep_id, "network": post.network, "subject": "post", "subject_id": post.id}
    nobody = {"conversation_id": None, "message_id": None, "contact_id": None}
    return _row(rule, stable_id(rule, post.id), about | nobody, breach, numbers)


def _row(rule: str, id_: str, about: dict[str, Any], breach: Breach, numbers: Section) -> FindingRow:
    weight = numbers.rules[rule]
    evidence, spans = _cut(breach)
    return FindingRow(
        id=id_,
        rule=rule,
        **about,
        day=breach.day,
        severity=str(breach.params.get("severity", weight.severity)),
        points=float(breach.params.get("points", weight.points)),
        evidence=evidence,
        spans=canonical_json(spans),
        params=canonical_json({key: value for key, value in breach.params.items() if key not in _OWN}),
    )


def _cut(breach: Breach) -> tuple[str, list[tuple[int, int]]]:
    """Return the evidence, shortened when a text is very long, and the spans that are still in it."""
    evidence = breach.evidence[:EVIDENCE_CHARS]
    return evidence, [(start, min(end, len(evidence))) for start, end in breach.spans if start < len(evidence)]
