"""The table of readers: one line for every kind of file that is read."""

from collections.abc import Mapping

from connectors.sources.linkedin import (
    activity,
    comments,
    connections,
    invitations,
    messages,
    notes,
    profile,
    profile_proof,
    profile_sections,
)
from connectors.sources.linkedin.reader import Reader

READERS: Mapping[str, Reader] = {
    "messages": messages.READER,
    "connections": connections.READER,
    "invitations": invitations.READER,
    "notes": notes.READER,
    **profile.READERS,
    **profile_sections.READERS,
    **profile_proof.READERS,
    **activity.READERS,
    "comments": comments.READER,
}
"""Kind (see `files.NAMES`) -> reader. A module here ends in READER, or READERS where it reads several."""
