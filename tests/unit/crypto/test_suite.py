"""The cipher suite: published vectors, associated data that cannot be confused, padding."""

from __future__ import annotations

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from hypothesis import given
from hypothesis import strategies as st

from engage.crypto import suite
from engage.crypto.errors import CannotOpen, SelfTestFailed

facts = st.one_of(st.binary(max_size=20), st.text(max_size=20), st.none(), st.uuids())


@pytest.mark.parametrize(("plain", "associated", "result"), suite.VECTORS)
def test_published_vectors(plain: str, associated: str, result: str) -> None:
    cipher = AESGCMSIV(b"\x01" + bytes(31))
    sealed = cipher.encrypt(b"\x03" + bytes(11), bytes.fromhex(plain), bytes.fromhex(associated))
    assert sealed.hex() == result


def test_self_test_passes_and_refuses_a_wrong_result(monkeypatch: pytest.MonkeyPatch) -> None:
    suite.self_test.cache_clear()
    suite.self_test()
    suite.self_test.cache_clear()
    monkeypatch.setattr(suite, "VECTORS", (("", "", "00" * 16),))
    with pytest.raises(SelfTestFailed):
        suite.self_test()


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_round_trip(plain: bytes, context: bytes) -> None:
    key, head = suite.new_key(), suite.head("test", context)
    assert suite.open_(key, suite.seal(key, plain, head), head) == plain


@given(st.lists(facts, max_size=4), st.lists(facts, max_size=4))
def test_lists_of_facts_are_never_confused(one: list[suite.Part], other: list[suite.Part]) -> None:
    def plain(parts: list[suite.Part]) -> list[bytes]:
        return [suite.part(value)[4:] for value in parts]

    assert (suite.bind(*one) == suite.bind(*other)) == (plain(one) == plain(other))


def test_joining_without_lengths_would_be_caught() -> None:
    def careless(*parts: str) -> str:
        return "".join(parts)

    assert careless("ab", "c") == careless("a", "bc")
    assert suite.bind("ab", "c") != suite.bind("a", "bc")


@given(st.binary(max_size=2000), st.sampled_from([32, 512, 1024, 4096]))
def test_padding(plain: bytes, step: int) -> None:
    padded = suite.pad(plain, step)
    assert len(padded) % step == 0
    assert len(padded) - len(plain) <= step + 4
    assert suite.unpad(padded) == plain


@pytest.mark.parametrize("padded", [b"", b"\0\0\0", b"\0\0\0\x05abc", b"\0\0\0\x01ab"])
def test_impossible_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(CannotOpen):
        suite.unpad(padded)


@pytest.mark.parametrize("blob", [b"", bytes(10), bytes(34), b"\x01\x02" + bytes(40), b"\x02\x01" + bytes(40)])
def test_other_versions_and_short_blobs_are_refused(blob: bytes) -> None:
    with pytest.raises(CannotOpen):
        suite.open_(suite.new_key(), blob, b"")


def test_revision_is_readable_and_protected() -> None:
    key = suite.new_key()
    blob = suite.seal(key, b"x", b"", revision=7)
    assert suite.revision_of(blob) == 7
    older = blob[:2] + (6).to_bytes(4, "big") + blob[6:]
    with pytest.raises(CannotOpen):
        suite.open_(key, older, b"")


def test_derived_keys_differ_by_use() -> None:
    key = suite.new_key()
    assert len({suite.derive(key, "a"), suite.derive(key, "b"), key}) == 3


def test_facts_of_ids() -> None:
    one = uuid4()
    assert suite.bind(one) == suite.bind(one.bytes)
