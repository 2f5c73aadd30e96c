"""Where the eras put their files, and which network a file is of.

Folders were renamed every year or two, so a file is told by the end of its path; what lies before it is the root of an
export. Files that somebody took out of their folders are told by their content.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from connectors.connector import Member

SECTIONS = ("inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover")
_THREAD = re.compile(
    rf"(?P<root>.*?)(?:^|/)messages/(?P<section>{'|'.join(SECTIONS)})/(?P<thread>[^/]+)/message_(?P<no>\d+)"
    r"\.(?P<ending>json|html)$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"(?P<root>.*?)(?:^|/)(?P<thread>[^/]+)/message_(?P<no>\d+)\.(?P<ending>json|html)$", re.IGNORECASE)
_ROOTS = re.compile(
    r"(^|/)(your_[a-z_]*activity[a-z_]*|messages|connections|friends_and_followers|followers_and_following|friends"
    r"|personal_information|profile_information|account_information|comments_and_reactions|comments|likes|posts|media"
    r"|content)/",
    re.IGNORECASE,
)
_SHORT = 5
"""Longer numbers are Meta's own and stay when the name before them changes."""
_TRACES = {
    "facebook": re.compile(
        r"facebook|profile_information/profile_information\.json|friends/your_friends|friends_and_followers"
        r"|comments_and_reactions|your_posts_|your_posts__",
        re.IGNORECASE,
    ),
    "instagram": re.compile(
        r"instagram|followers_and_following|account_information/personal_information|liked_posts|liked_comments"
        r"|post_comments|personal_information/personal_information/",
        re.IGNORECASE,
    ),
}
_INSIDE = {
    "facebook": re.compile(
        rb"your_facebook_activity|your_activity_across_facebook|www\.facebook\.com|thread_type|(friends|comments|profile)_v2"
    ),
    "instagram": re.compile(
        rb"your_instagram_activity|instagram\.com|Instagram User|profile_user|string_(map|list)_data"
    ),
}


class Place(NamedTuple):
    """Where a file of a thread lies: the export's root, the section of the inbox, the thread's folder, its number."""

    root: str
    section: str
    thread: str
    no: int
    ending: str  # json, html, or flat: the download of encrypted chats has one file a thread

    @property
    def number(self) -> str:
        """What tells the thread from all others: the long number at the end, else all of the folder's name."""
        number = self.thread.rpartition("_")[2]
        return number if len(number) > _SHORT else self.thread


def place_of(path: str) -> Place | None:
    """Return where a file of a thread lies, None for another file."""
    found = _THREAD.match(path) or _LOOSE.match(path)
    if not found:
        return None
    told = found.groupdict()
    return Place(
        told["root"], (told.get("section") or "").lower(), told["thread"], int(told["no"][:9]), told["ending"].lower()
    )


def network_of(name: str, members: list[Member]) -> str:
    """Return the network that the paths of one export speak for, then its files, then the name of the upload."""
    for texts in ([member.path for member in members], [name]):
        votes = {network: sum(bool(trace.search(text)) for text in texts) for network, trace in _TRACES.items()}
        if votes["facebook"] != votes["instagram"]:
            return max(votes, key=votes.__getitem__)
    return _by_content(members)


def _by_content(members: list[Member]) -> str:
    for member in members[:20]:
        head = member.head()
        for network in ("instagram", "facebook"):
            if _INSIDE[network].search(head):
                return network
    return "facebook"


def by_root(members: Iterable[Member]) -> Mapping[str, list[Member]]:
    """Return the files by the root of their export; a file in none of the known folders goes to the root above it."""
    members = list(members)
    known = {member.path: member.path[: found.start()] for member in members if (found := _ROOTS.search(member.path))}
    roots = sorted(set(known.values()), key=len, reverse=True)
    found: dict[str, list[Member]] = {}
    for member in members:
        folder = member.path.rpartition("/")[0]
        above = (root for root in roots if not root or f"{folder}/".startswith(f"{root}/"))
        root = known.get(member.path)
        found.setdefault(next(above, folder) if root is None else root, []).append(member)
    return found
