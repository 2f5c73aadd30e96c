"""One opener sent to many people. It is judged over all conversations, in `scoring.standings`."""

from collections.abc import Iterator

from data.words import N_
from scoring.conversation import Talk
from scoring.rule import Breach, Rule
from scoring.setting import Setting


def _breaches(talk: Talk, setting: Setting) -> Iterator[Breach]:  # noqa: ARG001 (one talk can't tell a copy)
    yield from ()


RULE = Rule(
    id="opener.copied",
    title=N_("The same first message to many people"),
    why=N_(
        "Networks restrict senders whose mass messages stay unanswered, and people compare notes: "
        "a text that fits everybody is about nobody."
    ),
    advice=N_("Keep the skeleton, change the substance: at least one sentence that could be sent to this person only."),
    lesson=N_("Send five messages written from scratch this week and compare how many of them are answered."),
    breaches=_breaches,
)
