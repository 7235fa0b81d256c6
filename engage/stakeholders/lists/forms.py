"""The form of a word: one line for each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField
from wtforms.validators import Length, Optional

from engage.i18n.formats import language_name
from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.lists.records import Said, WordRecord
from engage.stakeholders.lists.vocabulary import TranslationState
from engage.web.fields import ShortTextField, enum_choices
from engage.web.forms import BaseForm

CODES = tuple(language.code for language in LANGUAGES)


class WordForm(BaseForm):
    """A word in the offered languages. For each language there is `word_<code>` and `state_<code>`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CODES:
            self[f"word_{code}"].label.text = language_name(code)

    @classmethod
    def of(cls, word: WordRecord) -> WordForm:
        """The form filled with what is there, then with what was sent."""
        known = {f"word_{code}": said.text for code, said in word.words.items()}
        known |= {f"state_{code}": said.state for code, said in word.words.items()}
        return cls(data=known)

    def words(self, before: Mapping[str, Said] | None = None) -> dict[str, Said]:
        """The word as written, by language; languages that are offered no longer keep theirs."""
        kept = {code: said for code, said in (before or {}).items() if code not in CODES}
        written = {
            code: Said(self[f"word_{code}"].data, self[f"state_{code}"].data)
            for code in CODES
            if self[f"word_{code}"].data
        }
        return written | kept


for _code in CODES:
    _spoken = {"lang": _code, "dir": "auto", "autocomplete": "off"}
    setattr(WordForm, f"word_{_code}", ShortTextField("", [Optional(), Length(max=120)], render_kw=_spoken))
    setattr(
        WordForm,
        f"state_{_code}",
        SelectField(_l("Translation"), choices=enum_choices(TranslationState), default=TranslationState.DRAFT.value),
    )
