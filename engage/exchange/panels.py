"""Files that wait for someone, on the page of today."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.exchange.vocabulary import FileForm
from engage.projects.parcels.queries import parcels_for
from engage.projects.parcels.vocabulary import ParcelState
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _ready(project: ProjectRecord) -> str:
    waiting = parcels_for(current_session(), project.id, current_user.id, forms=list(FileForm))
    ready = [parcel for parcel in waiting if parcel.state == ParcelState.READY]
    return render_template("exchange/_ready.html", project=project, parcels=ready) if ready else ""


PANELS: list[Panel] = [Panel("today", Permission.EXPORT_STAKEHOLDERS, _ready, 60)]
