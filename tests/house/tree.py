"""Which files are ours: everything in the house but what was installed, made, or brought by a vendor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"var", "vendor", "node_modules", "__pycache__", "build", "dist", "screenshots"}
OURS_THOUGH_HIDDEN = {".ci"}


def files(*suffixes: str, root: Path = ROOT) -> Iterator[Path]:
    """Our files below `root` that end in one of `suffixes` (none given: all), in a steady order."""
    for folder, names, found in os.walk(root):
        names[:] = sorted(
            name
            for name in names
            if name not in NOT_OURS
            and not name.endswith(".egg-info")
            and (not name.startswith(".") or name in OURS_THOUGH_HIDDEN)
        )
        for name in sorted(found):
            if not suffixes or name.endswith(suffixes):
                yield Path(folder) / name


def shown(path: Path, root: Path = ROOT) -> str:
    """The path as a reader of a failure wants it."""
    return str(path.relative_to(root))


def refuse(faults: list[str], remedy: str) -> None:
    """Raises AssertionError listing `faults`, with what to do instead; returns if there are none."""
    if faults:
        raise AssertionError(f"{remedy}\n- " + "\n- ".join(faults))
