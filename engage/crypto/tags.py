"""Finding an e-mail, phone or handle again without storing it: a short keyed tag over the normalised value.

Tags are so short that many people share each one: candidates are opened and compared. Never a tag on a
name, country, language or prefix (security.md 4).
"""

from __future__ import annotations

import hmac
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import phonenumbers

from engage.crypto.suite import bind

if TYPE_CHECKING:
    from engage.crypto.vault import Vault

Kind = Literal["email", "phone", "handle"]
FEW_PEOPLE = 20_000
LABEL = "engage tag 1"


def bits_for(people: int) -> int:
    """8 bits, or 12 when there are so many people that 8 would give too many candidates."""
    return 12 if people > FEW_PEOPLE else 8


def normalise(kind: Kind, value: str, *, region: str | None = None) -> str:
    """`value` as it is compared: the same contact written in two ways gives one text.

    `region` (an ISO country code) reads phone numbers without a country code. Raises ValueError for
    another kind.
    """
    text = value
    if not value.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKC", value) if unicodedata.category(sign) != "Cf")
    if kind == "email":
        return text.strip().casefold()
    if kind == "handle":
        return text.strip().lstrip("@").strip().casefold()
    if kind == "phone":
        return _phone(text, region)
    raise ValueError("tags are made of e-mails, phones and handles only")


def tag(vault: Vault, kind: Kind, value: str, *, bits: int = 8, region: str | None = None) -> bytes:
    """The tag to store, under the newest index key: one byte, or two for 12 bits."""
    return tag_of(vault, kind, normalise(kind, value, region=region), bits=bits)


def tag_of(vault: Vault, kind: Kind, text: str, *, bits: int = 8) -> bytes:
    """The same for what `normalise` gave."""
    return _tag(vault.index_keys()[0], kind, text, bits)


def tags(vault: Vault, kind: Kind, value: str, *, bits: int = 8, region: str | None = None) -> list[bytes]:
    """All tags to look for, newest first: more than one while the index key is being rotated."""
    return tags_of(vault, kind, normalise(kind, value, region=region), bits=bits)


def tags_of(vault: Vault, kind: Kind, text: str, *, bits: int = 8) -> list[bytes]:
    """The same for what `normalise` gave."""
    return [_tag(key, kind, text, bits) for key in vault.index_keys()]


def _tag(key: bytes, kind: Kind, text: str, bits: int) -> bytes:
    if bits not in (8, 12):
        raise ValueError("a tag has 8 or 12 bits")
    digest = hmac.digest(key, bind(LABEL, kind, text), "sha256")
    return digest[:1] if bits == 8 else bytes((digest[0], digest[1] & 0xF0))


def _phone(text: str, region: str | None) -> str:
    digits = "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())
    international = text.strip().startswith("+")
    if not international and digits.startswith("00"):
        international, digits = True, digits[2:]
    return _e164(f"+{digits}" if international else digits, None if international else region) or digits


@lru_cache(maxsize=64)
def _e164(digits: str, region: str | None) -> str | None:
    """A number as all write it alike; None when it cannot be one. What is stored is tagged at once: few are held."""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
