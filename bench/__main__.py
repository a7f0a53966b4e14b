"""Runs benchmarks: `python -m bench` all of them, `python -m bench etl` one."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def _names() -> list[str]:
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in found if not module.name.startswith("_"))


def main(argv: list[str]) -> int:
    """Runs the benchmark that is named first with the other arguments, or all of them.

    Returns:
        The worst exit code of those that ran; 2 for an unknown name.
    """
    names = argv[:1] or _names()
    if names[0] not in _names():
        print(f"không có phép đo {names[0]!r}; hiện có: {', '.join(_names())}")
        return 2
    codes = []
    for name in names:
        print(f"== {name} ==")
        codes.append(int(importlib.import_module(f"bench.{name}").main(argv[1:])))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
