"""What a rep does in public: posts, comments, reactions; and the contacts that come without a word."""

from random import Random
from typing import NamedTuple

from data.demo.clock import DAY, HOUR, work_time
from data.demo.grammar import Grammar, toml
from data.demo.past import Invite, Tie
from data.demo.talks import Scene

REACTIONS = ("LIKE",) * 12 + ("PRAISE", "PRAISE", "EMPATHY", "INTEREST", "ENTERTAINMENT", "APPRECIATION")
JOB_POST_DAYS = 19
"""So many days before the end the job seeker tells it."""


class Post(NamedTuple):
    """A row of Shares.csv."""

    at: int
    link: str
    text: str


class Comment(NamedTuple):
    """A row of Comments.csv."""

    at: int
    link: str
    text: str


class Reaction(NamedTuple):
    """A row of Reactions.csv."""

    at: int
    kind: str
    link: str


def _texts(lang: str) -> Grammar:
    return Grammar({"posts": toml("posts")[lang]})


def _link(at: int, rng: Random, kind: str) -> str:
    """Return the address of something published at `at`: LinkedIn's numbers hold the time in milliseconds."""
    number = (at * 1000 + rng.randrange(1000)) << 22 | rng.getrandbits(22)
    return f"https://www.linkedin.com/feed/update/urn%3Ali%3A{kind}%3A{number}"


def posts(scene: Scene) -> list[Post]:
    """Return the rep's posts."""
    found = []
    for kind, n in scene.story.posts.items():
        for no in range(n):
            days = JOB_POST_DAYS if kind == "job" else _days(scene, no, n)
            at = _moment(scene, days)
            lang = "ru" if kind != "job" and scene.rng.random() < scene.story.ru else "en"
            text = _texts(lang).text(f"posts.{kind}", {}, scene.rng.random)
            found.append(Post(at, _link(at, scene.rng, "share"), text))
    return [post for post in found if post.at <= scene.end]


def comments(scene: Scene) -> list[Comment]:
    """Return the rep's comments under posts of others."""
    found, n = [], scene.story.comments
    english, russian = _texts("en"), _texts("ru")
    for no in range(n):
        at = _moment(scene, _days(scene, no, n))
        texts = russian if scene.rng.random() < scene.story.ru else english
        link = _link(at - int(scene.rng.random() * 2 * DAY) - 600, scene.rng, "activity")
        found.append(Comment(at, link, texts.text("posts.comment", {}, scene.rng.random)))
    return [comment for comment in found if comment.at <= scene.end]


def reactions(scene: Scene) -> list[Reaction]:
    """Return the rep's reactions to posts of others."""
    found, n = [], scene.story.reactions
    for no in range(n):
        at = _moment(scene, _days(scene, no, n))
        kind = "ugcPost" if scene.rng.random() < 0.3 else "activity"
        link = _link(at - int(scene.rng.random() * 2 * DAY) - 60, scene.rng, kind)
        found.append(Reaction(at, REACTIONS[int(scene.rng.random() * len(REACTIONS))], link))
    return [reaction for reaction in found if reaction.at <= scene.end]


def contacts(scene: Scene) -> None:
    """Add contacts made long ago, contacts without a word, and invitations that nobody accepted."""
    story, rng, past = scene.story, scene.rng, scene.past
    grown = min(scene.factor, 4.0)
    for _ in range(round(story.base * grown)):
        days = story.begins + 5 + rng.random() ** 1.5 * 2400
        past.ties.append(Tie(scene.end - int(days * DAY), scene.person(_lang(scene))))
    extra, pending = round(story.extra * grown), round(story.pending * grown)
    for no in range(extra):
        at = _moment(scene, _days(scene, no, extra))
        person = scene.person(_lang(scene))
        past.ties.append(Tie(at, person))
        past.invites.append(Invite(at - int(rng.random() * 4 * DAY) - 900, rng.random() < 0.75, person, ""))
    for no in range(pending):
        lang = _lang(scene)
        person = scene.person(lang)
        text = scene.say(lang, "open.note", person) if story.speed < 5 and rng.random() < 0.2 else ""
        past.invites.append(Invite(_moment(scene, _days(scene, no, pending)), True, person, text))
    past.ties += [Tie(scene.end - int(rng.random() * 900 * DAY), None) for _ in range(5)]
    past.ties = [tie for tie in past.ties if tie.at <= scene.end]
    past.invites = [invite for invite in past.invites if invite.at <= scene.end]


def _lang(scene: Scene) -> str:
    return "ru" if scene.rng.random() < scene.story.ru else "en"


def _days(scene: Scene, no: int, n: int) -> float:
    """Return how many days before the demo's end the thing number `no` of `n` happens, evenly over the rep's time."""
    story = scene.story
    return story.begins - (story.begins - story.ends) * (no + scene.rng.random()) / n


def _moment(scene: Scene, days: float) -> int:
    rng = scene.rng
    return work_time(scene.midnight - int(days) * DAY + int((8 + 9 * rng.random()) * HOUR), rng)
