"""What people call the columns of a list of namings, and the attributes of lines in graphs. Pure."""

from __future__ import annotations

from functools import lru_cache

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.texts import use_language
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.folding import fold


class Column(Vocabulary):
    """What a column can hold. The codes are the headings of files that go out."""

    NAMER = "from", _l("Who named")
    NAMED = "to", _l("Who was named")
    QUESTION = "question", _l("The question")
    ASKED_ON = "asked_on", _l("Asked on")
    STATE = "state", _l("What became of it")
    TOLD = "may_be_told", _l("May the people named be told")
    COMMUNITY = "community", _l("For which community")
    RIGHT = "right", _l("For which right")
    COUNTRY = "country", _l("Country")
    WORDS = "words", _l("In their words")


# Words in en fr ar, parted by strokes.
_HEADINGS: dict[Column, str] = {
    Column.NAMER: "from|source|namer|named by|who|respondent|who answered|de|depuis|qui|من|المصدر",
    Column.NAMED: "to|target|named|whom|alter|nominee|à|vers|cible|qui a été nommé|إلى|الهدف",
    Column.QUESTION: "question|relation|relationship|kind|type|edge type|connection type|lien|السؤال|العلاقة",
    Column.ASKED_ON: "asked on|date|day|when|asked|month|jour|mois|demandé le|تاريخ|اليوم",
    Column.STATE: "state|status|standing|état|statut|الحالة",
    Column.TOLD: "may be told|told|consent|permission|peut être informé|accord|الموافقة",
    Column.COMMUNITY: "community|group|communauté|groupe|المجتمع|المجموعة",
    Column.RIGHT: "right|rights|droit|droits|حق|الحق|الحقوق",
    Column.COUNTRY: "country|pays|بلد|البلد|الدولة",
    Column.WORDS: "words|quote|in their words|reason|why|description|paroles|citation|pourquoi|الكلمات|السبب",
}


@lru_cache(maxsize=1)
def _known() -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column, words in _HEADINGS.items():
        for word in words.split("|"):
            found.setdefault(fold(word), column)
    for column in Column:
        for language in LANGUAGES:
            with use_language(language.code):
                found.setdefault(fold(str(column.label)), column)
    return found


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds, or None."""
    return _known().get(fold(heading[:200]))


def columns_of(header: list[str]) -> dict[Column, int]:
    """Where each thing stands in a header; the first of two that mean the same."""
    found: dict[Column, int] = {}
    for at, heading in enumerate(header):
        column = column_of(heading)
        if column is not None:
            found.setdefault(column, at)
    return found


def says_both_ends(columns: dict[Column, int]) -> bool:
    """Whether it can be told who named whom."""
    return Column.NAMER in columns and Column.NAMED in columns
