"""The domains of the interface: which file of the archive each one is, and which are never read."""

from connectors.private import LINKEDIN_DOMAINS as SENSITIVE

KINDS = {
    "connections": "connections",
    "inbox": "messages",
    "invitations": "invitations",
    "premium_notes": "notes",
    "profile": "profile",
    "profile_summary": "profile_summary",
    "positions": "positions",
    "education": "education",
    "skills": "skills",
    "certifications": "certifications",
    "languages": "languages",
    "honors": "honors",
    "projects": "projects",
    "publications": "publications",
    "courses": "courses",
    "email_addresses": "emails",
    "endorsements": "endorsements_received",
    "recommendations": "recommendations",
    "member_share_info": "shares",
    "all_comments": "comments",
    "all_likes": "reactions",
    "all_votes": "votes",
    "instant_reposts": "reposts",
    "rich_media": "media",
}
"""Domain, casefolded -> kind of the archive's file."""

__all__ = ["KINDS", "SENSITIVE"]
