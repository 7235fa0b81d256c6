"""Who may bring graphs in and take them out, and which import a page is about: nobody but who began it sees it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import abort
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.projects.door import may
from engage.referrals.exchange import queries
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.vocabulary import MapImportState
from engage.web.unit_of_work import current_session

Answer = str | Response | tuple[str, int]


def require(permissions: Iterable[Permission]) -> None:
    """Lets through whoever may do all of this; for others there is no such page."""
    if not all(map(may, permissions)):
        abort(404)


def found(project_id: UUID, import_id: UUID) -> MapImport:
    """The import, or 404."""
    row = queries.find_import(current_session(), project_id, import_id, user_id=current_user.id)
    return row if row is not None else abort(404)


def waiting(project_id: UUID, import_id: UUID) -> MapImport:
    """The import, as long as it can still be decided about; else 404."""
    row = found(project_id, import_id)
    return row if row.state == MapImportState.PREVIEW.value else abort(404)
