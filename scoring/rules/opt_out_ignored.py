"""Writing on after somebody asked to stop."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import IN, OUT, Said, Talk
from scoring.excerpt import excerpt
from scoring.rule import Breach, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, _: Setting) -> Iterator[Breach]:
    stopped: Said | None = None
    answered = 0
    for said in talk.human:
        if said.direction == IN:
            stopped = _still_stopped(stopped, said)
            answered = 0
        elif said.direction == OUT and stopped is not None:
            answered += 1
            if answered > 1 or _goes_on(said):
                evidence, spans = excerpt(said.text, ())
                yield Breach(said.id, talk.id, said.day, evidence, spans, {"asked": stopped.text[:200]})
                return


def _still_stopped(stopped: Said | None, heard: Said) -> Said | None:
    """Return the message that asked to stop: a later answer that wants something takes it back."""
    if heard.inbound is not None and heard.inbound.label == "opt_out" and "opt_out" in heard.inbound.spans:
        return heard
    return None if heard.inbound is not None and heard.inbound.label in ("interested", "question") else stopped


def _goes_on(said: Said) -> bool:
    """Tell whether a first answer to "stop" is more than "understood, sorry"."""
    out = said.out
    return out is not None and max(out.is_pitch, out.asks_meeting, out.is_bump, out.has_question) >= 0.5


RULE = Rule(
    id="contact.opt-out-ignored",
    title=N_("Wrote on after being asked to stop"),
    why=N_("It breaks the rules of every network and the law in many countries. One report can close the account."),
    advice=N_("Apologise in one line, if you have not yet, and never write to this person again."),
    lesson=N_("Keep a list of people who asked to stop, and look there before every campaign."),
    breaches=_breaches,
)
