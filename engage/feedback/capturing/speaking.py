"""Who can have said something in an engagement, as far as the viewer may know of them."""

from __future__ import annotations

from uuid import UUID

from engage.engagements.once import each_once
from engage.engagements.queries import participants_of
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.unit_of_work import current_session


def speakers(engagement_id: UUID) -> list[tuple[str, str]]:
    """Participants who did not stay away, as (id, pseudonym), by pseudonym."""
    work, tier = current_session(), up_to_tier()
    directory = directory_of(work, current_project_id())
    found = [
        directory.find(each.stakeholder_id, tier)
        for each in each_once(participants_of(work, engagement_id))
        if each.detail.attended is not False
    ]
    return sorted(((str(one.id), one.pseudonym) for one in found if one is not None), key=lambda pair: pair[1])
