"""The demo team: made-up reps whose past comes as exports in the networks' own formats.

Each rep has a story that the pages must tell (see `stories`). Equal arguments give equal files, byte for byte.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from data.demo import activity, elsewhere, profile, specials, telegram, vk, whatsapp
from data.demo.archive import Archive
from data.demo.clock import HOUR
from data.demo.crm import Crm, Further
from data.demo.past import Past
from data.demo.people import Crowd, Rep, team
from data.demo.stories import STORY, planned
from data.demo.talks import Scene, tell

UNTIL = date(2026, 11, 21)
OLDER_DAYS = 77
"""The older exports are so many days older."""
WITH_OLDER = ("anna", "dmitry", "farid")


def build(
    folder: Path,
    reps: int = 8,
    messages: int | None = None,
    seed: int = 7,
    until: date = UNTIL,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write the exports of a demo team into `folder`, one folder a rep, and return their paths.

    Args:
        folder: where to; made when it does not exist.
        reps: how many; beyond eight the stories are played again under other names.
        messages: about how many in all; None for the natural size (about five thousand for eight reps).
        seed: another number, other people and words, same stories.
        until: the last day of the demo.
        progress: called with (reps done, reps) after each rep.

    Raises:
        ValueError: fewer than one rep, or fewer than 100 messages a rep.
    """
    if reps < 1:
        raise ValueError("A team needs at least one rep.")
    if messages is not None and messages < 100 * reps:
        raise ValueError(f"{reps} reps need at least {100 * reps} messages to have a story.")
    members = team(reps)
    natural = sum(planned(STORY[rep.story]) for rep in members)
    factor = messages / natural if messages else 1.0
    paths, sales = [], Crm(until, seed)
    for no, rep in enumerate(members):
        paths += _export(Path(folder), rep, no, factor, Random(f"{seed}/{rep.member_id}"), until, sales)
        if progress:
            progress(no + 1, reps)
    return [*sales.write(Path(folder) / "CRM"), *paths]


def _export(folder: Path, rep: Rep, no: int, factor: float, rng: Random, until: date, sales: Crm) -> list[Path]:
    midnight = int(datetime(until.year, until.month, until.day, tzinfo=UTC).timestamp())
    scene = Scene(Past(rep), STORY[rep.story], rng, Crowd(rng), midnight, factor)
    for batch in scene.story.batches:
        tell(scene, batch)
    specials.add(scene, no)
    activity.contacts(scene)
    public = activity.posts(scene), activity.comments(scene), activity.reactions(scene)
    taken = until - timedelta(days=scene.story.ends)
    home, paths = folder / rep.name, []
    if rep.story in WITH_OLDER:
        paths.append(_older(home, scene, until - timedelta(days=OLDER_DAYS)))
    path = home / f"Complete_LinkedInDataExport_{taken:%m-%d-%Y}.zip"
    archive = Archive(path, taken)
    archive.messages(scene.past.messages)
    archive.people(scene.past, scene.end)
    _profile(archive, scene, taken, older=False)
    archive.activity(rep.member_id, *public)
    archive.close()
    return [*paths, *_elsewhere(home, scene, taken, sales), path]


def _elsewhere(home: Path, scene: Scene, taken: date, sales: Crm) -> list[Path]:
    """Write the exports of other networks in which the rep is."""
    paths = []
    told = elsewhere.talks(scene, "telegram")
    sales.add(scene.past, {talk.person.url: _further(talk) for talk in told})
    if told:
        paths.append(telegram.write(home / f"DataExport_{taken}" / "result.json", scene.rep, told))
    if told := elsewhere.talks(scene, "vk"):
        paths.append(vk.write(home / "Archive.zip", scene.rep, told, taken))
    return [*paths, *whatsapp.write(home, scene.rep, elsewhere.talks(scene, "whatsapp"), taken)]


def _further(talk: elsewhere.Talk) -> Further:
    return Further(telegram.phone(talk.person), talk.rows[0].at, talk.rows[-1].at)


def _older(home: Path, scene: Scene, taken: date) -> Path:
    """Write the basic export the rep made earlier: no posts, another profile, and only what had happened by then."""
    path = home / f"Basic_LinkedInDataExport_{taken:%m-%d-%Y}.zip"
    until = int(datetime(taken.year, taken.month, taken.day, tzinfo=UTC).timestamp()) + 18 * HOUR
    archive = Archive(path, taken)
    archive.messages([row for row in scene.past.messages if row.at <= until])
    archive.people(scene.past, until)
    _profile(archive, scene, taken, older=True)
    archive.close()
    return path


def _profile(archive: Archive, scene: Scene, taken: date, older: bool) -> None:
    rep = scene.rep
    for name, rows in profile.files(rep, older, taken).items():
        archive.table(name, rows)
    if not older:
        rng = Random(f"{rep.member_id}/endorsements")
        archive.table("Endorsement_Received_Info.csv", profile.endorsements(rep, Crowd(rng), rng, taken))


__all__ = ["UNTIL", "build"]
