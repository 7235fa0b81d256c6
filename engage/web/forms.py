"""The form all others descend from, and how WTForms' own messages reach the reader in plain words."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form
from wtforms.meta import DefaultMeta

from engage.i18n.texts import LazyText
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l

_LENGTH = _l("Its length must be between %(min)d and %(max)d signs.")
_LONGEST = _l("This is too long: there is room for %(max)d signs.")
_SHORTEST = _l("This is too short: write at least %(min)d signs.")
_EXACT = _l("This must be exactly %(max)d signs long.")
_CHOICE = _l("Choose from the list.")
_NUMBER = _l("Write a number, for example 12.")
_STALE = _l("This form was open for too long. Nothing is lost: save again.")

# WTForms' message → ours. Ours name the remedy, and need no plural where Arabic would need six.
PLAIN: dict[str, LazyText] = {
    "This field is required.": _l("This needs an answer."),
    "Field must be at least %(min)d character long.": _SHORTEST,
    "Field cannot be longer than %(max)d character.": _LONGEST,
    "Field must be exactly %(max)d character long.": _EXACT,
    "Field must be between %(min)d and %(max)d characters long.": _LENGTH,
    "Field must be equal to %(other_name)s.": _l("The two do not match. Write them again."),
    "Number must be at least %(min)s.": _l("The least possible is %(min)s."),
    "Number must be at most %(max)s.": _l("The most possible is %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Write a number between %(min)s and %(max)s."),
    "Date must be at least %(min)s.": _l("The earliest possible day is %(min)s."),
    "Date must be at most %(max)s.": _l("The latest possible day is %(max)s."),
    "Date must be between %(min)s and %(max)s.": _l("Choose a day between %(min)s and %(max)s."),
    "Invalid email address.": _l("Write an e-mail address, for example name@example.org."),
    "Invalid URL.": _l("Write a whole web address, for example https://example.org."),
    "Not a valid choice.": _CHOICE,
    "Invalid Choice: could not coerce.": _CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOICE,
    "'%(value)s' is not a valid choice for this field.": _CHOICE,
    "Choices cannot be None.": _CHOICE,
    "Invalid value, must be one of: %(values)s.": _CHOICE,
    "Invalid value, can't be any of: %(values)s.": _l("Choose something else."),
    "Not a valid integer value.": _l("Write a whole number, for example 12."),
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
    "Not a valid date value.": _l("Write a day, for example 20 Nov 2026."),
    "Not a valid datetime value.": _l("Write a day and an hour."),
    "Not a valid time value.": _l("Write an hour, for example 14:30."),
    "CSRF token missing.": _STALE,
    "CSRF token expired.": _STALE,
    "CSRF failed.": _STALE,
    "Invalid CSRF Token.": _STALE,
    "The CSRF token is missing.": _STALE,
    "The CSRF session token is missing.": _STALE,
    "The CSRF token has expired.": _STALE,
    "The CSRF token is invalid.": _STALE,
    "The CSRF tokens do not match.": _STALE,
}


class FieldTranslations:
    """What WTForms asks for its messages; placeholders stay for it to fill."""

    def gettext(self, string: str) -> str:
        """`string` in plain words and the reader's language."""
        plain = PLAIN.get(string)
        return _(string) if plain is None else str(plain)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same for messages about amounts; ours read well with any amount."""
        return self.gettext(singular)


_translations = FieldTranslations()


class BaseForm(FlaskForm):
    """Parent of every form: guarded against forgery, speaking the reader's language."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> FieldTranslations:
            """Our catalogues instead of WTForms' own."""
            return _translations


class PartForm(Form):
    """Parent of the parts of a form (FormField, FieldList); the whole carries the token."""

    class Meta(DefaultMeta):
        def get_translations(self, form: Any) -> FieldTranslations:
            """Our catalogues instead of WTForms' own."""
            return _translations
