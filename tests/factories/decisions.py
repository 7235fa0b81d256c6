"""Business decisions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.decisions import service
from engage.decisions.models import Decision
from engage.decisions.records import DecisionDetail
from tests.factories.team import Team, make_team

NOISE = "Move the head office"


def make_decision(
    session: Session,
    team: Team,
    title: str = "Face recognition at the harbour",
    *,
    due_on: date | None = None,
    opens: date | None = None,
    closes: date | None = None,
    **detail: Any,
) -> Decision:
    """An open decision, due in twenty days unless told."""
    said = {
        "juncture": "product_design",
        "still_open": "Which pictures are kept",
        "already_decided": "That there are cameras",
    }
    return service.register_decision(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=title,
        due_on=due_on or today() + timedelta(days=20),
        window_opens_on=opens,
        window_closes_on=closes,
        detail=DecisionDetail(**{**said, **detail}),
    )


def make_noise(session: Session) -> Team:
    """A decision of another project, overdue, that must turn up nowhere."""
    elsewhere = make_team(session, "Somewhere else")
    make_decision(session, elsewhere, NOISE, due_on=today() - timedelta(days=3))
    return elsewhere
