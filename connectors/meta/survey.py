"""What the beginnings of all threads of an export tell together: who stands in all of them is the export's owner."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from connectors.connector import Choice, Member, Question
from connectors.meta.documents import decoded, thread_file
from connectors.meta.layout import Place
from connectors.meta.mangled import unmangled
from connectors.meta.names import fold
from connectors.meta.noise import is_placeholder

_PARTICIPANTS = re.compile(r'"participants"\s*:\s*')
_STAMP = re.compile(r'"timestamp(?:_ms)?"\s*:\s*(\d{9,16})\b')
_FLAT = re.compile(r'"threadName"\s*:')
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_NUMBERED = re.compile(r"_\d+$")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True)
class Head:
    """The beginning of a file of a thread. `newest` is the greatest stamp seen there, 0 for none."""

    names: tuple[str, ...]
    newest: int
    flat: bool


@dataclass(frozen=True)
class Profile:
    """Whom the profile file names. `names` are all texts in it that may be the display name, the likeliest first."""

    names: tuple[str, ...] = ()
    username: str = ""
    url: str = ""
    email: str = ""


def head_of(member: Member) -> Head | None:
    """Return the beginning of a thread; None when the file is something else."""
    text = decoded(member.head())
    flat = bool(_FLAT.search(text))
    found = _PARTICIPANTS.search(text)
    if not found or not (flat or _MESSAGES.search(text) or len(text) > 60_000):
        return None
    try:
        told = _DECODER.raw_decode(text, found.end())[0]
    except (ValueError, RecursionError):
        told = []
    names = names_of(told)
    stamps = [int(stamp) for stamp in _STAMP.findall(text)]
    if not flat and not stamps and not re.search(r'"messages"\s*:\s*\[\s*\]', text) and "sender_name" not in text:
        return None
    return Head(tuple(unmangled(name) for name in names), max(stamps, default=0), flat or _is_flat(told))


def _is_flat(told: object) -> bool:
    return isinstance(told, list) and bool(told) and all(isinstance(one, str) for one in told)


def names_of(told: object) -> list[str]:
    """Return the names of a list of participants, which are objects or plain texts."""
    listed = told if isinstance(told, list) else []
    names = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return [name for name in names if isinstance(name, str) and name.strip()]


@dataclass
class Survey:
    """All threads of an upload, by network. `threads` holds (head, place) of every file."""

    threads: list[tuple[Head, Place, Member]] = field(default_factory=list)
    load_profile: Callable[[], Profile] = Profile
    load_handles: Callable[[], Mapping[str, str]] = dict

    @cached_property
    def profile(self) -> Profile:
        """The profile file's words."""
        return self.load_profile()

    @cached_property
    def handles(self) -> Mapping[str, str]:
        """Usernames by what a thread's folder makes of them, where that is one only."""
        return self.load_handles()

    @cached_property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Names by thread."""
        return {place.thread + place.root: head.names for head, place, _ in self.threads}

    @cached_property
    def counts(self) -> Counter[str]:
        """In how many threads each name stands, as the files write it."""
        return Counter(name for names in self.people.values() for name in sorted(set(names)))

    @cached_property
    def stated(self) -> dict[str, str]:
        """Names that the profile gives the owner, folded -> as written; only those that stand in threads, if any do."""
        told = {fold(name): name for name in (*self.profile.names, self.profile.username) if name}
        known = {fold(name) for name in self.counts}
        return {name: words for name, words in told.items() if name in known} or dict(list(told.items())[:1])

    @cached_property
    def derived(self) -> str:
        """The one name common to all threads that the profile's name does not stand in, "" when none is."""
        rest = [set(names) for names in self.people.values() if not self.stated.keys() & set(map(fold, names))]
        common = set.intersection(*rest) if rest else set()
        common = {name for name in common if not is_placeholder(name)}
        return common.pop() if len(rest) > 1 and len(common) == 1 else ""

    @cached_property
    def by_title(self) -> str:
        """The name that is left of few threads of two when the one they are called after is taken away."""
        if self.derived or self.stated or len(self.people) > 3:
            return ""
        left = {_other(member) for _, _, member in self.threads}
        return left.pop() if len(left) == 1 else ""

    @cached_property
    def own(self) -> dict[str, str]:
        """Return folded names of the owner -> how that is known: "stated", "derived" or only "proposed"."""
        guessed = {fold(self.by_title): "proposed"} if self.by_title else {}
        shown = {fold(self.derived): "derived"} if self.derived else {}
        return {**guessed, **shown, **dict.fromkeys(self.stated, "stated")}

    def questions(self) -> tuple[Question, ...]:
        """Ask which name is the rep, where some thread names nobody that the export shows to be it; ask for zones."""
        zone = (Question("zone"),) if any(place.ending == "html" for _, place, _ in self.threads) else ()
        shown = self.stated.keys() | ({fold(self.derived)} if self.derived else set())
        if all(not names or shown & set(map(fold, names)) for names in self.people.values()):
            return zone
        told = [(name, count) for name, count in self.counts.most_common(30) if not is_placeholder(name)]
        choices = tuple(Choice(name, name, count) for name, count in told)
        return (Question("self", choices, self.by_title), *zone) if choices else zone

    def with_people(self, names: tuple[str, ...]) -> Place | None:
        """Return the one thread in folders that has just these people, None when there are several or none."""
        wanted = set(map(fold, names))
        found = {place.thread: place for head, place, _ in self.threads if set(map(fold, head.names)) == wanted}
        places = [place for place in found.values() if place.ending != "flat"]
        return places[0] if len(places) == 1 and len(wanted) == 2 else None


@lru_cache(maxsize=16)
def _other(member: Member) -> str:
    fields = thread_file(member).fields
    names = names_of(fields.get("participants"))
    title = title_of(fields)
    left = [name for name in names if fold(name) != fold(title)]
    return left[0] if len(names) == 2 and len(left) == 1 else ""


def title_of(fields: Mapping[str, object]) -> str:
    """Return what a thread is called: in a talk of two that is the other side's name."""
    flat = fields.get("threadName")
    title = _NUMBERED.sub("", flat) if isinstance(flat, str) else fields.get("title")
    return title if isinstance(title, str) else ""


_NOWHERE = Place("", "", "", 1, "json")


@dataclass(frozen=True)
class ThreadMember(Member):
    """A file of a thread, where it lies, and what the whole export tells."""

    place: Place = _NOWHERE
    survey: Survey = field(default_factory=Survey, compare=False, repr=False)
    first: bool = False  # of the files of its kind in the export
