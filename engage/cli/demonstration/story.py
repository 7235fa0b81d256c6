"""Reading what the demonstration tells."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from engage.db.clock import today


@cache
def told(name: str) -> Mapping[str, Any]:
    """One file of the story, by its name."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def day(count: int) -> date:
    """The day that lies so many days from today."""
    return today() + timedelta(days=count)


def with_days(words: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """`words` with the counts under `names` written as ISO days."""
    days = {name: day(words[name]).isoformat() for name in names if name in words}
    return {**words, **days}
