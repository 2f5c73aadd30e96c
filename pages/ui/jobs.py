"""Work of a child process, seen from a page: start it, show how far it is, cancel it."""


def offer(kind: str, label: str, icon: str) -> None:
    """Placeholder until jobs land."""
