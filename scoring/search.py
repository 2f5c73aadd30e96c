"""Word stems for the full-text search: what is stored for a message, and what a query is turned into."""

from data import stemming
from data.stemming import query as query
from data.stemming import stem as stem
from scoring.text import plain


def stems(text: str) -> str:
    """Return the stems of a message, separated by spaces; HTML counts as it is read."""
    return stemming.stems(plain(text))
