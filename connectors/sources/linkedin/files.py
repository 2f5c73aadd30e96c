"""Which file of a LinkedIn export is which: by its name, or, when loose files were renamed, by its header."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from connectors.connector import Member, Part, Upload
from connectors.sources.linkedin.readers import READERS
from connectors.tables import header_of, kind_of, open_table

NAMES = {
    "messages": ("messages", "inbox"),
    "connections": ("connections",),
    "invitations": ("invitations",),
    "notes": ("notes",),
    "profile": ("profile",),
    "profile_summary": ("profilesummary",),
    "positions": ("positions",),
    "education": ("education",),
    "skills": ("skills",),
    "certifications": ("certifications",),
    "languages": ("languages",),
    "honors": ("honors",),
    "projects": ("projects",),
    "publications": ("publications",),
    "courses": ("courses",),
    "volunteering": ("volunteering", "volunteeringexperiences"),
    "organizations": ("organizations",),
    "emails": ("emailaddresses",),
    "recommendations_received": ("recommendationsreceived",),
    "recommendations_given": ("recommendationsgiven",),
    "endorsements_received": ("endorsementreceivedinfo", "endorsementsreceived"),
    "endorsements_given": ("endorsementgiveninfo", "endorsementsgiven"),
    "shares": ("shares",),
    "comments": ("comments",),
    "reactions": ("reactions", "likes"),
    "votes": ("votes",),
    "reposts": ("instantreposts",),
    "media": ("richmedia",),
    "saved_items": ("saveditems",),
    "company_follows": ("companyfollows",),
    "member_follows": ("memberfollows",),
    "hashtag_follows": ("hashtagfollows",),
    "events": ("events",),
}
"""Kind -> names without ending, case, spaces, underscores and `_<member id>`."""

_SENSITIVE = """
jobseekerpreferences jobapplications jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses savedjobs
savedjobalerts jobpostings logins securitychallenges verifications privateidentityasset receipts receiptsv2
receiptslbp inferencesaboutyou registration linkedinsalary salary phonenumbers whatsappphonenumbers adtargeting
adsclicked adsviewed lanadsengagement searchqueries accounthistory accountstatushistory calendar
"""
SENSITIVE = frozenset(_SENSITIVE.split())
"""Never opened: they tell on the rep, and nothing here needs them."""

_NOT_NEEDED = """
guidemessages coachmessages learningcoachmessages learningroleplaymessages contacts importedcontacts learning
testscores patents causesyoucareabout providers engagements opportunities opprtunities trustedgraph groups reviews
companypages
"""
NOT_NEEDED = frozenset(_NOT_NEEDED.split())
_EXPORT = re.compile(r"LinkedInDataExport[_ ]", re.IGNORECASE)
_ENDING = re.compile(r"\.(csv|tsv|txt)$", re.IGNORECASE)
_WORKBOOK = re.compile(r"\.(xlsx|xls|ods|numbers)$", re.IGNORECASE)  # saved anew by a spreadsheet: reading will say so
_COPY = re.compile(r"\s*(\(\d+\)|- copy)$", re.IGNORECASE)
_MEMBER_ID = re.compile(r"_(\d+)$")
_KIND_OF = {name: kind for kind, names in NAMES.items() for name in names}


def recognise(upload: Upload) -> tuple[Part, ...]:
    """Say what each file of an upload is; () when nothing shows that this is LinkedIn's."""
    parts = [part_by_name(member) for member in upload.members]
    if parts and all(part.ignored == "sensitive" for part in parts):
        return tuple(parts)  # claimed, so that no other connector looks inside
    named = [part for part in parts if part.kind in READERS and not part.ignored]
    if not _is_linkedin(upload, parts, named):
        return _loose(upload) or _alone(upload, parts)
    return tuple(_without_doubles(parts))


def part_by_name(member: Member) -> Part:
    """Say what a file is by its name alone."""
    name = plain_name(member.name) or plain_name(_WORKBOOK.sub(".csv", member.name))
    if not member.size:
        return Part(member, _KIND_OF.get(name, "unknown"), "empty")
    if name in SENSITIVE:
        return Part(member, "private", "sensitive")
    if name in NOT_NEEDED:
        return Part(member, "other", "not-needed")
    kind = _KIND_OF.get(name) or _kind_by_folder(member.path)
    if kind is None:
        return Part(member, "unknown", "unknown")
    return Part(member, kind, "" if kind in READERS else "not-needed")


def plain_name(name: str) -> str:
    """Return a file's name without ending, copy number, member id, case, spaces and underscores; "" if not a table."""
    stem, endings = _ENDING.subn("", name)
    if not endings:
        return ""
    return re.sub(r"[\s_]+", "", _MEMBER_ID.sub("", _COPY.sub("", stem))).casefold()


def member_id(name: str) -> str:
    """Return the owner's number that newer exports append to some names (Shares_12345678.csv), else ""."""
    found = _MEMBER_ID.search(_COPY.sub("", _ENDING.sub("", name)))
    return found[1] if found and len(found[1]) > 4 else ""


def _kind_by_folder(path: str) -> str | None:
    pure = PurePosixPath(path)
    return "articles" if pure.suffix.lower() in (".html", ".htm") and pure.parent.name == "Articles" else None


def _is_linkedin(upload: Upload, parts: Sequence[Part], named: Sequence[Part]) -> bool:
    if any(_EXPORT.search(path) for path in (upload.name, *(member.path for member in upload.members))):
        return any(part.ignored != "unknown" for part in parts)
    return any(_has_its_header(part) for part in named)


def _has_its_header(part: Part) -> bool:
    shape = READERS[part.kind].shape
    return shape is not None and header_of(part.member, shape) is not None


def _loose(upload: Upload) -> tuple[Part, ...]:
    """Files that somebody renamed: told by their headers, if at least one has a header that is LinkedIn's alone."""
    parts = [Part(member, _kind_by_header(member)) for member in upload.members]
    if not any(part.kind for part in parts):
        return ()
    return tuple(part if part.kind else Part(part.member, "unknown", "unknown") for part in parts)


def _kind_by_header(member: Member) -> str:
    if not member.size or not _ENDING.search(member.name) or plain_name(member.name) in SENSITIVE | NOT_NEEDED:
        return ""
    kind = kind_of(member, {kind: each.shape for kind, each in READERS.items() if each.distinct and each.shape})
    return "" if kind == "profile" and _many_rows(member) else kind


def _many_rows(member: Member) -> bool:
    """Tell a list of people from the profile of one."""
    rows = open_table(member, READERS["profile"].shape).rows()
    return len(list(islice(rows, 2))) > 1


def _alone(upload: Upload, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Claim a single file that only its name shows to be LinkedIn's, to say what is wrong with it."""
    if len(parts) != 1 or parts[0].member.path != upload.name or parts[0].kind == "unknown":
        return ()
    return (replace(parts[0], ignored=parts[0].ignored or "not-a-table"),)


def _without_doubles(parts: Sequence[Part]) -> list[Part]:
    """Where a folder has both Shares.csv and Shares_12345678.csv, the plain name is read."""
    plain = {(_folder(part), part.kind) for part in parts if not part.ignored and not member_id(part.member.name)}
    return [
        Part(part.member, part.kind, "duplicate")
        if not part.ignored and member_id(part.member.name) and (_folder(part), part.kind) in plain
        else part
        for part in parts
    ]


def _folder(part: Part) -> str:
    return part.member.path.rpartition("/")[0]
