"""Pages of what comes in; each kind of it in a room of its own."""

from __future__ import annotations

from flask import Blueprint

from engage.intake.surveys.views import blueprint as survey_pages

blueprint = Blueprint("intake", __name__, url_prefix="/projects/<uuid:project_id>/intake")
blueprint.register_blueprint(survey_pages)
