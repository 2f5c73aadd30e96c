"""The built-in scheduler of digests: with RAPPORT_DIGESTS=1 a child process sends what is due every few minutes."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator

from data.settings import ROOT

EVERY = 300.0
"""Seconds between two looks at which digests are due."""
COMMAND = (sys.executable, "manage.py", "digest", "--due", "--json")


@contextlib.asynccontextmanager
async def going(every: float = EVERY) -> AsyncIterator[None]:
    """Send what is due while the block runs, when the environment asks for it; else cron does, or nobody.

    A round that is under way when the block ends is ended, too; what it had claimed shows as unclear.
    """
    if os.environ.get("RAPPORT_DIGESTS") != "1":
        yield
        return
    rounds = asyncio.create_task(_rounds(every))
    try:
        yield
    finally:
        rounds.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rounds


async def _rounds(every: float) -> None:
    while True:
        child = await asyncio.create_subprocess_exec(*COMMAND, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL)
        try:
            await child.wait()
        except asyncio.CancelledError:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
            await child.wait()
            raise
        await asyncio.sleep(every)
