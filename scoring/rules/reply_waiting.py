"""A question of theirs that nobody answered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from data.words import N_
from scoring.conversation import Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    asked = next((wait.asked for wait in talk.waits() if wait.answer is None), None)
    until = setting.known_until(talk.rep_id)
    if asked is None or not until:
        return
    burst = talk.runs[-1]
    question = next((said for said in burst if said.inbound and said.inbound.label in ("question", "interested")), None)
    now = datetime.fromisoformat(until).replace(tzinfo=UTC) + timedelta(days=1)
    hours = setting.hours.between(asked.at, now)
    if question is not None and hours > setting.thresholds["waiting_hours"]:
        evidence, spans = excerpt(question.text, question.inbound.spans.get(question.inbound.label, ()))
        yield Breach(question.id, talk.id, asked.day, evidence, spans, {"since": asked.day})


RULE = Rule(
    id="reply.waiting",
    title=N_("Their question is waiting"),
    why=N_("Somebody wanted something from you. Interest cools within hours, not weeks."),
    advice=N_("Answer today, even if only to say when you can tell more."),
    lesson=N_("Begin the day with the answers you owe, before any new message."),
    breaches=_breaches,
)
