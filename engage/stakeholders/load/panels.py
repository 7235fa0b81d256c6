"""What the ledger shows on a person's page."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.load.ledger import FEW
from engage.stakeholders.load.queries import load_of
from engage.stakeholders.load.words import WORDS
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 4


def asked_and_given(person: StakeholderRecord) -> str:
    """What was asked of someone in 12 months and what was given back, side by side."""
    found = load_of(current_session(), person.project_id, person.id, today=today(), looks_up_to=looks_up_to_tier())
    return render_template(
        "stakeholders/load/_person.html", person=person, load=found, latest=found.entries[:SHOWN], few=FEW, **WORDS
    )


PANELS: list[Panel] = [Panel("stakeholder", Permission.VIEW_STAKEHOLDERS, asked_and_given, 15)]
