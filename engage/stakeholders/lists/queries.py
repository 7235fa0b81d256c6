"""Reading the lists: built-in words first, then those that the project added."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.i18n.formats import language_name
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.i18n.vocabulary import Vocabulary
from engage.projects.opened import Held, Opened
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.records import Said, WordRecord
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.vocabulary import Right, RightsGroup

TOPIC = "lists"
BUILT_IN: dict[str, type[Vocabulary]] = {WhichList.GROUPS.value: RightsGroup, WhichList.RIGHTS.value: Right}


def labels(session: Session, project_id: UUID, which: str) -> dict[str, str]:
    """Every word of a list by its code, retired ones too, as the reader's language says it.

    A word that is not yet translated is given in another language, and says in which.
    """
    known = {word.value: str(word.label) for word in BUILT_IN[which]}
    return known | {word.code: label_of(word) for word in words_of(session, project_id, which)}


def both_labels(session: Session, project_id: UUID) -> tuple[dict[str, str], dict[str, str]]:
    """`labels` of groups and of rights, asked for at once."""
    own = LISTS.of(session, project_id)
    groups, rights = (
        {word.value: str(word.label) for word in BUILT_IN[which.value]}
        | {word.code: label_of(word) for word in own if word.which == which.value}
        for which in (WhichList.GROUPS, WhichList.RIGHTS)
    )
    return groups, rights


def offered(session: Session, project_id: UUID, which: str, held: Collection[str] = ()) -> list[tuple[str, str]]:
    """(code, label) of the words that may be chosen; a retired one only where it is among those `held` already."""
    retired = {word.code for word in words_of(session, project_id, which) if not word.is_offered}
    left_out = retired - set(held)
    return [(code, label) for code, label in labels(session, project_id, which).items() if code not in left_out]


def label_of(word: WordRecord) -> str:
    """A word as the reader's language says it."""
    text, language = word.in_language(current_language())
    if language == current_language():
        return text
    return _("%(word)s (in %(language)s)", word=text, language=language_name(language))


def words_of(session: Session, project_id: UUID, which: str) -> list[WordRecord]:
    """The words that a project added to one list, oldest first."""
    return [word for word in LISTS.of(session, project_id) if word.which == which]


def find_word(session: Session, project_id: UUID, word_id: UUID) -> ListWord | None:
    """The row of a word, for changing it."""
    return session.scalar(select(ListWord).where(ListWord.id == word_id, ListWord.project_id == project_id))


def find_record(session: Session, project_id: UUID, word_id: UUID) -> WordRecord | None:
    """A word opened, or None."""
    return next((word for word in LISTS.of(session, project_id) if word.id == word_id), None)


def _open(session: Session, project_id: UUID, _before: Held[tuple[WordRecord, ...]]) -> tuple[WordRecord, ...]:
    vault: Vault = session.info["vault"]
    open_words = opener(vault, "list_word", "words")
    rows = session.execute(
        select(ListWord.id, ListWord.which, ListWord.code, ListWord.state, ListWord.words)
        .where(ListWord.project_id == project_id)
        .order_by(ListWord.added_on, ListWord.code)
    )
    return tuple(
        WordRecord(key, which, code, state, {language: Said(*said) for language, said in _read(opened).items()})
        for key, which, code, state, sealed in rows
        if (sealed is not None and (opened := open_words(project_id, key, sealed)))
    )


def _read(opened: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(opened)
    return found


LISTS: Opened[tuple[WordRecord, ...]] = Opened(TOPIC, (), _open)
