"""What a second person is asked about someone, in words; and the way to do it once they agreed."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import up_to_tier
from engage.stakeholders import reveal
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.vocabulary import Purpose, Tier
from engage.stakeholders.words import labels
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _lowering(asked: ApprovalRecord) -> str:
    if asked.kind is not ApprovalKind.LOWER_TIER or not asked.what:
        return ""
    tiers = labels(Tier)
    return _about(asked, tier_now=tiers[str(asked.what["from"])], tier_then=tiers[str(asked.what["to"])])


def _looking(asked: ApprovalRecord) -> str:
    # Of a request about someone erased nothing is left.
    if asked.kind is not ApprovalKind.REVEAL_MORE or not asked.what:
        return ""
    purpose = Purpose(asked.what["purpose"])
    return _about(asked, purpose=purpose.label, whole=reveal.ALL_CONTACTS in reveal.FIELDS[purpose])


def _about(asked: ApprovalRecord, **said: object) -> str:
    """Nothing when the person is no longer there for the viewer: then nobody can agree."""
    if asked.subject_id is None:
        return ""
    person = find_stakeholder(current_session(), asked.project_id, asked.subject_id, up_to_tier=up_to_tier())
    if person is None:
        return ""
    ready = asked.is_agreed and asked.asked_by == current_user.id
    template = f"stakeholders/revealing/_{asked.kind.value}.html"
    return render_template(template, approval=asked, person=person, ready=ready, **said)


PANELS: list[Panel] = [
    Panel("approval", Permission.VIEW_STAKEHOLDERS, _lowering, 10),
    Panel("approval", Permission.REVEAL_STAKEHOLDERS, _looking, 20),
]
