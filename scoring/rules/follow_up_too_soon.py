"""A reminder within two days."""

from collections.abc import Iterator
from itertools import pairwise

from data.words import N_
from scoring.conversation import Talk, hours_between, touches
from scoring.excerpt import excerpt
from scoring.rule import Breach, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:
    if talk.opener is None:
        return
    for before, said in pairwise(touches(talk.runs[0])):
        gap = hours_between(before, said)
        if gap is not None and gap < setting.thresholds["follow_up_hours"]:
            evidence, spans = excerpt(said.text, said.out.spans.get("is_bump", ()) if said.out else ())
            yield Breach(said.id, talk.id, said.day, evidence, spans, {"hours": round(gap)})
            return


RULE = Rule(
    id="follow-up.too-soon",
    title=N_("Reminded too soon"),
    why=N_("Many people read their messages twice a week. A reminder after a day says that your time matters more."),
    advice=N_("Wait three to five days, and bring something new when you come back."),
    lesson=N_("Put the reminder into your calendar instead of writing it now."),
    breaches=_breaches,
)
