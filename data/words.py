"""Marking words of the interface for translation below the pages; they are translated where they are shown."""


def N_(text: str) -> str:  # noqa: N802 (the name every gettext tool knows)
    """Return `text` unchanged: a mark for the extraction of translatable words."""
    return text
