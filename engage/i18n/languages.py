"""The languages Engage speaks, and the direction of any language it may show."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

SOURCE = "en"


@dataclass(frozen=True)
class Language:
    """A language offered by the interface: `code`, its `own_name`, its writing `direction`."""

    code: str
    own_name: str
    direction: str


LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "ltr"),
    Language("fr", "Français", "ltr"),
    Language("ar", "العربية", "rtl"),
)
OFFERED = {language.code: language for language in LANGUAGES}


def direction(code: str) -> str:
    """`rtl` or `ltr` for any language code; an unknown code reads left to right."""
    try:
        return Locale.parse(code.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
