"""Writing on and on to somebody who does not answer."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import OUT, Talk, touches
from scoring.excerpt import excerpt
from scoring.rule import Breach, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    warn, fault = int(setting.thresholds["unanswered_warn"]), int(setting.thresholds["unanswered_fault"])
    for run in talk.runs:
        sent = touches(run) if run[0].direction == OUT else []
        if len(sent) >= warn:
            said = sent[fault - 1] if len(sent) >= fault else sent[warn - 1]
            evidence, spans = excerpt(said.text, said.out.spans.get("is_bump", ()) if said.out else ())
            severity = "watch" if len(sent) >= fault else "note"
            yield Breach(said.id, talk.id, said.day, evidence, spans, {"count": len(sent), "severity": severity})


RULE = Rule(
    id="follow-up.pressure",
    title=N_("Too many messages in a row without an answer"),
    why=N_("After the second unanswered message complaints and blocks grow faster than answers."),
    advice=N_("Stop after two. Come back in some months with something that is of use without an answer."),
    lesson=N_("Silence is an answer. Put the person on a list for later and spend the hour on somebody who talks."),
    breaches=_breaches,
)
