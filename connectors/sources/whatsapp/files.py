"""Which files of an upload are exported chats, whom each is with, and which of its writers is the owner."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from connectors.connector import Member, Part, Upload
from connectors.decoding import encoding_of, looks_like
from connectors.sources.whatsapp.dates import Decision, proven
from connectors.sources.whatsapp.heads import BRACKETS, is_like_a_log, split_head
from connectors.sources.whatsapp.marks import folded, holds
from connectors.sources.whatsapp.people import same, title_of
from connectors.sources.whatsapp.survey import Survey, author_of, survey

KIND = "chat"
_TEXTS = (".txt", ".text", "")


@dataclass(frozen=True)
class Chat(Member):
    """An exported chat with what its first run showed.

    title: whom or what it is with, "" when nothing tells; own, other: the owner's name and that of the other side in
    it, "" while unknown; ground: what tells so ("title", "deleted", "common", "notice").
    """

    title: str = ""
    told: Survey = field(default_factory=Survey, compare=False)
    own: str = ""
    other: str = ""
    ground: str = ""
    group: bool = False
    decisions: dict[str, Decision] = field(default_factory=dict, compare=False)


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find chats by how their lines begin; other files of the same upload are media, which are not read."""
    found = [member for member in upload.members if _is_chat(member)]
    if not found:
        return ()
    chats = [_surveyed(upload, member, len(found)) for member in _without_attached(upload, found)]
    named = iter(_with_common_owner(chats))
    peers = proven(chat.told.decisions({}) for chat in chats)
    parts = {chat.path: Part(replace(chat, decisions=chat.told.decisions(peers)), KIND) for chat in named}
    return tuple(parts.get(member.path) or Part(member, "other", "not-needed") for member in upload.members)


def _is_chat(member: Member) -> bool:
    if not member.size or PurePosixPath(member.name).suffix.lower() not in _TEXTS:
        return False
    head = member.head(16_384)
    if looks_like(head) or (b"\0" in head and encoding_of(head)[:6] != "utf-16"):
        return False
    lines = [line for line in head.decode(encoding_of(head), "replace").splitlines() if line.strip("\ufeff \t")]
    named = member.name.lower().startswith("_chat") or bool(title_of(member.name))
    within = lines[:20] if named else lines[:1]
    return any(_begins(line, named) for line in within)


def _begins(line: str, named: bool) -> bool:
    found = split_head(line)
    if not found:
        return False
    style, _, rest = found
    if named:
        return True
    if style == BRACKETS and is_like_a_log(line):
        return False
    return bool(author_of(rest)) or holds("notice", rest) or holds("group", rest) or holds("system", rest)


def _without_attached(upload: Upload, found: Sequence[Member]) -> list[Member]:
    """Leave out chats that were sent as documents within a chat: files beside `_chat.txt` or beside the named one."""
    folders: dict[str, list[Member]] = {}
    for member in found:
        folders.setdefault(member.path.rpartition("/")[0], []).append(member)
    kept = []
    for members in folders.values():
        named = [member for member in members if title_of(member.name)]
        plain = [member for member in members if member.name.lower() == "_chat.txt"]
        kept += plain if plain and title_of(upload.name) else named or members
    return kept


def _surveyed(upload: Upload, member: Member, count: int) -> Chat:
    folder = member.path.rpartition("/")[0].rpartition("/")[2]
    title = title_of(member.name) or title_of(folder) or (title_of(upload.name) if count == 1 else "")
    told = survey(member, title)
    ground = "title" if title else ""
    if not title and told.notice_by:
        title, ground = told.notice_by, "notice"
    chat = Chat(member.path, member.size, member.opener, title, told, ground=ground)
    return _with_sides(replace(chat, group=_is_group(chat)))


def _writers(chat: Chat) -> list[str]:
    """Return who writes in a chat; a name in a pasted line stands once among people who go on writing."""
    authors = chat.told.authors
    if len(authors) < 3:
        return list(authors)
    lasting = [name for name, times in authors.items() if times > 1 or same(name, chat.title)]
    return lasting if len(lasting) > 1 else list(authors)


def _is_group(chat: Chat) -> bool:
    """Tell a group: more than two write, or a notice shows one; not so a chat that is called after a writer."""
    writers = _writers(chat)
    if any(same(name, chat.title) for name in writers):
        return len(writers) > 2 and chat.told.group
    return chat.told.group or len(writers) > 2


def _with_sides(chat: Chat) -> Chat:
    """Tell the owner from the other side where the file shows it."""
    writers = _writers(chat)
    if chat.told.deleted_by in writers:
        own = chat.told.deleted_by
        rest = [name for name in writers if name != own]
        other = "" if chat.group else (rest[0] if rest else chat.title)
        return replace(chat, own=own, other=other, ground="deleted")
    if chat.group or not chat.title:
        return replace(chat, ground="")
    theirs = [name for name in writers if same(name, chat.title)]
    ours = [name for name in writers if name not in theirs]
    if theirs:
        return replace(chat, own=max(ours, key=chat.told.authors.get, default=""), other=theirs[0])
    if len(ours) == 1:
        return replace(chat, own=ours[0], other=chat.title)
    return replace(chat, ground="")


def _with_common_owner(chats: list[Chat]) -> list[Chat]:
    """Where several chats of an upload share one writer, that is the owner, also of groups and of unnamed chats."""
    surely = Counter(chat.own for chat in chats if chat.own)
    common = surely.most_common(1)[0][0] if surely else _in_all(chats)
    return [_owned(chat, common) if common and not chat.own else chat for chat in chats]


def _in_all(chats: Sequence[Chat]) -> str:
    talks = [set(chat.told.authors) for chat in chats if len(chat.told.authors) > 1]
    shared = set.intersection(*talks) if len(talks) > 1 else set()
    return shared.pop() if len(shared) == 1 else ""


def _owned(chat: Chat, own: str) -> Chat:
    if own not in chat.told.authors:
        return chat
    if same(chat.other, own):  # a chat with oneself
        return replace(chat, own=own, other="", ground="common")
    rest = [name for name in chat.told.authors if name != own]
    other = rest[0] if len(rest) == 1 and not chat.group else ""
    return replace(chat, own=own, other=other, ground="common")


def conversation_name(chat: Chat) -> str:
    """Return what tells a chat from the rep's others: its title, else who write in it, or when a single writer began.

    Never the file's name as such, which people change.
    """
    if chat.title:
        return folded(chat.title)
    writers = sorted(map(folded, _writers(chat)))
    return "&".join(writers if len(writers) > 1 else [*writers, chat.told.first])
