"""How many came, once opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """So many people of a group, who spoke a language; `group` and `language` are codes, empty for not said."""

    group: str = ""
    language: str = ""
    how_many: int = 0
