"""The small form on the page of notes."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.records import EngagementRecord
from engage.feedback.capturing.forms import SaidForm
from engage.feedback.capturing.speaking import speakers
from engage.i18n.texts import current_language
from engage.web.panels import Panel


def prepared(form: SaidForm, engagement: EngagementRecord) -> SaidForm:
    """The form for an engagement."""
    spoken = engagement.plan.languages
    return form.offer(speakers(engagement.id), language=spoken[0] if spoken else current_language())


def beside_notes(engagement: EngagementRecord) -> str:
    """One thing that is said; before the engagement is held nothing can be heard in it."""
    if engagement.held_on is None:
        return ""
    form = prepared(SaidForm(formdata=None, prefix="said-"), engagement)
    return render_template("feedback/capturing/_notes.html", form=form, engagement=engagement)


PANELS: list[Panel] = [Panel("capture", Permission.EDIT_FEEDBACK, beside_notes, 10)]
