"""Names are found however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.stakeholders.folding import beginnings, fold, starts


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Émile Zogbé", "emile zogb"),
        ("O’Brien", "obri"),
        ("Straße", "STRASSE"),
        ("Łukasz Øverland", "overland luk"),
        ("İnci", "inci"),
        ("أحمد المصري", "احمد المصرى"),
        ("فاطِمة", "فاطمه"),
        ("علی کریمی", "علي كريمي"),
        ("王小明", "小明"),
        ("al-Masri ٣", "masri 3"),
        ("Nguyễn Thị", "nguyen thi"),
    ],
)
def test_a_name_is_found_as_people_type_it(written: str, typed: str) -> None:
    assert all(word in starts(written) for word in beginnings(typed))


def test_only_beginnings_of_words_are_found() -> None:
    assert not all(word in starts("Salma Haddad") for word in beginnings("alma"))
    assert beginnings(" –!") == []


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["L", "M", "Zs", "Nd"]), min_size=1, max_size=30), st.data())
def test_every_beginning_of_every_word_finds_the_name(name: str, data: st.DataObject) -> None:
    words = fold(name).split()
    if words:
        word = data.draw(st.sampled_from(words))
        part = word[: data.draw(st.integers(1, len(word)))]
        assert all(each in starts(name) for each in beginnings(part))
        assert all(each in starts(name) for each in beginnings(name.upper()))
