"""How much of a map one picture holds: everyone, everyone where a script draws, or only parts of it. Pure."""

from __future__ import annotations

from enum import StrEnum

MOST_FOCUSABLE = 500
"""So many people are drawn as things one can step through."""
MOST_DRAWN = 2_000
"""So many are drawn by a script; beyond, nobody is told apart in a picture."""


class Level(StrEnum):
    """What the page draws."""

    PEOPLE = "people"
    CANVAS = "canvas"
    """Everyone where there is a script, and the parts where there is none."""
    PARTS = "parts"


def level_for(people: int) -> Level:
    """What a map of so many people is drawn as."""
    if people <= MOST_FOCUSABLE:
        return Level.PEOPLE
    return Level.CANVAS if people <= MOST_DRAWN else Level.PARTS
