"""The only script Streamlit runs: who looks, in which language, then the page."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from pages.menu import GROUPS, PAGES  # noqa: E402 (the path comes first)
from pages.ui import frame  # noqa: E402

frame.run(PAGES, GROUPS)
