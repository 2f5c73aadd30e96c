"""Breaches become findings: ids that stay, points and severity from the weights."""

from collections.abc import Iterable, Iterator

from data.derive import FindingRow
from data.records import canonical_json, stable_id
from scoring.conversation import Talk
from scoring.rule import Breach, Rule
from scoring.rules import RULES
from scoring.setting import Setting
from scoring.templates.usage import Opener, people_within
from scoring.weights import Section

EVIDENCE_CHARS = 2_000
COPIED = "opener.copied"


def of_talk(talk: Talk, setting: Setting, numbers: Section, rules: Iterable[Rule] = RULES) -> Iterator[FindingRow]:
    """Yield what the rules find in one conversation; nothing in a private one."""
    if talk.private:
        return
    for rule in rules:
        for breach in rule.breaches(talk, setting):
            yield _row(rule.id, talk, breach, numbers)


def _row(rule: str, talk: Talk, breach: Breach, numbers: Section) -> FindingRow:
    weight = numbers.rules[rule]
    subject = "message" if breach.message_id else "conversation"
    subject_id = breach.message_id or talk.id
    severity = str(breach.params.get("severity", weight.severity))
    params = {key: value for key, value in breach.params.items() if key != "severity"}
    evidence, spans = _cut(breach)
    return FindingRow(
        stable_id(rule, subject_id),
        rule,
        talk.rep_id,
        talk.network,
        subject,
        subject_id,
        talk.id,
        breach.message_id,
        talk.contact_id,
        breach.day,
        severity,
        weight.points,
        evidence,
        canonical_json(spans),
        canonical_json(params),
    )


def _cut(breach: Breach) -> tuple[str, list[tuple[int, int]]]:
    """Return the evidence, shortened when a text is very long, and the spans that are still in it."""
    evidence = breach.evidence[:EVIDENCE_CHARS]
    return evidence, [(start, min(end, len(evidence))) for start, end in breach.spans if start < len(evidence)]


def sent_to_many(openers: list[Opener], numbers: Section) -> int:
    """Return how many people got one of these openers within the days that the rule looks at."""
    return people_within(openers, int(numbers.thresholds["copies_days"]))


def of_copies(openers: list[Opener], text: str, numbers: Section, silent_until: str) -> FindingRow:
    """Return the finding that a rep sent one opener, given oldest first, to many people within days.

    Answers are counted of openers sent until `silent_until` (a day), so that silence had time to be silence.
    """
    limits, weight, last = numbers.thresholds, numbers.rules[COPIED], openers[-1]
    old = [sent for sent in openers if sent.replied is not None and (sent.day or "9") <= silent_until]
    answered = sum(sent.replied for sent in old)
    ignored = len(old) >= limits["copies_stop_n"] and answered / len(old) < limits["copies_stop_rate"]
    params = {
        "template_id": last.template_id,
        "count": len({sent.to for sent in openers}),
        "people": sent_to_many(openers, numbers),
        "days": int(limits["copies_days"]),
        "answered": answered,
        "old": len(old),
        "first_day": openers[0].day,
    }
    return FindingRow(
        stable_id(COPIED, last.rep_id, last.template_id),
        COPIED,
        last.rep_id,
        last.network,
        "rep",
        last.rep_id,
        last.conversation_id,
        last.message_id,
        last.contact_id,
        last.day,
        "stop" if ignored else weight.severity,
        weight.points,
        text[:EVIDENCE_CHARS],
        canonical_json([(0, min(len(text), EVIDENCE_CHARS))]),
        canonical_json(params),
    )
