"""The second factor once more, before something delicate: one way to ask for it, in any form with a code."""

from __future__ import annotations

from flask import session
from flask_login import current_user
from wtforms import Field

from engage.accounts import service
from engage.i18n.texts import gettext as _
from engage.web.unit_of_work import current_session


def is_confirmed() -> bool:
    """Whether the second factor was given within the last ten minutes."""
    return bool(session.is_confirmed)  # type: ignore[attr-defined]


def confirmed(code: Field) -> bool:
    """Whether the second factor was given lately, or just now in `code`; else the field says what to do."""
    return is_confirmed() or given(code)


def given(code: Field) -> bool:
    """Whether the second factor was given just now in `code`; else the field says what to do.

    Commits what it learnt, before the act itself: a code works once, and a wrong one counts, whatever follows.
    """
    work = current_session()
    try:
        service.confirm(work, user=current_user._get_current_object(), code=code.data or "")
    except service.WrongCode:
        work.commit()
        code.errors = [_("This code does not fit. Wait for the next one and write it here.")]
        return False
    except service.TooManyAttempts:
        code.errors = [_("Too many attempts. Wait a few minutes, then try again.")]
        return False
    work.commit()
    session.confirm()  # type: ignore[attr-defined]
    return True
