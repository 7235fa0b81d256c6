"""What somebody asks for is understood: conditions, pages, words, parts of numbers and addresses."""

from __future__ import annotations

import pytest

from engage.stakeholders.narrowing import Narrowing, page_start
from engage.stakeholders.sought import number_text, terms_of


def test_only_what_is_asked_for_is_in_the_address() -> None:
    assert Narrowing(country="MA", contact="never").pairs == [("country", "MA"), ("contact", "never")]
    assert Narrowing().pairs == []


def test_a_page_begins_behind_or_ends_before_someone() -> None:
    assert [page_start(None, None, 3), page_start(4, None, 3), page_start(None, 6, 3), page_start(None, 1, 3)] == [
        0,
        5,
        3,
        0,
    ]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("+33612345678", "612 345"),
        ("+33612345678", "06 12 34"),
        ("+33612345678", "+33 (0)6-12"),
        ("+33612345678", "0033 612"),
        ("+33612345678", "٠٦١٢"),
        ("06 12 34 56 78", "+33 6 12 34 56"),
        ("+9593061234", "၀၉၃၀၆"),
    ],
)
def test_part_of_a_number_finds_it(kept: str, typed: str) -> None:
    [term] = terms_of(typed)
    assert any(part in number_text(kept) for part in term.numbers)


def test_words_addresses_and_numbers_are_told_apart() -> None:
    word, number, address = terms_of("Sálma 06 12 salma@Ex")
    assert (word.words, word.numbers, word.address) == (("salma",), (), "")
    assert number.numbers == ("0612",)
    assert (address.words, address.address) == ((), "salma@ex")
    assert terms_of("12")[0].numbers == ()
    assert terms_of(" – ! ") == []
