"""What the reps do on other networks: talks of their own there, and talks that began on LinkedIn and go on there.

Chances are taken from a generator of their own, so that what happens elsewhere changes nothing on LinkedIn.
"""

from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from data.demo.clock import DAY
from data.demo.past import Message, Past
from data.demo.people import Crowd, Person
from data.demo.stories import CLIENT, FAIR, FANS, PITCHED, WARM, Batch
from data.demo.talks import Scene, tell, write

BATCHES: dict[str, dict[str, tuple[Batch, ...]]] = {
    "telegram": {
        "anna": (Batch("personal", 9, 4, WARM, (120, 16), ru=1.0),),
        "dmitry": (Batch("polite", 19, 6, PITCHED, (150, 16), {"": 70, ">bump_pushy": 25}, ru=1.0),),
        "igor": (Batch("", 3, 3, CLIENT, (280, 50), ru=1.0, via="client"),),
    },
    "vk": {
        "elena": (Batch("", 9, 9, FANS, (190, 16), ru=1.0),),
        "igor": (Batch("personal", 12, 5, FAIR, (160, 16), ru=1.0),),
    },
    "whatsapp": {
        "anna": (Batch("helpful", 6, 3, WARM, (110, 16), ru=1.0),),
        "farid": (Batch("personal", 5, 2, FAIR, (130, 16)),),
        "igor": (Batch("", 3, 3, CLIENT, (250, 40), ru=1.0, via="client"),),
    },
}
"""Network -> story -> talks that begin there."""
GO_ON = {"telegram": {"anna": 5, "igor": 2}}
"""Network -> story -> how many talks of LinkedIn go on there."""
_ON = ("~catch_up <detail >give <thanks", "~catch_up <progress >meet <agree >confirm")


@dataclass
class Talk:
    """A talk with one person; rows in the order of time."""

    person: Person
    rows: list[Message] = field(default_factory=list)


def talks(scene: Scene, network: str) -> list[Talk]:
    """Return the talks of a rep on a network; none for a rep who is not there."""
    rep = scene.rep
    rng = Random(f"{network}/{rep.member_id}/{scene.midnight}")
    there = Scene(Past(rep), scene.story, rng, Crowd(rng), scene.midnight, min(scene.factor, 1.0))
    for batch in BATCHES[network].get(rep.story, ()):
        tell(there, batch)
    people = {tie.person.url: tie.person for tie in there.past.ties if tie.person}
    rows = sorted(there.past.messages, key=lambda row: (row.conversation, row.at))
    found = []
    for _, group in groupby(rows, key=lambda row: row.conversation):
        said = list(group)
        url = said[0].to_urls if said[0].sender_url == rep.url else said[0].sender_url
        found.append(Talk(people[url], said))
    found += _going_on(scene, there, GO_ON.get(network, {}).get(rep.story, 0))
    return sorted(found, key=lambda talk: talk.rows[0].at)


def _going_on(scene: Scene, there: Scene, wanted: int) -> list[Talk]:
    """Continue, with the same people, some talks of LinkedIn that went well and ended weeks ago."""
    people = {tie.person.url: tie.person for tie in scene.past.ties if tie.person and tie.person.lang == "ru"}
    rows = sorted(scene.past.messages, key=lambda row: (row.conversation, row.at))
    grouped = [list(group) for _, group in groupby(rows, key=lambda row: row.conversation)]
    ended = [said for said in grouped if len(said) >= 5 and 90 * DAY > there.end - said[-1].at > 45 * DAY]
    found: list[Talk] = []
    for said in sorted(ended, key=lambda said: said[-1].at):
        person = people.get(said[0].to_urls)
        if person is None or len(found) == wanted:
            continue
        steps = _ON[len(found) % 2].split()
        start = said[-1].at + int(there.rng.uniform(5, 9) * DAY)
        found.append(Talk(person, write(there, person, steps, start, there.end - 16 * DAY, opens=False)))
    return [talk for talk in found if talk.rows]
