"""An export as parts: threads, and what else a network's files hold; whose it is and of which day."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from connectors.believed import newest
from connectors.connector import Context, Line, Member, Owner, Part, Question, Upload
from connectors.meta.documents import decoded, load
from connectors.meta.entries import bad_entries
from connectors.meta.html import participants_of, read_html
from connectors.meta.layout import Place, by_root, network_of, place_of
from connectors.meta.survey import Head, Profile, Survey, ThreadMember, head_of
from connectors.meta.threads import read_thread
from connectors.private import is_private

Reader = Callable[["Listed", Context, object], Iterator[Line]]
_SNIFF = 4_096
_DATED = re.compile(r"(?<!\d)(20\d\d)[-_](\d\d)[-_](\d\d)(?!\d)")


@dataclass(frozen=True)
class Kind:
    """A kind of file beside threads: the end of its path in any era, how it begins, and what reads it."""

    paths: str
    begins: str = "(?!)"
    read: Reader | None = None


@dataclass(frozen=True)
class Listed(Member):
    """A file that is no thread, with all files of its kind in the upload."""

    siblings: tuple[Member, ...] = ()
    survey: Survey = field(default_factory=Survey, compare=False, repr=False)


@dataclass(frozen=True)
class Layout:
    """What one network's exports hold beside threads."""

    network: str
    kinds: Mapping[str, Kind]
    profile: Callable[[Iterable[Member]], Profile]
    handles: Callable[[Mapping[str, list[Member]]], Mapping[str, str]] = lambda _: {}

    def recognise(self, upload: Upload) -> tuple[Part, ...]:
        """Say what each file is; () when no file is this network's."""
        candidates = [one for one in upload.members if one.name.lower().endswith((".json", ".html"))]
        parts: list[Part] = []
        survey = Survey()
        for members in by_root(candidates).values():
            threads, kinds, rest = self._sorted(members)
            if not (threads or kinds) or network_of(upload.name, members) != self.network:
                continue
            survey.threads += [(head, member.place, member) for head, member in threads]
            parts += self._parts(threads, kinds, rest, survey)
        if not parts:
            return ()
        listed: dict[str, list[Member]] = {}
        for part in parts:
            listed.setdefault(part.kind, []).append(part.member)
        survey.load_profile = lambda: self.profile(listed.get("profile", ()))
        survey.load_handles = lambda: self.handles(listed)
        return tuple(_with_siblings(part, listed, survey) for part in parts)

    def _parts(self, threads, kinds, rest, survey: Survey) -> Iterator[Part]:
        there, told = {member.place for _, member in threads}, False
        for head, member in threads:
            html = member.place.ending == "html"
            kind = "messages-html" if html else "messages"
            empty = not html and not head.names and not head.newest and member.size < _SNIFF
            twin = html and member.place._replace(ending="json") in there
            first = html and not told
            told = told or html
            reason = "empty" if empty else "duplicate" if twin else ""
            yield Part(replace(member, survey=survey, first=first), kind, reason)
        for member, kind in kinds:
            yield Part(member, kind, "" if self.kinds[kind].read or kind == "profile" else "not-needed")
        for member in rest:
            yield Part(member, "other", "sensitive" if is_private(member.path) else "not-needed")

    def _sorted(self, members: list[Member]) -> tuple[list, list, list]:
        threads: list[tuple[Head, ThreadMember]] = []
        kinds: list[tuple[Member, str]] = []
        rest: list[Member] = []
        for member in members:
            if is_private(member.path):
                rest.append(member)
            elif found := _thread_of(member):
                threads.append(found)
            elif kind := self._kind(member):
                kinds.append((member, kind))
            else:
                rest.append(member)
        return threads, kinds, rest

    def _kind(self, member: Member) -> str:
        if not member.name.lower().endswith(".json"):
            return ""
        for kind, how in self.kinds.items():
            if re.search(how.paths, member.path, re.IGNORECASE):
                return kind
        head = decoded(member.head(_SNIFF)).lstrip()
        return next((kind for kind, how in self.kinds.items() if re.match(how.begins, head)), "")

    def read(self, part: Part, ctx: Context) -> Iterator[Line]:
        """Yield records and problems of one part."""
        if part.kind == "messages":
            yield from read_thread(part, ctx, self.network)
        elif part.kind == "messages-html":
            yield from read_html(part, ctx, self.network)
        elif (how := self.kinds.get(part.kind)) and how.read:
            document = load(part.member)
            if document.problem:
                yield 0, document.problem
            else:
                yield from how.read(part.member, ctx, document.value)
                yield from bad_entries(document.value)


def _with_siblings(part: Part, listed: Mapping[str, list[Member]], survey: Survey) -> Part:
    if isinstance(part.member, ThreadMember) or part.ignored:
        return part
    one = part.member
    return replace(part, member=Listed(one.path, one.size, one.opener, tuple(listed[part.kind]), survey))


def _thread_of(member: Member) -> tuple[Head, ThreadMember] | None:
    place = place_of(member.path)
    if place and place.ending == "html":
        head = member.head()  # a page begins with all its styles
        if b"_a6-" not in head and b"_a70" not in head and b"pam" not in head:
            return None
        return Head(tuple(participants_of(decoded(head))), 0, False), ThreadMember(
            member.path, member.size, member.opener, place
        )
    if not member.name.lower().endswith(".json"):
        return None
    head = head_of(member)
    if head is None:
        return None
    if head.flat:
        stem = member.name.rpartition(".")[0]
        place = Place(member.path.rpartition("/")[0], "e2ee", stem, 1, "flat")
    elif place is None:
        stem, parent = member.name.rpartition(".")[0], member.path.rpartition("/")[0]
        place = Place(parent, "", stem, 1, "json")
    return head, ThreadMember(member.path, member.size, member.opener, place)


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner by the profile, else by the name that all threads have in common."""
    survey = survey_of(parts)
    if survey is None:
        return Owner()
    profile, name = survey.profile, next(iter(survey.stated.values()), "")
    if name:
        return Owner(name, profile.url, "", profile.email, "stated", (f"export-profile|{name}",))
    if survey.derived:
        told = f"in-all-chats|{survey.derived}"
        return Owner(survey.derived, confidence="likely", evidence=(told,))
    if survey.by_title:
        return Owner(survey.by_title, confidence="guess", evidence=(f"chat-name|{survey.by_title}",))
    return Owner()


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask who of the names is the rep, where the export does not tell."""
    survey = survey_of(parts)
    return survey.questions() if survey else ()


def survey_of(parts: tuple[Part, ...]) -> Survey | None:
    """Return what all threads tell together."""
    return next((part.member.survey for part in parts if isinstance(part.member, ThreadMember | Listed)), None)


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the export: its name tells it, else that of the newest message at the head of a thread."""
    for name in (upload.name, *sorted({part.member.path.split("/")[0] for part in parts})):
        if found := _DATED.search(name):
            try:
                return datetime(*map(int, found.groups()), tzinfo=UTC).date().isoformat()
            except ValueError:
                continue
    survey = survey_of(parts)
    stamps = (head.newest for head, _, _ in survey.threads) if survey else ()
    return newest(day for stamp in stamps if (day := _day(stamp)))


def _day(stamp: int) -> str:
    seconds = stamp if stamp < 10**11 else stamp // 1000 if stamp < 10**14 else stamp // 10**6
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 10**9 < seconds < 4 * 10**9 else ""
