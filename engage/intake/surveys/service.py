"""Drawing up a survey, opening and closing it; taking answers in, and saying whom their names mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.errors import CryptoError
from engage.crypto.mailbox import letter_info
from engage.crypto.open_codes import new_code
from engage.crypto.sealed import seal, seal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.intake.surveys.models import Survey, SurveyAnswer, SurveyNaming
from engage.intake.surveys.queries import TALLIES, TOPIC, answer_of, record_of
from engage.intake.surveys.records import Content
from engage.intake.surveys.vocabulary import AnswerState, SurveyEvent, SurveyState
from engage.jobs.service import enqueue
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.service import open_map
from engage.stakeholders.directory import TOPIC as PEOPLE
from engage.stakeholders.life.using import require_usable
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder

TIER_OF_NAMED = 2
MOST_NAMES = 40
LONGEST_NAME = 200
LONGEST_WORDS = 2000
KEPT_AFTER = timedelta(days=90)
"""How long after its end answers that nobody reviewed stay, and the words of those that were."""


class NotADraft(ValueError):
    """What people are answering is no longer changed."""


class NotOpen(ValueError):
    """A survey that is not open cannot be closed."""


class OverAlready(ValueError):
    """The last day is before the first, or has gone by."""


class NotDecided(ValueError):
    """Each name of an answer is decided on."""


@dataclass(frozen=True)
class Decided:
    """What one name of an answer means: someone known, or someone new of a kind, or, with neither, nobody to keep."""

    place: int
    stakeholder_id: UUID | None = None
    new_kind: str = ""


def draw_up(
    session: Session, *, actor: User, project_id: UUID, content: Content, opens_on: date, closes_on: date
) -> Survey:
    """A new survey, as a draft. Raises OverAlready."""
    _check_days(opens_on, closes_on)
    survey = Survey(
        id=uuid4(),
        project_id=project_id,
        key_id=open_map(session, session.get_one(Project, project_id)).key_id,
        state=SurveyState.DRAFT.value,
        created_on=today(),
        created_by=actor.id,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    seal_json(session, survey, "content", asdict(content), long=True)
    session.add(survey)
    session.flush()
    record(session, SurveyEvent.DRAWN_UP, actor=actor.id, project=project_id, subject=survey.id)
    return survey


def change(session: Session, *, actor: User, survey: Survey, content: Content, opens_on: date, closes_on: date) -> None:
    """Writes a draft anew. Raises NotADraft, OverAlready."""
    if survey.state != SurveyState.DRAFT:
        raise NotADraft
    _check_days(opens_on, closes_on)
    survey.opens_on, survey.closes_on = opens_on, closes_on
    seal_json(session, survey, "content", asdict(content), long=True)
    session.flush()
    record(session, SurveyEvent.CHANGED, actor=actor.id, project=survey.project_id, subject=survey.id)


def _check_days(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on or closes_on < today():
        raise OverAlready


def open_survey(session: Session, *, actor: User, survey: Survey) -> None:
    """Gives a survey its address and puts it into the portal. Raises NotADraft, OverAlready."""
    if survey.state != SurveyState.DRAFT:
        raise NotADraft
    _check_days(survey.opens_on, survey.closes_on)
    survey.state = SurveyState.OPEN.value
    seal(session, survey, "code", new_code())
    enqueue(session, "surveys.publish", asked_by=actor.id, project=survey.project_id, subject=survey.id)
    session.flush()
    record(session, SurveyEvent.OPENED, actor=actor.id, project=survey.project_id, subject=survey.id)


def close_survey(session: Session, *, actor: User | None, survey: Survey) -> None:
    """Ends a survey; answers on their way still arrive. Raises NotOpen."""
    if survey.state != SurveyState.OPEN:
        raise NotOpen
    survey.state = SurveyState.CLOSED.value
    survey.closed_on = min(today(), survey.closes_on)
    by = actor.id if actor is not None else None
    enqueue(session, "surveys.close", asked_by=by, project=survey.project_id, subject=survey.id)
    session.flush()
    record(session, SurveyEvent.CLOSED, actor=by, project=survey.project_id, subject=survey.id)


def take_answer(
    session: Session, *, survey: Survey, answer_id: UUID, received_on: date, body: bytes
) -> SurveyAnswer | None:
    """Opens a sealed answer and seals it anew under the key of the map; None when it cannot be opened or read."""
    vault: Vault = session.info["vault"]
    content = record_of(session, survey).content
    info = letter_info(vault.deployment_id, survey.project_id, survey.id)
    try:
        letter = json.loads(vault.mailbox_open(survey.project_id, body, info))
        if letter["id"] != str(answer_id):
            return None
        said, words = _parts(letter, content)
    except (CryptoError, ValueError, KeyError, TypeError, AttributeError):
        return None
    answer = SurveyAnswer(
        id=answer_id,
        project_id=survey.project_id,
        survey_id=survey.id,
        key_id=survey.key_id,
        state=AnswerState.WAITING.value,
        received_on=received_on,
    )
    seal_json(session, answer, "said", said)
    seal_json(session, answer, "words", words, long=True)
    session.add(answer)
    return answer


def _parts(letter: dict[str, Any], content: Content) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is counted and what is read, as far as the survey asked for it: the portal is not taken at its word."""
    group = str(letter["group"])
    names: list[tuple[str, str]] = []
    unnamed = []
    for question in content.questions:
        answered = letter["answers"].get(question) or {}
        names += [(question, str(name)[:LONGEST_NAME]) for name in answered.get("names", [])]
        if answered.get("unnamed"):
            unnamed.append(question)
    said = {"group": group if group in content.groups else "", "unnamed": unnamed}
    words = {
        "names": names[:MOST_NAMES],
        "language": str(letter["language"])[:8],
        "words": str(letter["words"])[:LONGEST_WORDS],
    }
    return said, words


def mark_read(session: Session, *, actor: User, answer: SurveyAnswer, found: int) -> None:
    """Puts on record that someone looked at an answer, and for how many of its names people of that name were found."""
    record(session, SurveyEvent.ANSWER_READ, actor=actor.id, project=answer.project_id, subject=answer.id, found=found)


def review(
    session: Session, *, actor: User, answer: SurveyAnswer, decided: Sequence[Decided], keep_words: bool
) -> None:
    """Says whom each name of an answer means; what was said before of the same answer is replaced.

    Someone new gets a guarded record. Nobody becomes part of the map by it. Raises NotDecided, Restricted.
    """
    given = {each.place: each for each in answer_of(session, answer).names}
    if {each.place for each in decided} != set(given):
        raise NotDecided
    require_usable(session, *(each.stakeholder_id for each in decided if each.stakeholder_id))
    # Counters before the log, and in one order: two who review at the same moment must never wait for each other.
    if any(each.new_kind for each in decided):
        bump(session, answer.project_id, PEOPLE)
    _counted(session, answer.project_id)
    session.execute(delete(SurveyNaming).where(SurveyNaming.answer_id == answer.id))
    made: dict[tuple[str, str], UUID] = {}
    for each in decided:
        named, who = given[each.place], each.stakeholder_id
        if each.new_kind:
            same = (named.name.casefold(), each.new_kind)
            who = made.get(same) or _add(session, actor, answer.project_id, named.name, each.new_kind)
            made[same] = who
        if who is not None:
            _put(session, answer, who, named.question, each.place)
    answer.state, answer.reviewed_by = AnswerState.REVIEWED.value, actor.id
    if not keep_words:
        answer.words = None
    _reviewed(session, actor, answer)


def _add(session: Session, actor: User, project_id: UUID, name: str, kind: str) -> UUID:
    return add_stakeholder(
        session,
        actor=actor,
        project_id=project_id,
        kind=kind,
        tier=TIER_OF_NAMED,
        name=name,
        profile=Profile(how_we_met=_("Named in a survey")),
        safety=Safety(),
    ).id


def _put(session: Session, answer: SurveyAnswer, named_id: UUID, question: str, place: int) -> None:
    naming = SurveyNaming(id=uuid4(), project_id=answer.project_id, answer_id=answer.id, key_id=answer.key_id)
    seal(session, naming, "named", str(named_id))
    seal_json(session, naming, "detail", {"question": question, "place": place})
    session.add(naming)


def set_aside(session: Session, *, actor: User, answer: SurveyAnswer) -> None:
    """Leaves a whole answer out of every count, and deletes its words."""
    _counted(session, answer.project_id)
    session.execute(delete(SurveyNaming).where(SurveyNaming.answer_id == answer.id))
    answer.state, answer.reviewed_by, answer.words = AnswerState.SET_ASIDE.value, actor.id, None
    _reviewed(session, actor, answer)


def _reviewed(session: Session, actor: User, answer: SurveyAnswer) -> None:
    session.flush()
    TALLIES.forget_own(session)
    record(
        session,
        SurveyEvent.ANSWER_REVIEWED,
        actor=actor.id,
        project=answer.project_id,
        subject=answer.id,
        state=answer.state,
    )


def delete_words(session: Session, *, actor: User, survey: Survey) -> None:
    """Deletes the words of every reviewed answer; whom they meant, and the counts, stay."""
    wanted = (SurveyAnswer.survey_id == survey.id, SurveyAnswer.state == AnswerState.REVIEWED)
    for answer in session.scalars(select(SurveyAnswer).where(*wanted, SurveyAnswer.words.is_not(None))):
        answer.words = None
    session.flush()
    record(session, SurveyEvent.WORDS_DELETED, actor=actor.id, project=survey.project_id, subject=survey.id)


def close_overdue(session: Session) -> None:
    """Ends every survey whose last day has gone by."""
    overdue = (Survey.state == SurveyState.OPEN, Survey.closes_on < today())
    for survey in session.scalars(select(Survey).where(*overdue)).all():
        close_survey(session, actor=None, survey=survey)


def purge(session: Session) -> list[UUID]:
    """Ninety days after the end of a survey, removes answers that nobody reviewed and the words of all others.

    Gives the surveys that nothing is left to remove of.
    """
    ended = (Survey.state == SurveyState.CLOSED, Survey.closed_on <= today() - KEPT_AFTER)
    surveys = session.scalars(select(Survey).where(*ended)).all()
    for survey in surveys:
        mine = SurveyAnswer.survey_id == survey.id
        left = session.scalars(select(SurveyAnswer).where(mine, SurveyAnswer.words.is_not(None))).all()
        if not left:
            continue
        for answer in left:
            if answer.state == AnswerState.WAITING:
                session.delete(answer)
            else:
                answer.words = None
        session.flush()
        about = {"project": survey.project_id, "subject": survey.id}
        record(session, SurveyEvent.PURGED, actor=None, **about, count=len(left))
    return [survey.id for survey in surveys]


def _counted(session: Session, project_id: UUID) -> None:
    bump(session, project_id, TOPIC)
    TALLIES.forget_own(session)
