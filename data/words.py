"""Marking words of the interface for translation below the pages; they are translated where they are shown."""


def N_(text: str) -> str:  # noqa: N802 (the name every gettext tool knows)
    """Return `text` unchanged: a mark for the extraction of translatable words."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Return both forms unchanged: the same mark for words that change with a number."""
    return one, many
