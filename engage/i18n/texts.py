"""Looking texts up in the reader's language: now, or when they are shown."""

from __future__ import annotations

import gettext as standard
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import escape

from engage.i18n.languages import OFFERED, SOURCE

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"

_language: ContextVar[str] = ContextVar("engage_language", default=SOURCE)
_bound: dict[str, standard.NullTranslations] = {}


def catalogue(code: str) -> standard.NullTranslations:
    """The catalogue of an offered language, read and bound once."""
    bound = _bound.get(code)
    if bound is None:
        bound = _bound[code] = _read(code)
    return bound


def _read(code: str) -> standard.NullTranslations:
    path = TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"
    if code == SOURCE or not path.exists():
        return standard.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


def current_language() -> str:
    """Code of the language of whoever reads now."""
    return _language.get()


def set_language(code: str) -> None:
    """Everything shown from here on in this request or job is in `code`; unknown codes are refused."""
    if code not in OFFERED:
        raise KeyError("this language is not offered")
    _language.set(code)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Texts within the block are in `code`, as for a message to someone else."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str, **values: Any) -> str:
    """`message` in the reader's language with its named placeholders filled."""
    text = catalogue(_language.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The form of a text that fits the number `n`, which is also the placeholder `%(num)s`."""
    text = catalogue(_language.get()).ngettext(one, many, n)
    return text % {"num": n, **values}


def pgettext(context: str, message: str, **values: Any) -> str:
    """`message` in the sense of `context`."""
    text = catalogue(_language.get()).pgettext(context, message)
    return text % values if values else text


class LazyText:
    """A text that is looked up when shown, for labels written when the program loads."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[], str]) -> None:
        self._find = find

    def __str__(self) -> str:
        return self._find()

    def __html__(self) -> str:
        return str(escape(self._find()))

    def __repr__(self) -> str:
        return f"LazyText({self._find()!r})"

    def __mod__(self, values: Any) -> str:
        return self._find() % values

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return id(self)

    def __len__(self) -> int:
        return len(self._find())

    def __contains__(self, part: str) -> bool:
        return part in self._find()


def lazy_gettext(message: str, **values: Any) -> LazyText:
    """Like gettext, looked up when shown."""
    return LazyText(lambda: gettext(message, **values))


def lazy_pgettext(context: str, message: str, **values: Any) -> LazyText:
    """Like pgettext, looked up when shown."""
    return LazyText(lambda: pgettext(context, message, **values))
