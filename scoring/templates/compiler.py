"""The compiler, where there is one: the same kernels run compiled or as plain Python, with the same result."""

import importlib.util
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from data.settings import Settings

_HERE = Path(__file__).parent
OFF = "off"
"""RAPPORT_COMPILER=off keeps to plain Python."""


@cache
def available() -> bool:
    """Return whether the compiler is there and wanted; it is not loaded by asking."""
    return os.environ.get("RAPPORT_COMPILER", "") != OFF and importlib.util.find_spec("numba") is not None


@cache
def kernels(compiled: bool) -> ModuleType:
    """Return the kernels, compiled (machine code is cached below RAPPORT_HOME) or as plain Python."""
    if compiled:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(Settings.from_env().home / "compiled"))
    name = "scoring.templates._compiled" if compiled else "scoring.templates._plain"
    spec = importlib.util.spec_from_file_location(name, _HERE / "kernels.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    module.__dict__["JIT"] = _jit if compiled else _as_is
    sys.modules[name] = module  # cached machine code looks its module up by name
    spec.loader.exec_module(module)
    return module


def _as_is(**_options: Any) -> Callable[[Any], Any]:
    return lambda function: function


def _jit(**options: Any) -> Callable[[Any], Any]:
    import numba

    return numba.njit(cache=True, nogil=True, **options)
