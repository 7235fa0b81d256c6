"""Receipts: every spelling leads back, slips are noticed or forgiven, nothing is shown."""

from __future__ import annotations

import pickle
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage.crypto import receipts
from engage.crypto.errors import CannotOpen
from engage.crypto.receipts import ALPHABET, BadReceipt, Reason, Receipt, derive, parse
from engage.crypto.suite import bind
from engage.crypto.wordlists import LIST_LANGUAGES, WordList, fold, word_list

codes = st.binary(min_size=10, max_size=10)
Lists = dict[str, WordList]
several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
EXTREMES = (bytes(10), b"\xff" * 10)
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def reason_of(text: str) -> Reason:
    with pytest.raises(BadReceipt) as refused:
        parse(text)
    assert refused.value.__cause__ is None
    assert not any(len(word) > 3 and word in str(refused.value) for word in text.split())
    return refused.value.reason


@several
@given(codes)
def test_three_spellings_lead_back(made_up_lists: Lists, code: bytes) -> None:
    receipt = Receipt(code)
    assert parse(receipt.digits()) == code
    assert parse(receipt.characters()) == code
    for language in LIST_LANGUAGES:
        assert parse(" ".join(receipt.words(language))) == code


@pytest.mark.parametrize("code", EXTREMES)
def test_extremes(made_up_lists: Lists, code: bytes) -> None:
    test_three_spellings_lead_back.hypothesis.inner_test(made_up_lists, code)  # type: ignore[attr-defined]
    assert len(Receipt(code).digits()) == 29
    assert len(Receipt(code).characters().replace("-", "")) == 17


@several
@given(codes)
def test_other_hands_write_differently(made_up_lists: Lists, code: bytes) -> None:
    receipt = Receipt(code)
    digits, characters = receipt.digits(), receipt.characters()
    english, arabic = receipt.words("en"), receipt.words("ar")
    for written in (
        digits.translate(ARABIC),
        digits.translate(PERSIAN).replace(" ", "-"),
        digits.replace(" ", ""),
        f"  {digits}\n",
        characters.lower(),
        characters.replace("-", " "),
        characters.replace("0", "O").replace("1", "l").replace("V", "u"),
        characters.replace("0", "o").replace("1", "I"),
        " ".join(english).upper(),
        "-".join(english),
        ",  ".join(english),
        " ".join(word[:4] for word in english),
        " ".join(word[:5] for word in english),
        " ".join(receipt.words("fr")).replace("é", "e").replace("à", "a").replace("ç", "c"),
        " ".join(receipt.words("fr")).replace("é", "e\u0301").upper(),
        " ".join(arabic).replace("آ", "ا"),
        " ".join(arabic).replace("آ", "أ"),
        "، ".join(arabic).replace("ب", "ب\u064e").replace("س", "سـ").replace("ك", "ک"),
        "\u200f" + " ".join(arabic) + "\u200e",
    ):
        assert parse(written) == code


def test_every_wrong_character_and_every_exchange_is_noticed() -> None:
    text = Receipt.new().characters().replace("-", "")
    for at, sign in enumerate(text):
        for other in ALPHABET:
            if other != sign:
                assert reason_of(text[:at] + other + text[at + 1 :]) in (Reason.CHECK, Reason.TOO_SHORT)
    for one in range(len(text)):
        for two in range(one):
            if text[one] != text[two]:
                exchanged = list(text)
                exchanged[one], exchanged[two] = text[two], text[one]
                assert reason_of("".join(exchanged)) is Reason.CHECK


def test_most_wrong_digits_are_noticed() -> None:
    noticed = tried = 0
    for _ in range(20):
        text = Receipt.new().digits().replace(" ", "")
        for at, sign in enumerate(text):
            for other in "0123456789":
                if other != sign:
                    tried += 1
                    try:
                        parse(text[:at] + other + text[at + 1 :])
                    except BadReceipt as refused:
                        noticed += refused.reason is Reason.CHECK
    assert noticed / tried > 0.9


def test_reasons(made_up_lists: Lists) -> None:
    receipt = Receipt.new()
    words = receipt.words("en")
    assert reason_of("") is Reason.EMPTY
    assert reason_of(" -- ") is Reason.EMPTY
    assert reason_of(receipt.digits()[:-1]) is Reason.TOO_SHORT
    assert reason_of(receipt.digits() + "1") is Reason.TOO_LONG
    assert reason_of("9" * 25) is Reason.CHECK
    assert reason_of("2A" * 5) is Reason.TOO_SHORT
    assert reason_of("2A" * 50) is Reason.TOO_LONG
    assert reason_of(" ".join(words[:7])) is Reason.TOO_SHORT
    assert reason_of(" ".join([*words, words[0]])) is Reason.TOO_LONG
    assert reason_of("1é2") is Reason.TOO_SHORT
    assert reason_of("1ب2") is Reason.UNKNOWN_CHARACTER
    assert reason_of("x" * 10_000) is Reason.TOO_LONG
    with pytest.raises(BadReceipt) as refused:
        parse(" ".join([*words[:2], "zzzzzz", *words[3:]]))
    assert (refused.value.reason, refused.value.position) == (Reason.UNKNOWN_WORD, 3)
    with pytest.raises(BadReceipt):
        parse(" ".join([*words[:4], *receipt.words("ar")[4:]]))


@several
@given(st.text(max_size=120))
def test_any_text_is_answered(made_up_lists: Lists, text: str) -> None:
    with suppress(BadReceipt):
        assert len(parse(text)) == 10


def test_a_receipt_shows_nothing() -> None:
    receipt = Receipt.new()
    assert repr(receipt) == f"{receipt}" == "<receipt>"
    assert receipt == Receipt.parse(receipt.digits())
    with pytest.raises(TypeError):
        pickle.dumps(receipt)
    assert repr(derive(receipt.code, b"p" * 32)) == "<derived>"
    with pytest.raises(BadReceipt):
        Receipt(b"short")


def test_deriving() -> None:
    assert (receipts.DERIVE_MEMORY, receipts.DERIVE_TIME, receipts.DERIVE_LANES) == (65_536, 3, 1)
    code = Receipt.new().code
    tag, key = derive(code, b"p" * 32)
    assert (len(tag), len(key)) == (16, 32)
    assert derive(code, b"p" * 32) == (tag, key)
    other_pepper, other_code = derive(code, b"q" * 32), derive(bytes(10), b"p" * 32)
    assert len({tag, other_pepper.look_up_tag, other_code.look_up_tag}) == 3
    assert len({key, other_pepper.wrapping_key, other_code.wrapping_key}) == 3


def test_published_copies() -> None:
    wrapping, content, here = b"w" * 32, receipts.new_content_key(), bind("copy", 1)
    wrapped = receipts.wrap_content_key(wrapping, content, here)
    assert receipts.unwrap_content_key(wrapping, wrapped, here) == content
    body = receipts.seal_body(content, "ما سمعناه", here)
    assert receipts.open_body(content, body, here) == "ما سمعناه"
    assert len(body) == len(receipts.seal_body(content, "x" * 4000, here))
    for attempt in (
        lambda: receipts.unwrap_content_key(b"v" * 32, wrapped, here),
        lambda: receipts.unwrap_content_key(wrapping, wrapped, bind("copy", 2)),
        lambda: receipts.open_body(content, body, bind("copy", 2)),
        lambda: receipts.open_body(content, wrapped, here),
    ):
        with pytest.raises(CannotOpen):
            attempt()


@pytest.mark.parametrize("language", LIST_LANGUAGES)
def test_shipped_lists(language: str) -> None:
    listed = word_list(language)
    assert len(listed.words) == 1024
    for word, number in zip(listed.words, range(1024), strict=True):
        assert listed.number(fold(word)) == number
        assert listed.number(fold(word)[:4]) == number
    for _ in range(50):
        receipt = Receipt.new()
        assert parse(" ".join(receipt.words(language))) == receipt.code


def test_unknown_language() -> None:
    with pytest.raises(LookupError):
        Receipt.new().words("../en")
