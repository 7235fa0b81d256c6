"""What a door asks for. An endpoint that says nothing is refused; a house test lists every door."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: StrEnum) -> Callable[[View], View]:
    """Only for those whose role (in the project of the address, if it has one) includes `permission`."""

    def mark(view: View) -> View:
        view.engage_permit = permission  # type: ignore[attr-defined]
        return view

    return mark


def signed_in(view: View) -> View:
    """For everyone who is signed in."""
    view.engage_permit = "signed in"  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """For everyone."""
    view.engage_permit = "public"  # type: ignore[attr-defined]
    return view


def permit_of(view: Callable[..., Any]) -> StrEnum | str | None:
    """A permission, "signed in", "public", or None for a door that nobody thought about."""
    return getattr(view, "engage_permit", None)
