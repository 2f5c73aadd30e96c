"""Which messages are copies of one text: `cluster` over a frame, `assign` and `copied` over keys stored already."""

from scoring.templates.group import Copy, assign, cluster, copied
from scoring.templates.skeleton import template_key

__all__ = ["Copy", "assign", "cluster", "copied", "template_key"]
