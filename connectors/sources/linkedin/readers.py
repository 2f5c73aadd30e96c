"""The table of readers: one line for every kind of file that is read."""

from collections.abc import Mapping

from connectors.sources.linkedin.reader import Reader

READERS: Mapping[str, Reader] = {}
"""Kind (see `files.NAMES`) -> reader. Every module here that reads a kind of file ends in one READER."""
