"""Which offered language a reader gets from what the browser asks for (RFC 9110, Accept-Language).

A reader of `my-MM,en;q=0.5` gets English because Burmese is not offered, and never a language that merely
stands first in our list; `ar-SD` gets Arabic.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_HEADER = 1000


def preferred(header: str) -> list[str]:
    """Language tags of an Accept-Language header, dearest first; q=0 and nonsense are left out."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:LONGEST_HEADER].split(",")):
        tag, _, weight = part.strip().partition(";")
        quality = 1.0
        if weight:
            name, _, number = weight.strip().partition("=")
            try:
                quality = float(number) if name.strip() == "q" else 0.0
            except ValueError:
                quality = 0.0
        tag = tag.strip().lower().replace("_", "-")
        if tag and 0 < quality <= 1:
            wanted.append((-quality, place, tag))
    return [tag for _, _, tag in sorted(wanted)]


def negotiate(header: str, offered: Iterable[str], default: str) -> str:
    """The offered language that fits `header` best, by the primary part of each tag; else `default`."""
    known = {code.lower(): code for code in offered}
    for tag in preferred(header):
        while tag:
            if tag in known:
                return known[tag]
            tag = tag.rpartition("-")[0]
    return default
