"""The front door: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

import asyncio
import contextlib
import gc
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent))

from starlette.middleware import Middleware

from data import store
from data.settings import ROOT
from pages.ui import frame, session
from pages.ui.door import Door, refusal

if problem := refusal(st.config.get_option, session.auth_configured()):
    sys.exit(problem)


DIGESTS = 300
"""Seconds between two looks at which digests are due."""


@contextlib.asynccontextmanager
async def digests_sent() -> AsyncIterator[None]:
    """With RAPPORT_DIGESTS=1, let a child process send what is due every few minutes; else cron does, or nobody."""
    if os.environ.get("RAPPORT_DIGESTS") != "1":
        yield
        return

    async def rounds() -> None:
        while True:
            command = (sys.executable, "manage.py", "digest", "--due", "--json")
            child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL)
            await child.wait()
            await asyncio.sleep(DIGESTS)

    going = asyncio.create_task(rounds())
    try:
        yield
    finally:
        going.cancel()


@contextlib.asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[dict]:
    """Load what every page needs before the first visitor, then keep it out of the garbage collector's way.

    Streamlit collects garbage after every rerun; with charts and frames loaded that is most of a click's time.
    """
    import altair
    import pandas

    import pages.menu  # noqa: F401

    place = session.settings()
    store.prepare(place.database, place.backups)
    altair.Chart(pandas.DataFrame({"a": [1]})).mark_bar().encode(x="a").to_dict()
    gc.collect()
    gc.freeze()
    async with digests_sent():
        yield {}


app = st.App("pages/app.py", middleware=[Middleware(Door)], lifespan=warm, on_script_error=frame.failed)
