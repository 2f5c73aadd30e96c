"""The compiler, where there is one: the same kernels run compiled or as plain Python, with the same result."""

import importlib.util
import logging
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from data.settings import Settings
from data.words import N_

_HERE = Path(__file__).parent
FILES = ("letters", "groups", "belonging")
"""What `kernels` loads."""
WORTH_COMPILING = 2_000
"""From so many texts on, loading the compiled code costs less than it saves."""
PREPARING = N_("Preparing the comparison")
OFF = "off"
"""RAPPORT_COMPILER=off keeps to plain Python."""


@cache
def available() -> bool:
    """Return whether the compiler is there and wanted; it is not loaded by asking."""
    return os.environ.get("RAPPORT_COMPILER", "") != OFF and importlib.util.find_spec("numba") is not None


def loaded() -> bool:
    """Return whether the compiler was loaded before."""
    return "numba" in sys.modules


@cache
def works() -> bool:
    """Return whether the compiler is there and does its work; loads it. What fails here is done without it."""
    if not available():
        return False
    try:
        off, one = np.array([0, 1, 2]), np.ones(2, np.uint64)
        ids, key = np.zeros(2, np.int32), np.zeros(16, np.uint64)
        last, seen, found = np.zeros(16, np.int32), np.zeros(16, np.int32), np.zeros(2, np.uint64)
        return kernels(True).shared(off, one, ids, key, last, seen, np.zeros(2, np.int32), found) == 1
    except Exception as error:  # noqa: BLE001 (a broken compiler fails in ways of its own; plain Python does the same)
        logging.getLogger(__name__).warning("compiled code is not used: %s", error)
        return False


def prepare(count: int, progress: Callable[[str, int, int], None] | None = None) -> bool:
    """Load the compiler where so many texts are worth it, telling so; return whether it is used.

    The first time after an update the machine code is made, which takes seconds; it is kept below RAPPORT_HOME.
    """
    if not available() or (count < WORTH_COMPILING and not loaded()):
        return False
    if progress and not loaded():
        progress(PREPARING, 0, 1)
    return works()


@cache
def kernels(compiled: bool) -> SimpleNamespace:
    """Return the kernels by name, compiled (machine code is cached below RAPPORT_HOME) or as plain Python."""
    if compiled:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(Settings.from_env().home / "compiled"))
    found: dict[str, Any] = {}
    for file in FILES:
        found |= {name: value for name, value in vars(_loaded(file, compiled)).items() if callable(value)}
    return SimpleNamespace(**found)


def _loaded(file: str, compiled: bool) -> ModuleType:
    name = f"scoring.templates.{'_compiled' if compiled else '_plain'}_{file}"
    spec = importlib.util.spec_from_file_location(name, _HERE / "kernels" / f"{file}.py")
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
