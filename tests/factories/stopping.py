"""Somebody at the highest risk before an invitation, and everything that can be missing before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json, unseal_json
from engage.db.clock import today
from engage.engagements import service
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record, plan_of
from engage.outreach.stop.models import SafetyAssessment
from engage.outreach.stop.vocabulary import StopReason
from engage.projects.approvals import service as approvals
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.records import ContactDetail, Safety
from engage.stakeholders.service import add_contact, change_stakeholder
from tests.factories.engagements import make_person
from tests.factories.safety import assessed, cleared, reported, requested
from tests.factories.team import Team
from tests.inspection import InspectedClient


@dataclass
class Scene:
    """An engagement with somebody on its list who may not be invited before everything is seen to."""

    session: Session
    client: InspectedClient
    team: Team
    engagement: Engagement
    person: Stakeholder
    place: Participant

    def answer(self) -> str:
        """What is on record of the invitation."""
        self.session.expire_all()
        return participant_record(self.session, self.place).detail.answer


# What can be missing: each takes one thing away, and says which remedy is then given.


def _not_assessed(_scene: Scene) -> StopReason:
    return StopReason.NOT_ASSESSED


def _unfinished(scene: Scene) -> StopReason:
    assessed(scene.session, scene.team, scene.engagement, scene.person, if_leaked="")
    return StopReason.NOT_WHOLE


def _no_measures(scene: Scene) -> StopReason:
    assessed(scene.session, scene.team, scene.engagement, scene.person, measures="")
    return StopReason.NO_MEASURES


def _no_channel(scene: Scene) -> StopReason:
    assessed(scene.session, scene.team, scene.engagement, scene.person, channel="")
    return StopReason.NO_CHANNEL


def _no_agreement(scene: Scene) -> StopReason:
    assessed(scene.session, scene.team, scene.engagement, scene.person)
    requested(scene.session, scene.team, scene.engagement, scene.person)
    return StopReason.NOT_AGREED


def _refused(scene: Scene) -> StopReason:
    assessed(scene.session, scene.team, scene.engagement, scene.person)
    approval = requested(scene.session, scene.team, scene.engagement, scene.person)
    approvals.refuse(scene.session, actor=scene.team.guardian, approval=approval, reason="Too early")
    return StopReason.NOT_AGREED


def _written_into_the_database(scene: Scene) -> StopReason:
    """An agreement that nobody gave: no key, no proof."""
    row = assessed(scene.session, scene.team, scene.engagement, scene.person)
    said = {"asked_by": scene.team.lead.id, "agreed_by": scene.team.guardian.id, "agreed_on": today()}
    words = {name: str(value) for name, value in said.items()}
    day = scene.engagement.planned_on.isoformat()
    seal_json(scene.session, row, "agreement", {**words, "tier": 3, "day": day, "proof": "00" * 32})
    return StopReason.CHANGED_SINCE


def _agreed_for_another_version(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    agreed = _newest(scene)
    later = assessed(scene.session, scene.team, scene.engagement, scene.person, measures="None to speak of")
    seal_json(scene.session, later, "agreement", unseal_json(scene.session, agreed, "agreement"))
    return StopReason.CHANGED_SINCE


def _changed_in_place(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    row = _newest(scene)
    content = unseal_json(scene.session, row, "content")
    content["said"]["meeting"] = "On the quay, at noon"
    seal_json(scene.session, row, "content", content, long=True)
    return StopReason.CHANGED_SINCE


def _assessed_anew(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    assessed(scene.session, scene.team, scene.engagement, scene.person, meeting="On the quay")
    return StopReason.CHANGED_SINCE


def _lapsed(scene: Scene) -> StopReason:
    day = (scene.engagement.planned_on - timedelta(days=1)).isoformat()
    row = assessed(scene.session, scene.team, scene.engagement, scene.person)
    content = unseal_json(scene.session, row, "content")
    content["said"]["review_on"] = day
    seal_json(scene.session, row, "content", content, long=True)
    return StopReason.LAPSED


def _swapped_address(scene: Scene) -> StopReason:
    """Somebody puts an address of their own beside the one that was agreed to, and marks it safe."""
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    channel = unseal_json(scene.session, _newest(scene), "content")["said"]["channel"]
    value = "+33199009988" if channel == "phone" else "someone.else@example.org"
    detail = ContactDetail(channel, value, True, "")
    add_contact(scene.session, actor=scene.team.engager, stakeholder=scene.person, detail=detail)
    return StopReason.WAY_CHANGED


def _moved(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    service.change_engagement(
        scene.session,
        actor=scene.team.lead,
        engagement=scene.engagement,
        title="Meeting at the harbour",
        planned_on=scene.engagement.planned_on + timedelta(days=1),
        plan=plan_of(scene.session, scene.engagement),
        decision_ids=[],
    )
    return StopReason.DAY_MOVED


def _raised(scene: Scene) -> StopReason:
    _change(scene, tier=2)
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    _change(scene, tier=3)
    return StopReason.TIER_RAISED


def _no_longer_safe(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    _change(scene, safety=Safety(safe_channels=["post"]))
    return StopReason.CHANNEL_NOT_SAFE


def _forbidden_since(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    _change(scene, safety=Safety(safe_channels=["phone"], forbidden_channels=["phone"]))
    return StopReason.CHANNEL_FORBIDDEN


def _restricted(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    scene.person.restricted_on = today()
    return StopReason.RESTRICTED


def _reprisals(scene: Scene) -> StopReason:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    reported(scene.session, scene.team, scene.engagement, make_person(scene.session, scene.team, tier=2))
    return StopReason.HALTED


MISSING = [
    _not_assessed,
    _unfinished,
    _no_measures,
    _no_channel,
    _no_agreement,
    _refused,
    _written_into_the_database,
    _agreed_for_another_version,
    _changed_in_place,
    _assessed_anew,
    _lapsed,
    _swapped_address,
    _moved,
    _raised,
    _no_longer_safe,
    _forbidden_since,
    _restricted,
    _reprisals,
]


def _newest(scene: Scene) -> SafetyAssessment:
    rows = select(SafetyAssessment).where(SafetyAssessment.stakeholder_id == scene.person.id)
    return scene.session.scalars(rows.order_by(SafetyAssessment.version.desc())).all()[0]


def _change(scene: Scene, *, tier: int | None = None, safety: Safety | None = None) -> None:
    known = find_stakeholder(scene.session, scene.team.project.id, scene.person.id, up_to_tier=3)
    assert known is not None
    if tier is not None and tier < known.tier:
        # Lowering asks a second person; that is tested elsewhere.
        scene.session.execute(update(Stakeholder).where(Stakeholder.id == known.id).values(tier=tier))
        scene.session.expire(scene.person)
        return
    change_stakeholder(
        scene.session,
        actor=scene.team.lead,
        stakeholder=scene.person,
        kind=known.kind,
        tier=tier or known.tier,
        profile=known.profile,
        safety=safety or known.safety,
    )
