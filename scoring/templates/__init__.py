"""Which messages are copies of one text: `cluster` over a frame, `assign` over keys that are stored already."""

from scoring.templates.group import Copy, assign, cluster
from scoring.templates.skeleton import template_key

__all__ = ["Copy", "assign", "cluster", "template_key"]
