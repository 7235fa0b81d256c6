"""What pages of what is owed need before anything else. Not there means 404."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import abort

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.actions.models import Action
from engage.actions.queries import action_row
from engage.actions.records import ActionRecord
from engage.db.clock import today
from engage.engagements.after.queries import find_owed
from engage.engagements.after.words import WORDS
from engage.projects.door import current_project_id, may, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.unit_of_work import current_session


def owed_here(action_id: UUID) -> ActionRecord:
    """The action, opened."""
    found = find_owed(current_session(), current_project_id(), action_id, up_to_tier=up_to_tier())
    return found or abort(404)


def owed_row(action_id: UUID) -> Action:
    """Its row, for a verb."""
    owed_here(action_id)
    return action_row(current_session(), current_project_id(), action_id) or abort(404)


def told(found: Iterable[ActionRecord]) -> dict[str, Any]:
    """What templates say of actions: who owes them, and to whom as far as the viewer sees people."""
    listed, work = list(found), current_session()
    directory, tier = directory_of(work, current_project_id()), up_to_tier()
    whom = {each.stakeholder_id for each in listed if each.stakeholder_id} if may(Permission.VIEW_STAKEHOLDERS) else ()
    return {
        "owners": names_of(work, {each.owner_id for each in listed}),
        "called": {who: directory.pseudonym(who, tier) for who in whom},
        "now": today(),
        **WORDS,
    }
