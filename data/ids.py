"""Ids and texts that are made of content: equal content, equal text, on any machine."""

import hashlib
import json
from typing import Any


def stable_id(*parts: Any) -> str:
    """Return a 20-character id made of the parts' text; equal parts, equal id, on any machine."""
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def canonical_json(value: Any) -> str:
    """Return JSON with sorted keys and no spaces, so that equal content is equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
