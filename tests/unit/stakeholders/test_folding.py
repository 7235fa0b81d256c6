"""Names are found however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.stakeholders.folding import LONGEST, beginnings, fold, starts


def found(written: str, typed: str) -> bool:
    words = starts(fold(written))
    wanted = beginnings(typed)
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Émile Zogbé", "emile zogb"),
        ("O’Brien", "obri"),
        ("Straße", "STRASSE"),
        ("Łukasz Øverland", "overland luk"),
        ("İnci Işık", "inci ISIK"),
        ("IŞIK", "ışık"),
        ("أحمد المصري", "احمد المصرى"),
        ("أحمد المصري", "مصري"),
        ("فاطِمة", "فاطمه"),
        ("مُؤمن", "مومن"),
        ("علی کریمی", "علي كريمي"),
        ("می‌نا", "مینا"),
        ("王小明", "小明"),
        ("王 小明", "王小明"),
        ("ひろし", "ろし"),
        ("김민수", "김민"),
        ("मीरा शर्मा", "मीरा शर"),
        ("ज़ाकिर", "जाकिर"),
        ("चाँद", "चांद"),
        ("ဒေါ်အောင်ဆန်းစုကြည်", "ဆန်းစု"),
        ("ဒေါ်အောင်\u200bဆန်းစုကြည်", "အောင်ဆန်း"),
        ("စိုး", "စုိး"),
        ("ကြီး", "ကြ"),
        ("ဝင်း", "\u1040င်"),
        ("สมชาย ใจดี", "ชาย"),
        ("น้ำ", "นํ้า"),
        ("សុខា", "ខា"),
        ("al-Masri ٣", "masri 3"),
        ("Nguyễn Thị", "nguyen thi"),
    ],
)
def test_a_name_is_found_as_people_type_it(written: str, typed: str) -> None:
    assert found(written, typed)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Salma Haddad", "alma"), ("မောင်", "မင်"), ("मीरा", "मरा"), ("สมชาย", "ชสย"), ("王小明", "明小"), ("Salma", " –!")],
)
def test_what_is_another_word_is_not_found(written: str, typed: str) -> None:
    assert not found(written, typed)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["L", "M", "Zs", "Nd"]), min_size=1, max_size=30), st.data())
def test_every_beginning_of_every_word_finds_the_name(name: str, data: st.DataObject) -> None:
    words = [word for word in starts(fold(name)) if fold(word)]
    if words:
        word = data.draw(st.sampled_from(words))
        part = word[: data.draw(st.integers(1, min(len(word), LONGEST)))]
        if beginnings(part):
            assert found(name, part)
            assert found(name.upper(), part) or fold(name.upper()) != fold(name)
