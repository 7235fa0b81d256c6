"""What ties show on the pages of both people."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.projects.door import up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.ties.queries import ties_of
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 20


def on_person(person: StakeholderRecord) -> str:
    """To whom someone is tied, as far as the viewer may know of both."""
    seen = ties_of(current_session(), person.project_id, person.id, up_to_tier())
    return render_template(
        "stakeholders/ties/_person.html",
        person=person,
        seen=[each for each in seen if each.tie.stands][:SHOWN],
        over=[each for each in seen if not each.tie.stands][:SHOWN],
        may_look=person.tier <= looks_up_to_tier(),
    )


PANELS: list[Panel] = [Panel("stakeholder_care", Permission.VIEW_STAKEHOLDERS, on_person, 20)]
