"""What notes show on a person's page: the newest of them."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.stakeholders.notes.queries import notes_page
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 3


def on_person(person: StakeholderRecord) -> str:
    """The newest notes about someone, and the way to all of them."""
    work = current_session()
    listed, after = notes_page(work, person.id, limit=SHOWN)
    staff = names_of(work, {each.written_by for each in listed if each.written_by})
    return render_template(
        "stakeholders/notes/_person.html", person=person, listed=listed, more=bool(after), staff=staff
    )


PANELS: list[Panel] = [Panel("stakeholder_care", Permission.VIEW_NOTES, on_person, 40)]
