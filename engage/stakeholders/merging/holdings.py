"""Ways to reach someone move along with their record, sealed anew under the key of whom they move to."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, sealer
from engage.crypto.tags import normalise
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.doubles import tagged_kind
from engage.stakeholders.holdings import holding
from engage.stakeholders.models import Contact
from engage.stakeholders.queries import ContactRecord, contacts_of


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many ways there are to reach someone."""
    return len(contacts_of(session, holder))


@holding("contacts", _l("Ways to reach them"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Gives `target` the ways to reach `source` that it does not have already; gives their ids."""
    vault = session.info["vault"]
    open_one, seal_one = opener(vault, "contact", "detail"), sealer(vault, "contact", "detail")
    there = {sameness(contact) for contact in contacts_of(session, target)} if only is None else set()
    new = {each.id for each in contacts_of(session, source) if sameness(each) not in there}
    moved = []
    wanted = (Contact.project_id == project_id, Contact.stakeholder_id == source)
    for row in session.scalars(select(Contact).where(*wanted).order_by(Contact.id)).all():
        if str(row.id) in only if only is not None else row.id in new:
            if row.detail is not None:
                said = open_one(source, row.id, row.detail)
                row.detail = seal_one(target, row.id, said, row.detail.revision + 1)
            row.stakeholder_id = target
            moved.append(str(row.id))
    session.flush()
    return moved


def sameness(contact: ContactRecord) -> tuple[str, str]:
    """Two contacts are one when this is the same of both."""
    detail = contact.detail
    kind = tagged_kind(detail.channel)
    return detail.channel, normalise(kind, detail.value) if kind else detail.value.strip().casefold()
