"""The eight stories, as numbers and as courses of talks.

A course is a row of steps: ">name" the rep writes, "<name" the other side answers, "~name" the rep writes again
after some weeks, "^name" the other side writes again after some days. Names are lists in en.toml / ru.toml.
"""

from dataclasses import dataclass, field

FULL = 201
"""Days from the first Monday of the demo (29 weeks) to its last day."""

Courses = dict[str, float]

QUIET: Courses = {"": 60, ">bump": 30, "<auto": 4, ">bump >bump": 6}
WARM: Courses = {
    "<detail >deepen <detail >give <thanks ~give_touch <neutral": 14,
    "<detail >deepen <question >answer <interested >describe <question >answer >meet <agree >confirm ~after_meet "
    "<progress >answer <thanks ~catch_up <detail >meet <agree >confirm": 7,
    "<neutral >deepen <detail >give <thanks >small ~give_touch <thanks ~give_touch": 10,
    "<detail >deepen <interested >meet <agree >confirm ~after_meet <thanks ~catch_up <progress >describe": 8,
    "<question >answer <detail >give <neutral ~give_touch": 7,
    "<detail >deepen <later >later_ok ~catch_up <detail >give <thanks": 6,
    "<refusal >graceful": 4,
    "<neutral >small ~give_touch": 5,
    ">bump <detail >deepen <detail >give <thanks": 4,
    "<auto ^detail >deepen <detail >give <thanks": 3,
    "<thanks >deepen <detail <fact_more >give <thanks ~give_touch <progress >describe <interested "
    ">meet <agree >confirm": 5,
}
FAIR: Courses = {
    "<detail >deepen <detail >give <thanks": 9,
    "<detail >deepen <question >answer <interested >meet <agree >confirm ~after_meet <thanks": 5,
    "<neutral >deepen <later >later_ok": 4,
    "<neutral >small": 5,
    "<question >answer <neutral": 5,
    "<refusal >graceful": 4,
    ">bump <detail >deepen <neutral": 3,
    "<detail >describe <refusal >graceful": 1,
    "<detail >deepen <detail >meet <later >later_ok ~catch_up <detail >give": 3,
}
CLIENT: Courses = {
    "~client_ask <client_ok ~give_touch <thanks ~client_ask <client_q >client_serve <client_ok": 4,
    "^client_q >client_serve <client_ok ~client_ask <client_ok ~catch_up <detail >give <thanks": 4,
    "~client_ask <client_q >client_serve <client_q >client_serve <client_ok ~give_touch <thanks": 3,
    "^client_complaint >client_serve <client_ok ~client_ask <client_ok": 1,
}
LOST_CLIENT: Courses = {
    **CLIENT,
    "~client_ask <client_ok ~client_ask <client_q >client_serve <client_ok >small ^client_last": 5,
    "~client_ask <client_ok ~give_touch <thanks >small": 4,
}
PASTED: Courses = {
    "<refusal": 6, "<optout": 4, "<optout >ignore_stop": 1, "<refusal >push_after_no": 2, "<question": 3,
    "<interested >describe <later": 2, ">bump_pushy <refusal": 2, "<complaint": 1, "<neutral": 1,
    "<interested >meet <agree >confirm": 1,
}  # fmt: skip
PESTERED: Courses = {
    "": 34, ">bump_pushy": 26, ">bump_pushy >bump_pushy_2": 22, ">bump_pushy >bump_pushy_2 >bump_last": 13, "<auto": 4,
}  # fmt: skip
PITCHED: Courses = {
    "<neutral >pitch": 9, "<detail >pitch": 10, "<detail >pitch >bump_pushy": 5, "<detail >pitch <refusal >graceful": 5,
    "<neutral >pitch <optout >sorry_stop": 3, "<detail >pitch <complaint": 2, "<neutral >pitch <refusal": 4,
    "<detail >pitch <interested >describe <later >later_ok": 3,
}  # fmt: skip
INBOUND: Courses = {
    "<ask_in >describe <question >answer <interested >meet <agree >confirm": 5, "<vendor": 4, "<vendor >decline": 2,
    "<fan >small": 3, "<ask_in >describe <later >later_ok": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Talks of one kind: how many, how many answered, their courses, when (days before the end), share in Russian.

    `via`: "link" after connecting, "note" with the invitation, "inmail", "client" somebody known for long.
    """

    opener: str
    n: int
    answered: int
    courses: Courses
    days: tuple[int, int] = (FULL, 0)
    silent: Courses = field(default_factory=lambda: QUIET)
    ru: float = 0.0
    via: str = "link"
    last: int = 0  # nothing is written in these talks in the last so many days


@dataclass(frozen=True)
class Story:
    """One rep's half-year. `speed`: the rep's median hours to an answer; `gap`: days until a reminder."""

    batches: tuple[Batch, ...]
    speed: float
    gap: tuple[float, float]
    posts: dict[str, int]
    comments: int
    reactions: int
    base: int  # contacts made before
    extra: int  # contacts made in the half-year without a word
    pending: int  # invitations nobody accepted
    ru: float = 0.0
    ends: int = 0  # the export was made so many days before the end
    begins: int = FULL


def _waiting(n: int, ru: float = 0.0, opener: str = "personal") -> Batch:
    """Talks of the last days in which the other side's question waits for an answer."""
    return Batch(opener, n, n, {"<question": 2, "<interested": 1}, (11, 2), ru=ru)


_ANNA = Story(
    (
        Batch("personal", 64, 28, WARM, ru=0.35), Batch("helpful", 42, 20, WARM, ru=0.35),
        Batch("curious", 18, 7, WARM, ru=0.3), Batch("inmail", 10, 3, FAIR, via="inmail"),
        Batch("note", 12, 5, WARM, ru=0.2, via="note"), _waiting(1, 0.0),
        Batch("", 14, 14, CLIENT, (420, 30), ru=0.4, via="client"), Batch("", 18, 18, INBOUND, ru=0.3),
    ),
    0.5, (6, 11), {"expert": 22, "plain": 2}, 70, 140, 340, 40, 55, 0.3,
)  # fmt: skip
_BEN = Story(
    (
        Batch("paste", 214, 9, PASTED, (FULL, 88), PESTERED), Batch("paste_late", 113, 5, PASTED, (87, 0), PESTERED),
        Batch("paste_broken", 2, 0, PASTED, (60, 20), PESTERED),
        Batch("paste_wrong", 2, 0, PASTED, (150, 100), PESTERED),
        Batch("paste_old", 38, 2, PASTED, (FULL, 160), PESTERED), Batch("curious", 24, 7, FAIR, silent=PESTERED),
        Batch("", 12, 12, {"<vendor": 3, "<ask_in": 2, "<fan": 2, "<ask_in >describe": 2}),
        Batch("paste_late", 3, 3, {"<question": 1}, (12, 3)),
    ),
    22, (1.2, 3.5), {"plain": 6}, 8, 30, 510, 20, 330,
)  # fmt: skip
_DMITRY = Story(
    (
        Batch("polite", 82, 26, PITCHED, silent={"": 70, ">bump_pushy": 25, "<auto": 3}, ru=0.5),
        Batch("curious", 60, 16, PITCHED, silent=QUIET, ru=0.5), Batch("personal", 60, 17, FAIR, ru=0.5),
        _waiting(3, 0.5, "polite"), Batch("", 12, 12, INBOUND, ru=0.5),
        Batch("", 4, 4, CLIENT, (330, 60), ru=0.7, via="client"),
    ),
    0.15, (3, 6), {"plain": 10}, 20, 60, 290, 25, 90, 0.5,
)  # fmt: skip
FANS: Courses = {"<fan >elena_fluff": 60, "<fan": 50, "<fan >elena_fluff <fan >elena_fluff": 25, "<vendor": 12}
_ELENA = Story(
    (
        Batch("thanks_connect", 52, 15, {"<neutral >elena_fluff": 8, "<neutral": 3, "<fan >elena_fluff": 3},
              silent={"": 1}, ru=0.1),
        Batch("personal", 12, 4, {"<detail >elena_fluff": 2, "<detail >deepen <detail": 1, "<neutral >pitch": 1},
              silent={"": 1}),
        Batch("", 120, 120, FANS), Batch("", 9, 9, {"<ask_in": 5, "<ask_in >elena_fluff": 4}),
    ),
    9, (5, 9), {"fluff": 120, "plain": 8}, 420, 1300, 900, 780, 240, 0.05,
)  # fmt: skip
_FARID = Story(
    (
        Batch("personal", 60, 19, FAIR, ru=0.15), Batch("helpful", 25, 8, FAIR, ru=0.15), Batch("curious", 22, 5, FAIR),
        Batch("inmail", 8, 2, FAIR, via="inmail"), _waiting(2),
        Batch("", 9, 9, CLIENT, (380, 40), ru=0.2, via="client"), Batch("", 14, 14, INBOUND),
    ),
    3, (5, 9), {"expert": 8, "plain": 4, "job": 1}, 30, 90, 310, 30, 60, 0.1,
)  # fmt: skip
_GRACE = Story(
    (
        Batch("newcomer", 19, 6, FAIR, (26, 14)), Batch("newcomer", 6, 1, {"<detail >deepen": 1}, (13, 1)),
        _waiting(1, opener="newcomer"), Batch("", 2, 2, {"<fan >small": 1, "<vendor": 1}, (20, 3)),
    ),
    2, (5, 8), {"plain": 1}, 6, 20, 85, 25, 18, begins=26,
)  # fmt: skip
_IGOR = Story(
    (
        Batch("personal", 58, 24, FAIR, ru=0.7), Batch("curious", 26, 8, FAIR, ru=0.7),
        Batch("note", 10, 4, FAIR, ru=0.6, via="note"), _waiting(2, 1.0),
        Batch("", 26, 26, LOST_CLIENT, (560, 300), ru=0.75, via="client", last=104),
        Batch("", 4, 4, CLIENT, (300, 40), ru=0.75, via="client"), Batch("", 12, 12, INBOUND, ru=0.6),
    ),
    2.5, (6, 10), {"plain": 3}, 15, 40, 420, 15, 45, 0.8,
)  # fmt: skip
_LAURA = Story(
    (
        Batch("personal", 48, 17, FAIR, (FULL, 69)), Batch("helpful", 22, 7, FAIR, (FULL, 69)),
        Batch("curious", 20, 6, FAIR, (FULL, 69)), Batch("", 10, 10, INBOUND, (FULL, 72)),
        Batch("", 6, 6, CLIENT, (360, 90), via="client"),
    ),
    2, (5, 9), {"expert": 9, "plain": 2}, 35, 70, 260, 20, 40, ends=69,
)  # fmt: skip

STORY = {
    "anna": _ANNA, "ben": _BEN, "dmitry": _DMITRY, "elena": _ELENA,
    "farid": _FARID, "grace": _GRACE, "igor": _IGOR, "laura": _LAURA,
}  # fmt: skip


def planned(story: Story) -> int:
    """Return about how many messages a story has at its natural size."""
    total = 0.0
    for batch in story.batches:
        for courses, n in ((batch.courses, batch.answered), (batch.silent, batch.n - batch.answered)):
            steps = sum(len(course.split()) * weight for course, weight in courses.items()) / sum(courses.values())
            total += n * (steps + bool(batch.opener))
    return round(total)
