"""The small form on the page of notes."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.door import seats_here
from engage.engagements.records import EngagementRecord
from engage.referrals.capturing.forms import NamedForm
from engage.web.panels import Panel


def prepared(form: NamedForm, engagement: EngagementRecord) -> NamedForm:
    """The form for an engagement: whoever takes part and may be used can have named somebody."""
    people = {
        str(seat.record.stakeholder_id): seat.called
        for seat in seats_here(engagement)
        if seat.person and not seat.person.restricted
    }
    return form.offer(list(people.items()))


def beside_notes(engagement: EngagementRecord) -> str:
    """Somebody whom they named; nothing where nobody takes part who could."""
    form = prepared(NamedForm(formdata=None, prefix="named-"), engagement)
    return (
        render_template("referrals/capturing/_notes.html", form=form, engagement=engagement)
        if form.namer.choices
        else ""
    )


PANELS: list[Panel] = [Panel("capture", Permission.RECORD_REFERRALS, beside_notes, 20)]
