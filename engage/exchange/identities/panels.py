"""What a second person is asked when names are to be taken out, in words; and the way to the file."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.exchange.identities.service import Wanted
from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.vocabulary import ChannelKind, Tier
from engage.stakeholders.words import labels, named
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _taking_out(asked: ApprovalRecord) -> str:
    """Whoever may not look at these names cannot read what is asked, and so cannot agree."""
    if asked.kind is not ApprovalKind.EXPORT_IDENTITIES or asked.tier > looks_up_to_tier():
        return ""
    wanted, directory = Wanted.of(asked.what), directory_of(current_session(), asked.project_id)
    people = [person for each in wanted.people if (person := directory.find(each, looks_up_to_tier())) is not None]
    return render_template(
        "exchange/identities/_asked.html",
        approval=asked,
        wanted=wanted,
        channels=named(wanted.channels, ChannelKind),
        highest=labels(Tier)[str(asked.tier)],
        people=sorted(people, key=lambda person: (person.pseudonym, person.id.int)),
        ready=asked.is_agreed and asked.asked_by == current_user.id,
    )


PANELS: list[Panel] = [Panel("approval", Permission.REVEAL_STAKEHOLDERS, _taking_out, 30)]
