"""The life of records: corrections asked for and answered, one restricted and lifted, one erased as two agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.projects.approvals.service import agree
from engage.retention import intents
from engage.retention.erasure import erase
from engage.stakeholders.life.models import Correction
from engage.stakeholders.life.service import lift, restrict, settle_correction, take_up_correction
from engage.stakeholders.life.vocabulary import CorrectionState
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.team import Team


def restricted(session: Session, team: Team, person: Stakeholder, reason: str = "They objected to it.") -> None:
    """Restricts a record for a month."""
    review_on = today() + timedelta(days=30)
    restrict(session, actor=team.lead, stakeholder=person, reason=reason, review_on=review_on)


def agreed_to_erase(session: Session, team: Team, person: Stakeholder, reason: str = "They asked for it.") -> None:
    """The lead asked, the guardian agreed; nothing is done yet."""
    asked = intents.ask(session, actor=team.lead, stakeholder=person, reason=reason)
    session.flush()
    agree(session, actor=team.guardian, approval=asked)


def erased(session: Session, team: Team, person: Stakeholder) -> UUID:
    """Erases someone, as two agreed; gives the entry of the ledger. Commits."""
    agreed_to_erase(session, team, person)
    session.commit()
    return erase(session, actor=team.lead, stakeholder=person)


def corrected(session: Session, team: Team, person: Stakeholder, wanted: str) -> Correction:
    """Somebody asked today to have something put right."""
    due_on = today() + timedelta(days=30)
    return take_up_correction(
        session, actor=team.lead, stakeholder=person, wanted=wanted, asked_on=today(), due_on=due_on
    )


def life_of_records(session: Session, team: Team, person: Stakeholder, say: Callable[[str], str]) -> dict[str, UUID]:
    """A correction that waits; somebody whose correction was answered and who was not used for a while; somebody who
    was erased. Ids by the name that addresses give them. Commits."""
    asked = corrected(session, team, person, say("correction.wanted"))
    rested, gone = (
        add_stakeholder(
            session,
            actor=team.lead,
            project_id=team.project.id,
            kind="person",
            tier=1,
            name=say(f"{who}.name"),
            profile=Profile(how_we_met=say(f"{who}.how_we_met")),
            safety=Safety(),
        )
        for who in ("rested", "erased")
    )
    settle_correction(
        session,
        actor=team.lead,
        correction=corrected(session, team, rested, say("correction.answered")),
        state=CorrectionState.DONE,
        settlement=say("correction.settlement"),
    )
    restricted(session, team, rested, say("restriction.reason"))
    lift(session, actor=team.lead, stakeholder=rested, reason=say("restriction.lifted_because"))
    return {"correction_id": asked.id, "erasure_id": erased(session, team, gone)}
