"""Talks with their times: every batch of a story becomes conversations, invitations, contacts and notes."""

from base64 import b64encode
from dataclasses import dataclass
from random import Random

from data.demo.clock import DAY, HOUR, waking_time, work_time
from data.demo.grammar import grammar
from data.demo.past import Invite, Message, OwnNote, Past, Tie
from data.demo.people import Crowd, Person, Rep
from data.demo.stories import FULL, Batch, Courses, Story

STRETCH_OVER = 4.0
"""A team grown beyond this factor has talked for more months, not only more each week."""


@dataclass
class Scene:
    """What the telling of one rep's story needs at hand."""

    past: Past
    story: Story
    rng: Random
    crowd: Crowd
    midnight: int  # of the demo's last day
    factor: float

    @property
    def rep(self) -> Rep:
        """The rep the story is about."""
        return self.past.rep

    @property
    def end(self) -> int:
        """The moment of the rep's export: six in the evening of its day."""
        return self.midnight - self.story.ends * DAY + 18 * HOUR

    def stretch(self, first: int) -> float:
        """Return the days before the end at which talks begin, more in a team that has grown much."""
        return first * min(max(self.factor / STRETCH_OVER, 1.0), 10.0) if first >= FULL else first

    def person(self, lang: str) -> Person:
        """Return a new person."""
        return self.crowd.person(lang, self.rep, grammar(lang).themes())

    def say(self, lang: str, name: str, person: Person) -> str:
        """Return a text of the list `name`."""
        return grammar(lang).text(name, person.slots, self.rng.random)

    def conversation(self) -> str:
        """Return a new conversation id as LinkedIn writes them."""
        number = f"{self.rng.getrandbits(128):032x}"
        uuid = f"{number[:8]}-{number[8:12]}-4{number[13:16]}-a{number[17:20]}-{number[20:]}"
        return "2-" + b64encode(f"{uuid}_100".encode()).decode()


def spread(courses: Courses, n: int, rng: Random) -> list[str]:
    """Return `n` courses in the given proportions, shuffled; the proportions hold to within one."""
    total = sum(courses.values())
    exact = {course: n * weight / total for course, weight in courses.items()}
    counts = {course: int(share) for course, share in exact.items()}
    rest = sorted(courses, key=lambda course: counts[course] - exact[course])
    for course in rest[: n - sum(counts.values())]:
        counts[course] += 1
    found = [course for course, count in counts.items() for _ in range(count)]
    rng.shuffle(found)
    return found


def tell(scene: Scene, batch: Batch) -> None:
    """Let all talks of a batch happen."""
    n = max(1, round(batch.n * scene.factor))
    answered = n if batch.answered == batch.n else round(batch.answered * scene.factor)
    rng = scene.rng
    courses = [(course, True) for course in spread(batch.courses, answered, rng)]
    courses += [(course, False) for course in spread(batch.silent, n - answered, rng)]
    rng.shuffle(courses)
    first, last = scene.stretch(batch.days[0]), batch.days[1]
    langs = spread({"ru": batch.ru, "en": 1 - batch.ru}, n, rng)
    for no, (course, _) in enumerate(courses):
        days = first - (first - last) * (no + rng.random()) / n
        _talk(scene, batch, course, langs[no], days)


def _talk(scene: Scene, batch: Batch, course: str, lang: str, days: float) -> None:
    person = scene.person(lang)
    start = work_time(scene.midnight - int(days) * DAY + 8 * HOUR + int(scene.rng.random() * 9.3 * HOUR), scene.rng)
    stop = min(scene.end, scene.midnight - batch.last * DAY + 18 * HOUR)
    if start > stop:
        return
    subject = ""
    if batch.via == "inmail":
        subject = scene.say(lang, "open.inmail_subject", person)
    else:
        _meet(scene, batch, person, start)
    steps = ([">" + batch.opener] if batch.opener else []) + course.split()
    said = write(scene, person, steps, start, stop, bool(batch.opener), subject)
    if batch.via == "note":
        scene.past.invites.append(Invite(start, True, person, said[0].text))
    scene.past.messages += said
    if len(steps) > 4 and scene.rng.random() < 0.25:
        scene.past.notes.append(OwnNote(said[-1].at, person, scene.say(lang, "own.note", person)))


def write(
    scene: Scene, person: Person, steps: list[str], start: int, stop: int, opens: bool, subject: str = ""
) -> list[Message]:
    """Return the messages of a talk, as far as it came by `stop`; the first is an opener when the rep `opens`."""
    conversation, lang, found = scene.conversation(), person.lang, []
    at, ours = start, None
    for no, step in enumerate(steps):
        if no:
            at = _next(scene, at, ours, step[0])
        if at > stop:
            break
        ours = step[0] in ">~"
        group = ("open" if opens and not no else "out") if ours else "in"
        text = scene.say(lang, _list(lang, group, step[1:]), person)
        about = "RE: " + subject if subject and no else subject
        found.append(message(scene.rep, at, conversation, person, ours, text, about))
    return found


def _list(lang: str, group: str, name: str) -> str:
    qualified = f"{group}.{name}"
    return qualified if group == "in" or grammar(lang).has(qualified) else f"open.{name}"


def message(rep: Rep, at: int, conversation: str, person: Person, ours: bool, text: str, subject: str = "") -> Message:
    """Return a message of a talk between the rep and one person."""
    folder = "ARCHIVE" if ord(conversation[5]) % 11 == 0 else "INBOX"
    if ours:
        return Message(at, conversation, "", rep.name, rep.url, person.name, person.url, subject, text, folder)
    return Message(at, conversation, "", person.name, person.url, rep.name, rep.url, subject, text, folder)


def _meet(scene: Scene, batch: Batch, person: Person, start: int) -> None:
    """Connect the rep with the person before the talk (or with its first message, which is the invitation's note)."""
    rng, past = scene.rng, scene.past
    if batch.via == "client":
        past.ties.append(Tie(start - int(rng.uniform(200, 900)) * DAY, person, _email(person, 0.3, rng)))
        return
    if batch.via == "note":
        past.ties.append(Tie(start + int(rng.random() * DAY), person))
        return
    tie = start - int(rng.random() ** 2 * 6 * DAY)
    past.ties.append(Tie(tie, person, _email(person, 0.05, rng)))
    outgoing = bool(batch.opener)
    past.invites.append(Invite(tie - int(rng.random() ** 2 * 9 * DAY) - 600, outgoing, person, ""))


def _email(person: Person, share: float, rng: Random) -> str:
    if rng.random() >= share:
        return ""
    tail = person.url.rsplit("-", 1)[1]
    return f"{tail}@mail.example"


def _next(scene: Scene, at: int, ours: bool | None, kind: str) -> int:
    """Return the time of the next message after one at `at` that was ours or not."""
    rng, story = scene.rng, scene.story
    if kind == "~":
        return work_time(at + int(rng.uniform(18, 46) * DAY), rng)
    if kind == "^":
        return waking_time(at + int(rng.uniform(1.2, 6) * DAY), rng)
    if kind == ">" and ours:
        return work_time(at + int(rng.uniform(*story.gap) * DAY), rng)
    if kind == ">":
        return work_time(at + max(70, int(story.speed * HOUR * rng.lognormvariate(0, 0.9))), rng)
    if ours is False:
        return at + 30 + int(rng.random() * 900)
    return waking_time(at + min(9 * DAY, 120 + int(5 * HOUR * rng.lognormvariate(0, 1.3))), rng)
