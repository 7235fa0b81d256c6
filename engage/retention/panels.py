"""What retention shows: what a person may ask of us on their page, and what a second person is asked."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def rights(person: StakeholderRecord) -> str:
    """Handing out what is held, and erasing."""
    may_look = person.tier <= looks_up_to_tier()
    return render_template("retention/_person.html", person=person, may_look=may_look)


def erasing(asked: ApprovalRecord) -> str:
    """That somebody is to be erased; nothing when they are no longer there for the viewer."""
    if asked.kind is not ApprovalKind.ERASE or asked.subject_id is None:
        return ""
    person = find_stakeholder(current_session(), asked.project_id, asked.subject_id, up_to_tier=up_to_tier())
    if person is None:
        return ""
    ready = asked.is_agreed and asked.asked_by == current_user.id
    records = len(asked.what.get("records", ()))
    return render_template("retention/_approval.html", approval=asked, person=person, ready=ready, records=records)


PANELS: list[Panel] = [
    Panel("stakeholder_care", Permission.ERASE_STAKEHOLDERS, rights, 70),
    Panel("approval", Permission.VIEW_STAKEHOLDERS, erasing, 40),
]
