"""A picture as plain values for the script that draws it: no id but those that links need. Pure."""

from __future__ import annotations

import re
from typing import Any

from engage.referrals.drawing import Picture, Sign, Way

_FRACTION = re.compile(r"(-?\d+)\.\d+")
SIGNS, WAYS = tuple(Sign), tuple(Way)


def values_of(picture: Picture) -> dict[str, Any]:
    """People as [id, pseudonym, x, y, sign, whether square, circle]; lines as [way, namer, named, path]."""
    return {
        "half": picture.box[2] / 2,
        "signs": [sign.value for sign in SIGNS],
        "ways": [way.value for way in WAYS],
        "circles": [[round(each.radius), each.words, each.is_outside] for each in picture.circles],
        "people": [
            [
                str(dot.person.id),
                dot.person.record.pseudonym,
                round(dot.place.x),
                round(dot.place.y),
                SIGNS.index(dot.sign),
                int(dot.is_square),
                dot.ring,
            ]
            for dot in picture.dots
        ],
        # Whole numbers are near enough, and half as long.
        "lines": [
            [WAYS.index(line.kind), line.namer, line.named, _FRACTION.sub(r"\1", line.path)] for line in picture.lines
        ],
    }
