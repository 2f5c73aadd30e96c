"""An archive as parts: what each file is, whose account it is, of which day, and who is known by name."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from connectors.believed import newest
from connectors.connector import Choice, Member, Owner, Part, Question, Upload
from connectors.private import is_private
from connectors.sources.x.files import KINDS, id_of, named, rows, unwrapped, value_of
from connectors.stamps import of_iso

_DATED = re.compile(r"twitter[-_](20\d\d-\d\d-\d\d)(?!\d)", re.IGNORECASE)
_ISO = re.compile(rb'"createdAt"\s*:\s*"(20\d\d-\d\d-\d\d)T\d\d:\d\d')
_ENDINGS = (".js", ".json", ".txt")
READ = frozenset(["messages", "group messages", "tweets", "likes", "followers", "following"])


class Account(NamedTuple):
    """The account that an archive is of."""

    id: str = ""
    username: str = ""
    name: str = ""
    email: str = ""


class Known(NamedTuple):
    """How somebody was called when the rep last mentioned them; it may be out of date."""

    handle: str
    name: str


@dataclass
class Survey:
    """What the files of an archive tell together."""

    listed: dict[str, list[Member]] = field(default_factory=dict)

    @cached_property
    def account(self) -> Account:
        """The account as its file, else as the manifest names it."""
        for member in self.listed.get("account", ()):
            for row in rows(member):
                one = unwrapped(row, "account")
                number = id_of(one.get("accountId")) or id_of(one.get("id"))
                if number:
                    name = one.get("accountDisplayName") or one.get("full_name") or ""
                    handle = one.get("username") or one.get("screen_name") or ""
                    return Account(number, str(handle), str(name), str(one.get("email") or ""))
        one = self._manifest("userInfo")
        return Account(id_of(one.get("accountId")), str(one.get("userName") or ""), str(one.get("displayName") or ""))

    def _manifest(self, name: str) -> Mapping[str, Any]:
        for member in self.listed.get("manifest", ()):
            told = value_of(member)
            one = told.get(name) if isinstance(told, dict) else None
            if isinstance(one, dict):
                return one
        return {}

    @property
    def made_on(self) -> str:
        """The day on which X made the archive, "" when it does not say."""
        return (of_iso(self._manifest("archiveInfo").get("generationDate"), "UTC").day) or ""

    @cached_property
    def pairs(self) -> Counter[str]:
        """In how many conversations of two each account stands."""
        found = set()
        for member in self.listed.get("messages", ()):
            for row in rows(member):
                talk = str(unwrapped(row, "dmConversation").get("conversationId", ""))
                found.add(frozenset(talk.split("-")))
        return Counter(number for pair in found if len(pair) == 2 for number in sorted(pair) if id_of(number))

    @cached_property
    def derived(self) -> str:
        """The one account that stands in every conversation of several, "" when none does."""
        talks = sum(self.pairs.values()) // 2
        common = [number for number, count in self.pairs.items() if count == talks]
        return common[0] if talks > 1 and len(common) == 1 else ""

    @cached_property
    def known(self) -> dict[str, Known]:
        """Handles and names by account number, out of mentions and replies in the rep's own tweets."""
        found: dict[str, tuple[str, Known]] = {}
        for member in self.listed.get("tweets", ()):
            for row in rows(member):
                tweet = unwrapped(row, "tweet")
                when = id_of(tweet.get("id_str") or tweet.get("id")).zfill(20)
                for number, one in _people(tweet):
                    if number not in found or when >= found[number][0]:
                        before = found[number][1].name if number in found else ""
                        found[number] = when, one if one.name else Known(one.handle, before)
        return {number: one for number, (_, one) in found.items()}

    @cached_property
    def notes(self) -> dict[str, str]:
        """The whole words of long tweets by how they begin; the list of tweets has only the beginning."""
        found = {}
        for member in self.listed.get("long tweets", ()):
            for row in rows(member):
                core = unwrapped(row, "noteTweet").get("core")
                text = core.get("text") if isinstance(core, Mapping) else None
                if isinstance(text, str) and len(text) > 100:
                    found[text[:100]] = text
        return found


def _people(tweet: Mapping[str, Any]) -> list[tuple[str, Known]]:
    entities = tweet.get("entities")
    mentions = entities.get("user_mentions") if isinstance(entities, Mapping) else None
    found = []
    replied = tweet.get("in_reply_to_screen_name")
    if isinstance(replied, str) and replied:
        found.append((id_of(tweet.get("in_reply_to_user_id_str")), Known(replied, "")))
    for one in mentions if isinstance(mentions, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("screen_name"), str):
            name = one.get("name") if isinstance(one.get("name"), str) else ""
            found.append((id_of(one.get("id_str") or one.get("id")), Known(one["screen_name"], name)))
    return [(number, one) for number, one in found if number]


@dataclass(frozen=True)
class XMember(Member):
    """A file of an archive, and what all of them tell; `first` of its kind."""

    survey: Survey = field(default_factory=Survey, compare=False, repr=False)
    first: bool = False


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Say what each file is; () when none is of an archive."""
    survey = Survey()
    parts, secret = [], []
    for member in upload.members:
        if is_private(member.path):
            secret.append(Part(member, member.name.rpartition(".")[0].replace("-", " "), "sensitive"))
            continue
        what = named(member) if member.name.lower().endswith(_ENDINGS) else None
        if what is None:
            continue
        kind = KINDS.get(what.name, what.name.replace("_", " "))
        reason = "" if kind in READ else "not-needed"
        one = XMember(member.path, member.size, member.opener, survey, first=kind not in survey.listed)
        survey.listed.setdefault(kind, []).append(one)
        parts.append(Part(one, kind, reason))
    return (*parts, *secret) if parts else ()


def survey_of(parts: tuple[Part, ...]) -> Survey:
    """Return what all files tell together."""
    return next((part.member.survey for part in parts if isinstance(part.member, XMember)), Survey())


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner by the account's file or the manifest."""
    survey = survey_of(parts)
    account = survey.account
    if account.id:
        name = account.name or account.username
        url = f"https://x.com/{account.username}" if account.username else ""
        said = f"export-profile|{name or account.id}"
        return Owner(name, url, account.id, account.email, "stated" if name else "likely", (said,))
    if survey.derived:
        return Owner(member_id=survey.derived, confidence="guess", evidence=(f"in-all-chats|{survey.derived}",))
    return Owner()


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask which account is the rep's, where only messages came without the account's file."""
    survey = survey_of(parts)
    if survey.account.id or survey.derived or not survey.pairs:
        return ()
    choices = []
    for number, count in survey.pairs.most_common(30):
        one = survey.known.get(number)
        choices.append(Choice(number, f"@{one.handle}" if one else number, count))
    return (Question("self", tuple(choices)),)


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day of the archive: the manifest tells it, the name, else the newest day at the head of a file."""
    survey = survey_of(parts)
    if survey.made_on:
        return survey.made_on
    for name in (upload.name, *sorted({part.member.path for part in parts})):
        if found := _DATED.search(name):
            return found[1] if of_iso(found[1], "UTC").day else ""
    days = {day.decode() for part in parts if not part.ignored for day in _ISO.findall(part.member.head())}
    return newest(day for day in days if of_iso(day, "UTC").day)
