"""Letters: opened by the right key in the right thread only, in steps, without a keystore."""

from __future__ import annotations

import subprocess
import sys
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.crypto import mailbox
from engage.crypto.errors import CannotOpen

PUBLIC, PRIVATE = mailbox.generate()
INFO = mailbox.letter_info(uuid4(), uuid4(), uuid4())


@given(st.binary(max_size=3000))
def test_round_trip(plain: bytes) -> None:
    assert mailbox.open_with(PRIVATE, mailbox.seal_to(PUBLIC, plain, INFO), INFO) == plain


def test_sizes_are_steps() -> None:
    assert len(mailbox.seal_to(PUBLIC, b"", INFO)) == len(mailbox.seal_to(PUBLIC, bytes(1020), INFO))


def test_another_thread_or_key_is_refused() -> None:
    letter = mailbox.seal_to(PUBLIC, b"hello", INFO)
    with pytest.raises(CannotOpen):
        mailbox.open_with(PRIVATE, letter, mailbox.letter_info(uuid4(), uuid4(), uuid4()))
    with pytest.raises(CannotOpen, match="another key"):
        mailbox.open_with(mailbox.generate()[1], letter, INFO)


def test_changed_letters_are_refused() -> None:
    letter = mailbox.seal_to(PUBLIC, b"hello", INFO)
    for at in range(len(letter)):
        changed = bytearray(letter)
        changed[at] ^= 0x40
        with pytest.raises(CannotOpen):
            mailbox.open_with(PRIVATE, bytes(changed), INFO)
    for length in (0, 2, 10, 11, 40, 60):
        with pytest.raises(CannotOpen):
            mailbox.open_with(PRIVATE, letter[:length], INFO)


def test_the_portal_parts_need_no_keystore() -> None:
    code = (
        "import sys; from engage.crypto import files, mailbox, receipts, suite, wordlists;"
        "print(sorted(m for m in sys.modules if m.startswith('engage.crypto.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for forbidden in ("keystore", "vault", "root", "models", "named_keys", "wraps"):
        assert f"engage.crypto.{forbidden}'" not in done.stdout
