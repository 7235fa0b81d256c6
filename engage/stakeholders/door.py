"""Who of the registry the viewer at hand may find, and how far they may look at names."""

from __future__ import annotations

from uuid import UUID

from flask import abort

from engage.accounts.permissions import ROLE_PERMISSIONS
from engage.projects.door import current_project, up_to_tier
from engage.stakeholders import reveal
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import find_row
from engage.web.unit_of_work import current_session


def looks_up_to_tier() -> int:
    """The highest tier whose names the viewer may look at; 0 for none."""
    return reveal.looks_up_to_tier(ROLE_PERMISSIONS[current_project().role])


def person_at_hand(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    """The row of the person of an address; whom the viewer may not know of, the viewer does not find."""
    row = find_row(current_session(), project_id, stakeholder_id, up_to_tier=up_to_tier())
    return row if row is not None else abort(404)
