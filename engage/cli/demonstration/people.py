"""The people of the story, and who named whom."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.referrals.findings.records import CellDetail
from engage.referrals.findings.service import write_cell
from engage.referrals.records import ReferralDetail
from engage.referrals.service import add_start, move_referral, record_referral
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety
from engage.stakeholders.service import add_stakeholder


def add_people(session: Session, *, actor: User, project_id: UUID) -> dict[str, UUID]:
    """Everybody of the story, by key."""
    ids = {}
    for each in (*told("rights_holders")["person"], *told("intermediaries")["person"]):
        contacts = [ContactDetail(channel, value, safe, note) for channel, value, safe, note in each.get("reach", ())]
        person = add_stakeholder(
            session,
            actor=actor,
            project_id=project_id,
            kind=each["kind"],
            tier=each["tier"],
            name=each["name"],
            profile=Profile(**each["profile"]),
            safety=Safety(**each["safety"]),
            contacts=contacts,
            called=Called(**each["called"]) if "called" in each else None,
        )
        ids[each["key"]] = person.id
    return ids


def add_namings(session: Session, *, actor: User, project_id: UUID, people: dict[str, UUID]) -> None:
    """The starts of the map, and the namings in the order in which they happened."""
    for start in told("map")["start"]:
        add_start(
            session, actor=actor, project_id=project_id, stakeholder_id=people[start["who"]], reason=start["reason"]
        )
    for naming in sorted(told("map")["naming"], key=lambda each: int(each["on"])):
        referral = record_referral(
            session,
            actor=actor,
            project_id=project_id,
            namer_id=people[naming["by"]],
            named_id=people[naming["of"]],
            asked_on=day(naming["on"]),
            detail=ReferralDetail(**naming["detail"]),
        )
        state = ReferralState(naming["state"])
        if state is not ReferralState.NAMED:
            move_referral(session, actor=actor, referral=referral, state=state, reason=naming.get("reason", ""))


def add_scoping(session: Session, *, actor: User, project_id: UUID) -> None:
    """Who should be heard, line by line."""
    for each in told("scoping")["cell"]:
        write_cell(session, actor=actor, project_id=project_id, detail=CellDetail(**each))
