"""Answering an invitation. Nothing here knows a person or an address."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto import mailbox
from engage.db.clock import today
from engage.portal.inviting.vocabulary import WORDLESS, InvitationChoice
from engage.portal.models import PortalAnswer
from engage.portal.service import LONGEST_REPLY, REPLIES_A_DAY, EnoughForToday, TooManyWords, Visit, WordsNeeded


def answer(session: Session, *, who: Visit, answer_id: UUID, kind: str, language: str, words: str) -> None:
    """Seals an answer to the team; the same `answer_id` twice is one answer.

    Raises WordsNeeded, TooManyWords, EnoughForToday; ValueError for an unknown kind.
    """
    choice, words = InvitationChoice(kind), words.replace("\r\n", "\n").strip()
    if not words and choice not in WORDLESS:
        raise WordsNeeded
    if len(words) > LONGEST_REPLY:
        raise TooManyWords
    if session.get(PortalAnswer, answer_id) is not None:
        return
    mine = (PortalAnswer.invitation_id == who.summary_id, PortalAnswer.received_on == today())
    if (session.scalar(select(func.count()).select_from(PortalAnswer).where(*mine)) or 0) >= REPLIES_A_DAY:
        raise EnoughForToday
    said = {"id": str(answer_id), "kind": choice.value, "language": language, "words": words}
    info = mailbox.letter_info(who.deployment_id, who.project_id, who.summary_id)
    session.add(
        PortalAnswer(
            id=answer_id,
            project_id=who.project_id,
            invitation_id=who.summary_id,
            received_on=today(),
            fetched=False,
            body=mailbox.seal_to(who.mailbox, json.dumps(said, ensure_ascii=False).encode(), info),
        )
    )
