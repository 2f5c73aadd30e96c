"""The front door: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

import contextlib
import gc
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent))

from starlette.middleware import Middleware

from data import digest_rounds, store
from pages.ui import frame, session, unsubscribe
from pages.ui.door import Door, refusal

if problem := refusal(st.config.get_option, session.auth_configured()):
    sys.exit(problem)


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
    async with digest_rounds.going():
        yield {}


ROUTES, DOOR = [unsubscribe.ROUTE], [Middleware(Door)]
app = st.App("pages/app.py", routes=ROUTES, middleware=DOOR, lifespan=warm, on_script_error=frame.failed)
