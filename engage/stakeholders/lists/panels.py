"""What lists and notices show on the list of people: the way to them."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel


def links(project: ProjectRecord) -> str:
    """The way to the lists and the notices of the project."""
    return render_template("stakeholders/lists/_links.html", project=project)


PANELS: list[Panel] = [Panel("people", Permission.VIEW_STAKEHOLDERS, links, 10)]
