"""Passwords, codes and the page of permissions."""

from __future__ import annotations

import pyotp
import pytest

from engage.accounts import passwords, second_factor
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role, allows


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("fourteen-signs", passwords.TooShort),
        ("a" * 300, passwords.TooLong),
        ("aaaaaaaaaaaaaaaaaaaa", passwords.TooCommon),
        ("passwordpassword1", passwords.TooCommon),
        ("noor.example.organisation"[:19], passwords.TooCommon),
    ],
)
def test_weak_passwords_are_refused(password: str, refusal: type[ValueError]) -> None:
    with pytest.raises(refusal):
        passwords.check_strength(password, email="noor.example@example.org")


def test_random_words_are_accepted() -> None:
    passwords.check_strength("violet harbour walks seven lamps", email="noor@example.org")


def test_a_step_is_accepted_once_and_drift_of_one() -> None:
    secret, now = second_factor.new_secret(), 1_800_000_000.0
    code = pyotp.TOTP(secret).at(int(now) - 30)
    step = second_factor.accepted_step(secret, code, last_step=0, now=now)
    assert step is not None
    assert second_factor.accepted_step(secret, code, last_step=step, now=now) is None
    assert second_factor.accepted_step(secret, code, last_step=0, now=now + 90) is None


def test_arabic_digits_are_digits() -> None:
    secret, now = second_factor.new_secret(), 1_800_000_000.0
    code = pyotp.TOTP(secret).at(int(now)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert second_factor.accepted_step(secret, code, last_step=0, now=now) is not None


def test_every_permission_is_explained_and_held_by_someone() -> None:
    held = set().union(*ROLE_PERMISSIONS.values())
    assert held == set(Permission)


def test_who_must_never() -> None:
    content = [each for each in Permission if each.startswith(("view", "edit", "reveal"))]
    assert not any(allows(Role.ADMINISTRATOR, each) for each in content)
    for role in (Role.ANALYST, Role.COUNSEL, Role.TRANSLATOR, Role.PORTAL_HOLDER):
        assert not allows(role, Permission.REVEAL_STAKEHOLDERS)
        assert not allows(role, Permission.VIEW_HIGHEST_TIER)
        assert not allows(role, Permission.RECORD_REFERRALS)
        assert not allows(role, Permission.VIEW_NOTES)
