"""What every real inbox holds besides talks: groups, advertisements, drafts, hidden people, and hostile texts."""

from data.demo.clock import DAY, HOUR, waking_time, work_time
from data.demo.grammar import toml
from data.demo.past import Message, Tie
from data.demo.people import HIDDEN, STORIES, Person, Rep
from data.demo.talks import Scene, message


def add(scene: Scene, no: int) -> None:
    """Put the special messages of the rep number `no` into the rep's past."""
    for days in (150, 40):
        _group(scene, days)
    for days in (120, 17):
        _sponsored(scene, days)
    _draft(scene, 2)
    _hidden(scene, 95)
    _request(scene, 33)
    _attachment(scene, 61)
    texts = toml("posts")["hostile"]["inbound"]
    for at in range(no % len(STORIES), len(texts), len(STORIES)):
        _hostile(scene, texts[at], 20 + at)


def _time(scene: Scene, days: float) -> int:
    """Return a working hour so many days before the end of the rep's own export."""
    start = scene.end - 18 * HOUR - int(days) * DAY + int((9 + 7 * scene.rng.random()) * HOUR)
    return min(work_time(start, scene.rng), scene.end - 60)


def _lang(scene: Scene) -> str:
    return "ru" if scene.rng.random() < scene.story.ru else "en"


def _group(scene: Scene, days: float) -> None:
    people = [scene.person("en") for _ in range(3)]
    conversation, at = scene.conversation(), _time(scene, min(days, scene.story.begins - 2))
    title = scene.rng.choice(("Fair team", "Yard visit", "Planners' round", "User day"))
    for no in range(9):
        speaker = people[no % 3] if no % 4 else None
        others: list[Person | Rep] = [person for person in people if person is not speaker]
        if speaker:
            others.append(scene.rep)
        text = scene.say("en", "in.colleague" if speaker else "out.colleague", people[0])
        who = speaker or scene.rep
        to, urls = ", ".join(one.name for one in others), ",".join(one.url for one in others)
        scene.past.messages.append(Message(at, conversation, title, who.name, who.url, to, urls, "", text))
        at = waking_time(at + 120 + int(scene.rng.random() * 5 * HOUR), scene.rng)
    left = "A LinkedIn member left the conversation."
    scene.past.messages.append(
        Message(at, conversation, title, people[2].name, people[2].url, scene.rep.name, scene.rep.url, "", left)
    )


def _sponsored(scene: Scene, days: float) -> None:
    texts, rng = toml("posts")["sponsored"], scene.rng
    no = rng.randrange(len(texts["html"]))
    sender, title, text = texts["sender"][no], texts["title"][no], texts["html"][no]
    rep = scene.rep
    at = _time(scene, min(days, scene.story.begins))
    scene.past.messages.append(
        Message(at, scene.conversation(), title, sender, "", rep.name, rep.url, "Your invitation", text)
    )


def _draft(scene: Scene, days: float) -> None:
    person = scene.person("en")
    text = scene.say("en", "open.curious", person)[:60]
    row = message(scene.rep, _time(scene, days), scene.conversation(), person, True, text)
    scene.past.messages.append(row._replace(draft="Yes", conversation_draft="Yes"))


def _hidden(scene: Scene, days: float) -> None:
    lang = _lang(scene)
    known = scene.person(lang)
    person = Person(lang, HIDDEN, "", "", "", "", known.slots)
    at, conversation = _time(scene, min(days, scene.story.begins - 4)), scene.conversation()
    for no, (ours, name) in enumerate(((True, "open.curious"), (False, "in.refusal"), (True, "out.graceful"))):
        text = scene.say(lang, name, person)
        scene.past.messages.append(message(scene.rep, at + no * 9 * HOUR, conversation, person, ours, text))


def _request(scene: Scene, days: float) -> None:
    """A message request: the network's own sentence stands among the people's."""
    person = scene.person("en")
    at, conversation = _time(scene, min(days, scene.story.begins - 1)), scene.conversation()
    rows = ((False, scene.say("en", "in.vendor", person)), (True, "Message request accepted"))
    for no, (ours, text) in enumerate(rows):
        row = message(scene.rep, at + no * 1800, conversation, person, ours, text)
        scene.past.messages.append(row._replace(folder="SPAM" if scene.rep.story == "ben" else row.folder))


def _attachment(scene: Scene, days: float) -> None:
    person = scene.person("en")
    at, conversation = _time(scene, min(days, scene.story.begins - 3)), scene.conversation()
    ask = message(scene.rep, at, conversation, person, False, scene.say("en", "in.client_q", person))
    sheet = message(scene.rep, at + 2 * HOUR, conversation, person, True, "")
    link = f"https://www.linkedin.com/dms/prv/document/{scene.rng.getrandbits(64):016x}?m=AQ&e=1790000000"
    scene.past.messages += [ask, sheet._replace(attachments=link)]
    scene.past.ties.append(Tie(at - 40 * DAY, person))


def _hostile(scene: Scene, text: str, days: float) -> None:
    """Somebody tries to make the reader's screen fetch, run or hide something."""
    person = scene.person("en")
    if scene.rep.story == STORIES[0]:
        facts = toml("posts")["hostile"]
        person = Person("en", person.first, person.last, person.url, facts["company"], facts["position"], person.slots)
    at = _time(scene, min(days, scene.story.begins - 5))
    words = text.replace("{rep}", scene.rep.slots("en")["rep"])
    scene.past.messages.append(message(scene.rep, at, scene.conversation(), person, False, words))
    scene.past.ties.append(Tie(at - DAY, person))
