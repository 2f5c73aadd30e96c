"""Measures what users wait for: `python -m tests.benchmarks [name ...]`; without names, everything.

Each module beside this one has `main()`, prints its figures and returns whether they keep their bounds.
"""

import importlib
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main(names: list[str]) -> int:
    """Run benchmarks by name; return 1 when one of them is out of its bounds."""
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.")
        return 2
    kept = []
    for name in names or NAMES:
        print(f"== {name}")
        kept.append(importlib.import_module(f"tests.benchmarks.{name}").main() is not False)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
