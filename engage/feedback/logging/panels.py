"""The way to the page, from the list of engagements."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel


def link(project: ProjectRecord) -> str:
    """The way to log a conversation."""
    return render_template("feedback/logging/_link.html", project=project)


PANELS: list[Panel] = [Panel("engagements", Permission.EDIT_NOTES, link, 5)]
