"""Writing what an invitation says, and keeping texts to begin from. Refusals are named."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.inviting.models import InvitationTemplate, InvitationText
from engage.engagements.inviting.queries import informed_by, templates_of, texts_of
from engage.engagements.inviting.service import require_planned
from engage.engagements.inviting.vocabulary import InvitingEvent
from engage.engagements.inviting.wording import digest
from engage.engagements.models import Engagement
from engage.engagements.queries import find_engagement
from engage.engagements.refusals import NotPlanned
from engage.outreach.service import LINK, LONGEST, LinkInText, TextNeeded, TooLong


class ChangedMeanwhile(ValueError):
    """Somebody wrote meanwhile; nothing is overwritten before a person has looked."""


class NameNeeded(ValueError):
    """A text to begin from has a name that no other has in this language."""


def write_text(
    session: Session, *, actor: User, engagement: Engagement, language: str, body: str, based_on: int
) -> InvitationText:
    """Writes the invitation in one language; `based_on` is the revision that the writer saw, 0 for none.

    Raises NotPlanned, TextNeeded, TooLong, LinkInText, ChangedMeanwhile.
    """
    require_planned(session, engagement)
    text = _fit(body)
    opened = find_engagement(session, engagement.project_id, engagement.id)
    if opened is None:
        raise NotPlanned
    kept = next((each for each in texts_of(session, opened) if each.language == language), None)
    if (kept.revision if kept else 0) != based_on:
        raise ChangedMeanwhile
    row = session.get(InvitationText, kept.id) if kept else None
    if row is None:
        row = InvitationText(id=uuid4(), engagement_id=engagement.id, revision=0)
    row.revision, row.written_on, row.written_by = row.revision + 1, today(), actor.id
    now = digest(opened, informed_by(session, opened))
    seal_json(session, row, "content", {"language": language, "body": text, "told": now}, long=True)
    session.add(row)
    session.flush()
    about = {"actor": actor.id, "project": engagement.project_id, "subject": engagement.id}
    record(session, InvitingEvent.TEXT_WRITTEN, **about)
    return row


def keep_template(
    session: Session, *, actor: User, project_id: UUID, name: str, language: str, body: str
) -> InvitationTemplate:
    """Keeps a text to begin from in other engagements. Raises NameNeeded, TextNeeded, TooLong, LinkInText."""
    text, called = _fit(body), " ".join(name.split())
    taken = {(each.language, each.name.casefold()) for each in templates_of(session, project_id)}
    if not called or (language, called.casefold()) in taken:
        raise NameNeeded
    row = InvitationTemplate(id=uuid4(), project_id=project_id, written_on=today(), written_by=actor.id)
    seal_json(session, row, "content", {"name": called, "language": language, "body": text}, long=True)
    session.add(row)
    session.flush()
    record(session, InvitingEvent.TEMPLATE_KEPT, actor=actor.id, project=project_id, subject=row.id)
    return row


def remove_template(session: Session, *, actor: User, template: InvitationTemplate) -> None:
    """Removes a text to begin from; what was written from it stays."""
    about = {"actor": actor.id, "project": template.project_id, "subject": template.id}
    session.delete(template)
    session.flush()
    record(session, InvitingEvent.TEMPLATE_REMOVED, **about)


def _fit(body: str) -> str:
    text = body.replace("\r\n", "\n").strip()
    if not text:
        raise TextNeeded
    if len(text) > LONGEST:
        raise TooLong
    if LINK.search(text):
        raise LinkInText
    return text
