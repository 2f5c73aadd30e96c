"""JSON samples with any value replaced by another kind of value: a bad entry is told, nothing raises."""

import copy
import json
import os
import random
import re

import pytest

from connectors.connector import Upload
from tests.connectors import fuzz_networks

TIMES = int(os.environ.get("RAPPORT_FUZZ", "300"))
STRANGE = (
    None, True, False, 0, -1, 7, 1e300, 10**30, -(10**15), 1.5, "", " ", "\x00", "x" * 5000, "\ud83d", "1740985511123",
    "ÐÐ½", [], {}, [[]], [None], [{}], {"": ""}, {"value": []}, [1, "a", {"name": 3}], "http://[",
    "2025-13-45T00:00:00Z",
)  # fmt: skip
NETWORKS = ("facebook", "instagram", "x_twitter", "outreach_tools", "telegram")


def samples(network: str) -> list[tuple[str, dict[str, bytes]]]:
    found = fuzz_networks.samples((network,))
    whole = [(unit.name, files) for unit, files in found]
    return [(name, files) for name, files in whole if any(path.endswith((".json", ".js")) for path in files)]


def nodes(value, path=()):
    yield path
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(one, (*path, key))


def changed(draw: random.Random, value):
    """Return a value with one to four of its nodes replaced, removed or doubled."""
    for _ in range(draw.randint(1, 4)):
        path = draw.choice(list(nodes(value)))
        if not path:
            continue
        holder = value
        for key in path[:-1]:
            holder = holder[key]
        way = draw.random()
        if way < 0.7:
            holder[path[-1]] = copy.deepcopy(draw.choice(STRANGE))
        elif way < 0.85:
            del holder[path[-1]]
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        else:
            holder[draw.choice(("", "messages", "participants", "é"))] = copy.deepcopy(holder[path[-1]])
    return value


def strange(draw: random.Random, body: bytes) -> bytes:
    text = body.decode("utf-8-sig")
    head = re.match(r"\s*window\.[\w.]+\s*=\s*", text)
    start = head.end() if head else 0
    try:
        value = json.loads(text[start:].rstrip(" ;\n"))
    except ValueError:
        return body
    return (text[:start] + json.dumps(changed(draw, value), ensure_ascii=draw.random() < 0.5)).encode(
        "utf-8", "surrogatepass"
    )


@pytest.mark.parametrize("network", NETWORKS)
def test_no_strange_value_raises(network):
    draw, found = random.Random(f"strange/{network}"), samples(network)
    for no in range(TIMES):
        name, files = draw.choice(found)
        path = draw.choice([path for path in files if path.endswith((".json", ".js"))])
        upload = Upload.of(name, {**files, path: strange(draw, files[path])})
        try:
            fuzz_networks.read_everything(upload, draw, fuzz_networks.Tally())
        except Exception as error:
            raise AssertionError(f"{network}, number {no}, {path}: {error!r}") from error
