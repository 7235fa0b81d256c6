"""Files for someone outside: one key opens them, a private key is never taken for a public one."""

from __future__ import annotations

import pyrage
import pytest

from engage.crypto.outside import NotARecipient, encrypted_to, fingerprint, recipient_of

KEY, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
PUBLIC = str(KEY.to_public())


def test_only_the_named_key_opens_it() -> None:
    sealed = encrypted_to(PUBLIC, b"Salma Haddad" * 1_000)
    assert b"Salma" not in sealed
    assert pyrage.decrypt(sealed, [KEY]) == b"Salma Haddad" * 1_000
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [OTHER])


def test_a_key_is_read_as_people_paste_it() -> None:
    assert recipient_of(f"  {PUBLIC[:20]}\n{PUBLIC[20:].upper()} ") == PUBLIC
    assert fingerprint(f" {PUBLIC}") == fingerprint(PUBLIC) != fingerprint(str(OTHER.to_public()))


@pytest.mark.parametrize(
    "text",
    ["", "age1", PUBLIC[:-1], PUBLIC[:-1] + ("q" if PUBLIC[-1] != "q" else "p"), str(KEY)],
    # The keys are new in each process: what a test is called must not change with them.
    ids=["nothing", "beginning", "cut", "mistyped", "secret"],
)
def test_what_is_no_public_key(text: str) -> None:
    with pytest.raises(NotARecipient) as refused:
        encrypted_to(text, b"x")
    assert not text or text not in str(refused.value) or text == "age1"
