"""Which language a reader gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.i18n.negotiation import negotiate

OFFERED = ("en", "fr", "ar")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("my-MM,en;q=0.5", "en"),
        ("zh-CN", "en"),
        ("ar-SD,fr;q=0.9", "ar"),
        ("fr;q=0.2, ar;q=0.8", "ar"),
        ("fr-CA-x-old", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("FR_fr", "fr"),
        ("*", "en"),
        ("", "en"),
        (";;;,q=,=;q=x", "en"),
    ],
)
def test_reader_gets_what_fits(header: str, language: str) -> None:
    assert negotiate(header, OFFERED, "en") == language


@given(st.text(max_size=2000))
def test_any_header_gives_an_offered_language(header: str) -> None:
    assert negotiate(header, OFFERED, "en") in OFFERED
