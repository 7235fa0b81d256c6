"""The extract as a document: sections of lines, alike on paper and as JSON. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from engage.stakeholders.folding import fold

LEAST = 3
"""A name of fewer letters is found in every text."""


@dataclass(frozen=True)
class Line:
    """What is held, under what it is called; `on` is a day in words, "" where there is none."""

    label: str
    said: str
    on: str = ""


@dataclass
class Section:
    """Lines of one kind."""

    code: str
    heading: str
    lines: list[Line] = field(default_factory=list)

    def add(self, label: str, said: str, on: str = "") -> None:
        """One more line; none where nothing is held."""
        if said.strip():
            self.lines.append(Line(label, said.strip(), on))


@dataclass(frozen=True)
class Document:
    """Everything, for one person, in one language."""

    language: str
    made_on: str
    sections: tuple[Section, ...]

    def packed(self) -> dict[str, Any]:
        """As JSON can say it."""
        said = [
            {
                "section": each.code,
                "heading": each.heading,
                "entries": [{"label": line.label, "value": line.said, "day": line.on} for line in each.lines],
            }
            for each in self.sections
        ]
        return {"language": self.language, "made_on": self.made_on, "sections": said}


def holding_back(others: Iterable[str], instead: str) -> Callable[[str], str]:
    """Gives a text as it is, or `instead` of one that names somebody of `others` (folded names and pseudonyms)."""
    known = [f" {name} " for name in others if len(name) >= LEAST]

    def guard(text: str) -> str:
        folded = f" {fold(text)} "
        return instead if text.strip() and any(name in folded for name in known) else text

    return guard
