"""Adding words to the lists of a project, translating and retiring them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.folding import fold
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.queries import BUILT_IN, LISTS, TOPIC, words_of
from engage.stakeholders.lists.records import Said
from engage.stakeholders.lists.vocabulary import ListEvent, WordState

OWN = "own_"


class NoWord(ValueError):
    """A word needs to be said in at least one language."""


class SaidAlready(ValueError):
    """The list has this word. `language` tells in which language it was written."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


def add_word(session: Session, *, actor: User, project_id: UUID, which: str, words: Mapping[str, Said]) -> ListWord:
    """A new group or right, by language. Raises NoWord, SaidAlready."""
    _check(session, project_id, which, words)
    # Random, so that the code tells a thief nothing of the word; it never changes.
    row = ListWord(
        id=uuid4(),
        project_id=project_id,
        which=which,
        code=OWN + secrets.token_hex(6),
        state=WordState.OFFERED.value,
        added_on=today(),
        added_by=actor.id,
    )
    _put(session, row, words)
    session.add(row)
    _counted(session, ListEvent.ADDED, actor, row)
    return row


def change_word(session: Session, *, actor: User, word: ListWord, words: Mapping[str, Said]) -> None:
    """Says a word in other words or further languages; its code stays. Raises NoWord, SaidAlready."""
    _check(session, word.project_id, word.which, words, besides=word.id)
    _put(session, word, words)
    _counted(session, ListEvent.CHANGED, actor, word)


def retire_word(session: Session, *, actor: User, word: ListWord) -> None:
    """Offers a word no longer; what was said with it stays readable."""
    if word.state != WordState.RETIRED:
        word.state = WordState.RETIRED.value
        _counted(session, ListEvent.RETIRED, actor, word)


def offer_word(session: Session, *, actor: User, word: ListWord) -> None:
    """Offers a retired word again."""
    if word.state != WordState.OFFERED:
        word.state = WordState.OFFERED.value
        _counted(session, ListEvent.OFFERED, actor, word)


def _check(
    session: Session, project_id: UUID, which: str, words: Mapping[str, Said], *, besides: UUID | None = None
) -> None:
    if not words:
        raise NoWord
    others = [word for word in words_of(session, project_id, which) if word.id != besides]
    taken = {fold(said.text) for word in others for said in word.words.values()}
    taken |= {fold(str(word.label)) for word in BUILT_IN[which]}
    for language, said in words.items():
        if fold(said.text) in taken:
            raise SaidAlready(language)


def _put(session: Session, row: ListWord, words: Mapping[str, Said]) -> None:
    seal_json(session, row, "words", {language: [said.text, said.state] for language, said in words.items()})


def _counted(session: Session, kind: EventKind, actor: User, row: ListWord) -> None:
    bump(session, row.project_id, TOPIC)
    LISTS.forget_own(session)
    record(session, kind, actor=actor.id, project=row.project_id, subject=row.id, which=row.which)
