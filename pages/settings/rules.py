"""Rules: placeholder."""


def draw() -> None:
    """Draw the rules."""
