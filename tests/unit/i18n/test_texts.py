"""Texts, days and lists as each language has them."""

from __future__ import annotations

from datetime import date

import pytest
from babel.messages.catalog import Catalog

from engage.i18n import catalogues
from engage.i18n.formats import format_day, format_names, language_name, territory_name
from engage.i18n.languages import LANGUAGES, direction
from engage.i18n.texts import LazyText, use_language


def test_days_and_places_follow_the_reader() -> None:
    day = date(2026, 11, 20)
    with use_language("fr"):
        assert format_day(day) == "20 novembre 2026"
        assert territory_name("DE") == "Allemagne"
        assert format_names(["a", "b", "c"]) == "a, b et c"
    with use_language("ar"):
        assert "نوفمبر" in format_day(day)
        assert language_name("fr") == "الفرنسية"


def test_direction_of_any_language() -> None:
    assert [direction(code) for code in ("en", "ar", "fa", "my", "xx-nonsense")] == ["ltr", "rtl", "rtl", "ltr", "ltr"]


def test_a_lazy_text_waits_for_its_reader() -> None:
    text = LazyText(lambda: format_day(date(2026, 1, 2)))
    with use_language("fr"):
        assert str(text) == "2 janvier 2026"
    assert str(text) != "2 janvier 2026"


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES if language.code != "en"])
def test_every_fault_of_a_catalogue_is_named(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a catalogue with a missing text, a lost placeholder and a text nobody uses is refused."""
    source, mine = Catalog(), Catalog(locale=code)
    source.add("Missing")
    source.add("Hello %(name)s")
    mine.add("Hello %(name)s", "…")
    mine.add("Nobody says this", "…")
    monkeypatch.setattr(catalogues, "load", lambda _code: mine)
    found = " ".join(catalogues.faults(code, source))
    assert "not translated" in found
    assert "placeholders differ" in found
    assert "no longer used" in found
