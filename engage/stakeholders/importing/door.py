"""Which import a page is about: nobody but who began it sees it."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.stakeholders.importing import queries
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.vocabulary import ImportState
from engage.web.unit_of_work import current_session

Answer = str | Response | tuple[str, int]


def found(project_id: UUID, import_id: UUID) -> StakeholderImport:
    """The import, or 404."""
    row = queries.find_import(current_session(), project_id, import_id, user_id=current_user.id)
    return row if row is not None else abort(404)


def waiting(project_id: UUID, import_id: UUID) -> StakeholderImport:
    """The import, as long as it can still be decided about; else 404."""
    row = found(project_id, import_id)
    return row if row.state == ImportState.PREVIEW.value else abort(404)
