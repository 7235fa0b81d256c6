"""Asking for names and contacts of some people, and making the sealed file once another person agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS
from engage.audit.service import record
from engage.crypto.outside import encrypted_to, fingerprint, recipient_of
from engage.exchange.vocabulary import ExchangeEvent
from engage.exchange.writing import xlsx_of
from engage.i18n.languages import direction
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.projects.approvals import service as approvals
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import role_of
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.stakeholders.directory import directory_of
from engage.stakeholders.merging.queries import gone_into
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.reveal import NAME, looks_up_to_tier
from engage.stakeholders.revealing.identities import Identity, identities_of
from engage.stakeholders.two_persons import whole
from engage.stakeholders.vocabulary import ChannelKind, Purpose, StakeholderEvent
from engage.stakeholders.words import labels

MOST_PEOPLE = 500


class TooMany(ValueError):
    """More people than one file of names may hold."""


class Nobody(ValueError):
    """Nobody who was chosen is there for the one who asks."""


class ProtectionRaised(ValueError):
    """Someone in the request is protected more highly now than when it was agreed to."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: whom, which ways to reach them, for which key, for what."""

    people: tuple[UUID, ...]
    channels: tuple[str, ...]
    recipient: str
    purpose: Purpose
    reason: str

    @property
    def whole(self) -> bool:
        """Whether ways that are not known to be safe are in the file: only to keep people safe."""
        return self.purpose is Purpose.SAFETY

    @property
    def mark(self) -> str:
        """The fingerprint of the key, for people to compare."""
        return fingerprint(self.recipient)

    @property
    def what(self) -> dict[str, Any]:
        """Exactly what is agreed to, as the request keeps it."""
        return {
            "people": sorted(str(each) for each in self.people),
            "channels": sorted(self.channels),
            "recipient": self.recipient,
            "purpose": self.purpose.value,
            "reason": self.reason,
        }

    @classmethod
    def of(cls, what: dict[str, Any]) -> Wanted:
        """What a request asks for."""
        people = tuple(UUID(each) for each in what["people"])
        return cls(people, tuple(what["channels"]), what["recipient"], Purpose(what["purpose"]), what["reason"])


def ask(session: Session, *, actor: User, project_id: UUID, wanted: Wanted) -> Approval:
    """Asks a second person. Raises Nobody, TooMany, NotARecipient."""
    recipient_of(wanted.recipient)
    people = lookable(session, actor=actor, project_id=project_id, ids=wanted.people)
    if not people:
        raise Nobody
    if len(people) > MOST_PEOPLE:
        raise TooMany
    exactly = Wanted(
        tuple(person.id for person in people), wanted.channels, wanted.recipient, wanted.purpose, wanted.reason
    )
    return approvals.ask(
        session,
        actor=actor,
        project_id=project_id,
        kind=ApprovalKind.EXPORT_IDENTITIES,
        subject_id=None,
        what=_exactly(session, exactly),
        reason=wanted.reason,
        tier=max(person.tier for person in people),
    )


def _exactly(session: Session, wanted: Wanted) -> dict[str, Any]:
    return {**wanted.what, **whole(gone_into(session, *wanted.people))}


def lookable(session: Session, *, actor: User, project_id: UUID, ids: Sequence[UUID]) -> list[StakeholderRecord]:
    """Those of `ids` whose names `actor` may look at; nobody's whose record is restricted."""
    role = role_of(session, project_id, actor.id)
    sees = looks_up_to_tier(ROLE_PERMISSIONS[role]) if role else 0
    directory = directory_of(session, project_id)
    found = [person for each in dict.fromkeys(ids) if (person := directory.find(each, sees)) is not None]
    return [person for person in found if not person.restricted]


def make(session: Session, *, actor: User, project_id: UUID, wanted: Wanted, up_to_tier: int) -> bytes:
    """The file, sealed to the key that was agreed to. The events are committed before any name is opened.

    Like `reveal`, this verb commits: what went out cannot be rolled back. Each person's name that goes out is a look,
    and is in the log as one. Raises NotAgreed, ProtectionRaised.
    """
    directory = directory_of(session, project_id)
    # Who was erased or restricted since is left out, like somebody who was never there.
    there = [each for each in wanted.people if (person := directory.find(each, 3)) is not None and person.is_there]
    if any(directory.find(each, up_to_tier) is None for each in there):
        raise ProtectionRaised
    approvals.use(
        session,
        actor=actor,
        project_id=project_id,
        kind=ApprovalKind.EXPORT_IDENTITIES,
        subject_id=None,
        what=_exactly(session, wanted),
    )
    fields = [NAME, *sorted(wanted.channels)]
    record(
        session,
        ExchangeEvent.IDENTITIES_MADE,
        actor=actor.id,
        project=project_id,
        people=len(there),
        fields=fields,
        recipient=wanted.mark,
        purpose=wanted.purpose.value,
    )
    for each in there:
        record(
            session,
            StakeholderEvent.REVEALED,
            actor=actor.id,
            project=project_id,
            subject=each,
            fields=fields,
            purpose=wanted.purpose.value,
            reason=wanted.reason,
        )
    session.commit()
    found = identities_of(
        session, project_id, there, up_to_tier=up_to_tier, channels=wanted.channels, whole=wanted.whole
    )
    right_to_left = direction(current_language()) == "rtl"
    return encrypted_to(wanted.recipient, xlsx_of(_rows(found, wanted.channels), right_to_left=right_to_left))


def _rows(people: Sequence[Identity], channels: Sequence[str]) -> list[list[str]]:
    ways = [(code, word) for code, word in labels(ChannelKind).items() if code in channels]
    rows = [[_("Pseudonym"), _("Name"), _("Other names"), _("Where they belong"), *(word for _code, word in ways)]]
    for each in people:
        known = ["\n".join(each.ways.get(code, ())) for code, _word in ways]
        rows.append([each.pseudonym, each.name, "\n".join(each.other_names), each.organisation, *known])
    return rows
