"""Slots on a page of a lower floor that a higher floor fills: a stakeholder's engagements, a decision's voices.

`app.py` says which panel fills which slot; each panel has its own permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True)
class Panel:
    """`draw(subject)` gives a drawn template, which escapes what it is given; an empty text says nothing."""

    slot: str
    permission: StrEnum
    draw: Callable[[Any], str]
    order: int = 50


class Panels:
    """All panels of the application, by slot."""

    def __init__(self) -> None:
        self._by_slot: dict[str, list[Panel]] = {}

    def add(self, panel: Panel) -> None:
        """Fills a slot with one more panel."""
        filled = self._by_slot.setdefault(panel.slot, [])
        filled.append(panel)
        filled.sort(key=lambda each: each.order)

    def draw(self, slot: str, subject: Any, may: Callable[[StrEnum], bool]) -> Markup:
        """The panels of `slot` that the viewer may see, one after another."""
        allowed = [panel for panel in self._by_slot.get(slot, []) if may(panel.permission)]
        return Markup("".join(panel.draw(subject) for panel in allowed))  # noqa: S704 - templates, drawn and escaped
