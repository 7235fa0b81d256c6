"""Index tags: the same contact written differently meets itself, under every live key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.crypto.tags import Kind, bits_for, normalise, tag, tags
from engage.crypto.vault import Vault

SAME: list[tuple[Kind, str, str]] = [
    ("email", " Amina@Example.ORG ", "amina@example.org"),
    ("email", "amina@example.org", "amina@example.org\u200f"),
    ("email", "straße@example.org", "STRASSE@example.org"),
    ("handle", "@Amina_H", "amina_h"),
    ("handle", " Amina_H ", "@amina_h"),
    ("phone", "+964 770 123 4567", "00964-770-1234567"),
    ("phone", "+964 (770) 1234567", "+٩٦٤٧٧٠١٢٣٤٥٦٧"),
    ("phone", "call 12-34", "1234"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_the_same_contact(vault: Vault, kind: Kind, one: str, other: str) -> None:
    assert normalise(kind, one) == normalise(kind, other)
    assert tag(vault, kind, one) == tag(vault, kind, other)


def test_region_reads_national_numbers() -> None:
    assert normalise("phone", "0770 123 4567", region="IQ") == "+9647701234567"


def test_kinds_do_not_meet(vault: Vault) -> None:
    tagged = {tag(vault, kind, "1234567", bits=12) for kind in ("email", "phone", "handle")}
    assert len(tagged) > 1
    with pytest.raises(ValueError, match="only"):
        tag(vault, "name", "Amina")  # type: ignore[arg-type]


def test_sizes(vault: Vault) -> None:
    assert len(tag(vault, "email", "a@b.org")) == 1
    twelve = tag(vault, "email", "a@b.org", bits=12)
    assert len(twelve) == 2
    assert twelve[1] & 0x0F == 0
    assert (bits_for(20_000), bits_for(20_001)) == (8, 12)
    with pytest.raises(ValueError, match="8 or 12"):
        tag(vault, "email", "a@b.org", bits=16)


def test_two_tags_while_the_index_key_rotates(vault: Vault) -> None:
    before = tag(vault, "email", "a@b.org", bits=12)
    vault.rotate_index_key()
    both = tags(vault, "email", "a@b.org", bits=12)
    assert both[1:] == [before]
    assert both[0] == tag(vault, "email", "a@b.org", bits=12)
    assert vault.retire_index_keys() == 1
    assert tags(vault, "email", "a@b.org", bits=12) == both[:1]


@given(st.text(max_size=60), st.sampled_from(["email", "phone", "handle"]))
def test_any_text_has_a_tag(vault: Vault, text: str, kind: Kind) -> None:
    assert len(tag(vault, kind, text)) == 1
    assert normalise(kind, normalise(kind, text)) == normalise(kind, text)
