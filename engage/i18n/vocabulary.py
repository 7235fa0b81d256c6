"""Words of the field as closed lists: a stable code, a translated label, a hint, and where the word comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from engage.i18n.texts import LazyText

NAMELESS = LazyText(str)


class Vocabulary(StrEnum):
    """A closed list. Members are written `NAME = "code", label[, hint[, source]]`; the code is what is stored."""

    label: LazyText
    hint: LazyText | None
    source: str

    def __new__(cls, code: str, label: LazyText = NAMELESS, hint: LazyText | None = None, source: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.hint = hint
        member.source = source
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, LazyText]]:
        """(code, label) of every member, in order, for a form."""
        return [(member.value, member.label) for member in cls]
