"""Reading the map: opened once into the memory of the unlocked process, and seen by each reader as far as they may.

The opened map is shared by all threads, holds what is committed, and is brought up when the topic `map` has a new
number: whoever changes rows of `referral` sets their `revision` to that number in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engage.crypto.errors import CryptoError
from engage.crypto.sealed import unseal_json
from engage.crypto.vault import Vault
from engage.db.stores import open_session
from engage.projects.models import Project
from engage.projects.opened import Opened
from engage.referrals.findings.known import known_of
from engage.referrals.models import Referral, ReferralMap
from engage.referrals.opening import brought_up, words_of
from engage.referrals.plotted import Listed, Plotted, Plotting
from engage.referrals.records import OpenedMap, ReferralDetail
from engage.referrals.seen import SeenMap, see
from engage.stakeholders.directory import directory_of

TOPIC = "map"
AT_ONCE = 500
EVERY_TIER = 3


def plotted_map(session: Session, project_id: UUID) -> Plotted:
    """The whole map as numbers, as `session` sees it, its own uncommitted changes included; for rules and figures."""
    vault: Vault = session.info["vault"]
    plotted = NAMINGS.of(session, project_id)
    if all(vault.has_subject(key) for key in plotted.keys):
        return plotted
    NAMINGS.forget()
    return nothing(project_id)


def map_of(session: Session, project_id: UUID) -> OpenedMap:
    """The same as records, which are made when they are looked at. For pages there is `seen_map`."""
    plotted = plotted_map(session, project_id)
    return OpenedMap(plotted.starts, Listed(plotted, plotted.between_two, partial(words_of, session, project_id)))


def seen_map(session: Session, project_id: UUID, *, up_to_tier: int) -> SeenMap:
    """The map as someone may see it: people of a higher tier, and namings that touch them, are not there."""
    plotted = plotted_map(session, project_id)
    records = directory_of(session, project_id).counted(up_to_tier)
    return see(plotted, up_to_tier, records, partial(words_of, session, project_id))


def open_ahead(data: Engine, vault: Vault) -> None:
    """Opens people and map of every listed project before anybody asks: with 100 000 people that takes many seconds,
    once in a process. What cannot be opened is left for whoever asks for it.
    """
    with suppress(SQLAlchemyError, CryptoError), open_session(data, read_only=True, vault=vault) as session:
        for project_id in session.scalars(select(Project.id).where(Project.closed.is_(False))).all():
            with suppress(CryptoError):
                known_of(seen_map(session, project_id, up_to_tier=EVERY_TIER))


def rows_with(session: Session, project_id: UUID, stakeholder_id: UUID) -> Sequence[Referral]:
    """The rows of namings by or of someone, for changing them; by id."""
    plotted = plotted_map(session, project_id)
    ids = [plotted.id_at(place) for place in plotted.with_end(stakeholder_id).tolist()]
    found: list[Referral] = []
    for first in range(0, len(ids), AT_ONCE):
        found += session.scalars(select(Referral).where(Referral.id.in_(ids[first : first + AT_ONCE])))
    return sorted(found, key=lambda row: row.id.int)


def find_referral(session: Session, project_id: UUID, referral_id: UUID) -> Referral | None:
    """The row of a naming, for changing it."""
    return session.scalar(select(Referral).where(Referral.id == referral_id, Referral.project_id == project_id))


def find_map(session: Session, project_id: UUID) -> ReferralMap | None:
    """The row that names the key of a project's map; None before its first start or naming."""
    return session.get(ReferralMap, project_id)


def detail_of(session: Session, referral: Referral) -> ReferralDetail:
    """The sealed part of one naming."""
    return ReferralDetail(**(unseal_json(session, referral, "detail") or {}))


def nothing(project_id: UUID) -> Plotted:
    """A map without anybody."""
    return Plotting(project_id).done((), frozenset(), 0)


NAMINGS: Opened[Plotted] = Opened(TOPIC, nothing(uuid4()), brought_up)
