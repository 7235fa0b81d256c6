"""Fields that offer choices: several from a list, countries, languages; and choices made from enums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any

from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from engage.i18n.formats import language_name, territories
from engage.i18n.texts import current_language, use_language
from engage.i18n.texts import gettext as _
from engage.web.days import fold

# Languages people most often ask to be heard in; any other is added by the installation through `more`.
# fmt: off
LANGUAGE_CODES = (
    "af", "ak", "am", "ar", "as", "ay", "az", "be", "bg", "bm", "bn", "bs", "ca", "cs", "da", "de", "dz", "el",
    "en", "es", "et", "ff", "fi", "fil", "fr", "ga", "gn", "gu", "ha", "he", "hi", "hr", "ht", "hu", "hy", "id",
    "ig", "is", "it", "ja", "jv", "ka", "kk", "km", "kn", "ko", "ku", "ky", "ln", "lo", "lt", "lv", "mg", "mi",
    "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "ny", "om", "or", "pa", "pl", "ps", "pt", "qu", "rn", "ro",
    "ru", "rw", "sd", "si", "sk", "sl", "sn", "so", "sq", "sr", "st", "sv", "sw", "ta", "te", "tg", "th", "ti",
    "tk", "tl", "tn", "tr", "ts", "tt", "ug", "uk", "ur", "uz", "vi", "wo", "xh", "yo", "yue", "zh", "zu",
)
# fmt: on


def enum_choices(members: Iterable[Enum]) -> list[SelectChoice]:
    """Choices from a vocabulary: code, label, and the hint below; members carry `.label`, some `.hint`."""
    found = []
    for member in members:
        hint = getattr(member, "hint", "")
        label: Any = getattr(member, "label", member.value)
        found.append(SelectChoice(str(member.value), label, {"data_hint": hint} if hint else {}))
    return found


class CheckListField(SelectMultipleField):
    """Several from a list, drawn as checkboxes; `data` is a list of codes, empty when none is chosen."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_data(self, value: Any) -> None:
        """None means nothing is chosen."""
        super().process_data(value if value is not None else [])

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep each chosen code once, in order."""
        super().process_formdata(list(dict.fromkeys(valuelist)))


class CountryListField(CheckListField):
    """Several countries and territories (two-letter codes), named and sorted in the reader's language."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["choices"] = country_choices()
        super().__init__(label, validators, **kwargs)


class CountryField(SelectField):
    """One country or territory, or none (an empty text)."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["choices"] = [SelectChoice("", _("Choose")), *country_choices()]
        kwargs.setdefault("default", "")
        super().__init__(label, validators, **kwargs)


class LanguageListField(CheckListField):
    """Several languages, named and sorted in the reader's language; `more` adds codes to the usual ones."""

    def __init__(self, label: Any = None, validators: Any = None, *, more: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs["choices"] = language_choices(more)
        super().__init__(label, validators, **kwargs)


class LanguageField(SelectField):
    """One language, or none (an empty text); `more` adds codes to the usual ones."""

    def __init__(self, label: Any = None, validators: Any = None, *, more: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs["choices"] = [SelectChoice("", _("Choose")), *language_choices(more)]
        kwargs.setdefault("default", "")
        super().__init__(label, validators, **kwargs)


def country_choices() -> list[SelectChoice]:
    """Choices of countries and territories for the reader, sorted as they would look for them."""
    return [SelectChoice(code, name) for code, name in _countries(current_language())]


def language_choices(more: Sequence[str] = ()) -> list[SelectChoice]:
    """Choices of languages for the reader, sorted as they would look for them."""
    return [SelectChoice(code, name) for code, name in _languages(current_language(), tuple(more))]


@lru_cache(maxsize=8)
def _countries(reader: str) -> tuple[tuple[str, str], ...]:
    return _sorted(territories(reader))


@lru_cache(maxsize=32)
def _languages(reader: str, more: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    with use_language(reader):
        return _sorted((code, language_name(code)) for code in {*LANGUAGE_CODES, *more})


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: fold(pair[1])))
