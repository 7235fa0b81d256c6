"""Fields that understand what people type and say clearly what they could not read.

They keep the typed text on error. The macros of templates/components/forms.html draw them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import phonenumbers
from wtforms import StringField, TextAreaField
from wtforms.validators import StopValidation
from wtforms.widgets import EmailInput, TelInput

from engage.i18n.formats import format_day
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.days import DayRefused, Refusal, parse_day, tidy
from engage.web.fields_choices import (
    CheckListField,
    CountryField,
    CountryListField,
    LanguageField,
    LanguageListField,
    enum_choices,
)

__all__ = [
    "CheckListField",
    "CountryField",
    "CountryListField",
    "DayField",
    "EmailField",
    "LanguageField",
    "LanguageListField",
    "LongTextField",
    "PhoneField",
    "ShortTextField",
    "enum_choices",
]

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".\d][^\s@<>()\[\],;:\".]+")
_PHONE_SIGNS = re.compile(r"[+()\d\s./–-]+")
_DAY_HINT = _l("For example 20 Nov 2026 or 2026-11-20.")


# Browsers keep what is typed to bring it back after a crash, and some send it away to have it spelled: not here.
KEPT_NOWHERE = {"autocomplete": "off", "spellcheck": "false"}


class ShortTextField(StringField):
    """One line of text without outer spaces; None when empty."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {**KEPT_NOWHERE, **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep what was typed, trimmed."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = " ".join(text.split()) or None


class LongTextField(TextAreaField):
    """Several lines of text, line ends made alike; None when empty."""

    def __init__(self, label: Any = None, validators: Any = None, rows: int = 6, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"rows": rows, "dir": "auto", **KEPT_NOWHERE, **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep what was written, without the empty lines around it."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


class DayField(StringField):
    """A day, read as people type it (see engage.web.days); `data` is a date or None.

    `earliest` and `latest` bound it. An unclear text is refused with the remedy, and shown again as typed.
    """

    data: Any
    drawn_width = "short"

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        description: Any = "",
        **kwargs: Any,
    ) -> None:
        kwargs["render_kw"] = {"autocomplete": "off", **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)
        self.description = description or _DAY_HINT
        self.earliest = earliest
        self.latest = latest

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return format_day(self.data, "medium") if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the day, or raise ValueError with what to write instead."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            return
        try:
            self.data = parse_day(text, current_language())
        except DayRefused as refused:
            raise ValueError(_why_no_day(refused.reason)) from refused

    def pre_validate(self, form: Any) -> None:
        """Hold the day to its bounds; a text that could not be read keeps its own message."""
        if self.process_errors:
            raise StopValidation
        if self.data is None:
            return
        if self.earliest is not None and self.data < self.earliest:
            raise StopValidation(_("The earliest possible day is %(min)s.", min=format_day(self.earliest)))
        if self.latest is not None and self.data > self.latest:
            raise StopValidation(_("The latest possible day is %(max)s.", max=format_day(self.latest)))


def _why_no_day(reason: Refusal) -> str:
    match reason:
        case Refusal.AMBIGUOUS:
            return _("Day and month can be mistaken here. Write the month as a word: 5 June 2026.")
        case Refusal.SHORT_YEAR:
            return _("Write the year with four digits, for example 20 Nov 2026.")
        case Refusal.NO_SUCH_DAY:
            return _("There is no such day in the calendar. Look at day and month again.")
        case Refusal.UNREADABLE:
            return _("Write a day, for example 20 Nov 2026.")


class EmailField(StringField):
    """An e-mail address, checked for its shape only; None when empty."""

    drawn_width = "medium"
    widget = EmailInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"dir": "ltr", "autocomplete": "off", **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep what was typed, trimmed."""
        self.data = (str(valuelist[0]).strip() if valuelist else "") or None

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot be an address."""
        if self.data and (len(self.data) > 254 or not _EMAIL.fullmatch(self.data)):
            raise StopValidation(_("Write an e-mail address, for example name@example.org."))


class PhoneField(StringField):
    """A telephone number: international form where it can be told, else as typed; None when empty.

    `region` (two letters) completes numbers written without a country code. Any digits are understood.
    """

    drawn_width = "medium"
    widget = TelInput()

    def __init__(self, label: Any = None, validators: Any = None, *, region: str | None = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"dir": "ltr", "autocomplete": "off", **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)
        self.region = region

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Bring the number into one form, or raise ValueError with what to write instead."""
        typed = tidy(str(valuelist[0])) if valuelist else ""
        self.data = typed or None
        if not typed:
            return
        if typed.startswith("00"):
            typed = f"+{typed[2:]}"
        if not _PHONE_SIGNS.fullmatch(typed) or not 5 <= sum(sign.isdigit() for sign in typed) <= 18:
            self.data = None
            raise ValueError(_("Write a number with its country code, for example +33 1 99 00 12 34."))
        self.data = _international(typed, self.region)

    def pre_validate(self, form: Any) -> None:
        """A text that could not be read keeps its own message."""
        if self.process_errors:
            raise StopValidation


def _international(typed: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return typed
    if not phonenumbers.is_possible_number(number):
        return typed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
