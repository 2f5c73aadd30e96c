"""Visitors without a browser: they speak Streamlit's websocket protocol and time every rerun.

Names with an underscore are helpers, not benchmarks. The protocol is Streamlit's own and may change with a release.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Seen:
    """What visitors saw: bytes of each one's first view, seconds and bytes of every rerun after, errors drawn."""

    first: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """Return the seconds that a share of the reruns stayed within."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def _rerun(socket, page: str, query: str, seen: Seen, has: set[str]) -> int:
    """Return the bytes of a rerun. Like a browser, tell which big elements (`has`) are here and need not come again."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = page
    ask.rerun_script.cached_message_hashes.extend(has)
    await socket.send(ask.SerializeToString())
    size = 0
    while True:
        raw = await socket.recv()
        size += len(raw)
        answer = ForwardMsg()
        answer.ParseFromString(raw)
        kind = answer.WhichOneof("type")
        if answer.metadata.cacheable:
            has.add(answer.hash)
        if kind == "script_finished":
            return size
        if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "exception":
                seen.errors.append(element.exception.message)


async def _visit(port: int, page: str, query: str, reruns: int, think: float, seen: Seen) -> None:
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    origin = f"http://127.0.0.1:{port}"
    await asyncio.sleep(random.random() * min(1.0, think))
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None, origin=origin) as socket:
        has: set[str] = set()
        seen.first.append(await _rerun(socket, page, query, seen, has))
        for _ in range(reruns):
            if think:
                await asyncio.sleep(random.expovariate(1 / think))
            began = time.perf_counter()
            size = await _rerun(socket, page, query, seen, has)
            seen.seconds.append(time.perf_counter() - began)
            seen.sizes.append(size)


def visits(port: int, page: str, *, query: str = "", visitors: int = 1, reruns: int = 30, think: float = 0.0) -> Seen:
    """Let visitors open a page and rerun it, with `think` seconds in between on average."""
    seen = Seen()

    async def everybody() -> None:
        await asyncio.gather(*(_visit(port, page, query, reruns, think, seen) for _ in range(visitors)))

    asyncio.run(everybody())
    return seen


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, in seconds of user and system time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
