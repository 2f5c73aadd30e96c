"""Which files of an upload are mailboxes; all of one upload are one person's and are looked through together."""

import re
from dataclasses import dataclass, field

from connectors.connector import Choice, Member, Owner, Part, Question, Upload
from connectors.sources.mail.boxes import Letters, is_box, is_letter
from connectors.sources.mail.survey import Survey, best_name, candidates, survey

_TAKEOUT = re.compile(r"takeout-(\d{4})(\d\d)(\d\d)T?\d*Z?", re.IGNORECASE)


_OTHERS = re.compile(
    r"\.(?:[ct]sv|xlsx?|ods|numbers|jsonl?|js|html?|xml|vcf|ics|zip|pdf|docx?|pptx?|jpe?g|png|gif|webp|heic|svg|"
    r"mp[34]|mov|m4a|ogg|opus|wav|avi|webm|db|sqlite|msg)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Box(Letters):
    """A mailbox, or single mails as one, with what all mailboxes of its upload show."""

    told: Survey = field(default_factory=Survey, compare=False)


def _may_be(member: Member) -> bool:
    """Tell whether a file is worth a look: what its ending shows to be something else is never opened."""
    return bool(member.size) and not _OTHERS.search(member.name)


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Find mailboxes by the line before their first mail, and single mails (.eml), which are read as one mailbox."""
    heads = [(member, member.head(8192)) for member in upload.members if _may_be(member)]
    boxes = [member for member, head in heads if is_box(head)]
    letters = tuple(one for one, head in heads if one.name.lower().endswith(".eml") and is_letter(head))
    found = [*boxes, *([_one_box(letters)] if letters else [])]
    if not found:
        return ()
    told = survey(found)
    mails = tuple(Part(Box(one.path, one.size, one.opener, getattr(one, "each", ()), told), "mails") for one in found)
    taken = {one.path for one in (*boxes, *letters)}
    return (*mails, *(Part(one, "other", "not-needed") for one in upload.members if one.path not in taken))


def _one_box(letters: tuple[Member, ...]) -> Letters:
    first = letters[0]
    path = first.path if len(letters) == 1 else f"{first.path.rpartition('/')[0]}/*.eml".lstrip("/")
    return Letters(path, sum(one.size for one in letters), first.opener, letters)


def told_by(parts: tuple[Part, ...]) -> Survey:
    """Return what the mailboxes show."""
    return next((part.member.told for part in parts if not part.ignored), Survey())


def find_owner(parts: tuple[Part, ...]) -> Owner:
    """Tell the owner by the mails labelled as sent, else by who takes part in nearly every mail."""
    told = told_by(parts)
    if not told.sure:
        return Owner()
    email = candidates(told)[0][0]
    code = "mails-sent" if told.sent else "mails-all"
    evidence = (f"{code}|{email}",)
    return Owner(best_name(told, email), email=email, confidence="stated" if told.sent else "likely", evidence=evidence)


def questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Ask which address is the rep's where nothing is labelled as sent."""
    told = told_by(parts)
    ranked = candidates(told)
    if told.sent or not ranked:
        return ()
    choices = tuple(Choice(email, _label(told, email), mails) for email, mails in ranked)
    return (Question("self", choices, ranked[0][0], sure=told.sure),)


def _label(told: Survey, email: str) -> str:
    name = best_name(told, email)
    return f"{name} <{email}>" if name else email


def taken_on(upload: Upload, parts: tuple[Part, ...]) -> str:
    """Return the day in the name of a Takeout, else that of the newest mail."""
    for name in (upload.name, *(part.member.path for part in parts)):
        if found := _TAKEOUT.search(name):
            return "-".join(found.groups())
    return told_by(parts).newest
