"""The form that says what is to change for several people."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.listing.several.changes import LISTS, Change
from engage.stakeholders.vocabulary import Tier
from engage.web.fields import DayField
from engage.web.fields_choices import language_choices
from engage.web.forms import BaseForm

Choices = list[tuple[str, str]]
# What may be added, and what may be taken away: retired words can only go.
Words = tuple[Choices, Choices]
NOTHING = _l("No change")


class ChangeForm(BaseForm):
    """What is to change; whatever stays empty stays as it is."""

    add_group = SelectField(_l("Add a group"), default="")
    drop_group = SelectField(_l("Take a group away"), default="")
    add_experience = SelectField(_l("Add a right (experience)"), default="")
    drop_experience = SelectField(_l("Take a right away (experience)"), default="")
    add_expertise = SelectField(_l("Add a right (expertise)"), default="")
    drop_expertise = SelectField(_l("Take a right away (expertise)"), default="")
    add_language = SelectField(_l("Add a language"), default="")
    drop_language = SelectField(_l("Take a language away"), default="")
    tier = SelectField(
        _l("Raise the protection to"),
        default="",
        description=_l("Who has more protection keeps it. Lowering is done one by one, with a second person."),
    )
    quiet_until = DayField(
        _l("Nobody asks them anything until"),
        description=_l("A quiet period from today to this day. Who was promised a longer one keeps it."),
    )

    def __init__(self, *args: Any, groups: Words, rights: Words, up_to_tier: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(choice.value, choice.label) for choice in language_choices()]
        words = {"group": groups, "experience": rights, "expertise": rights, "language": (languages, languages)}
        for name, (offered, held) in words.items():
            self[f"add_{name}"].choices = [("", NOTHING), *offered]
            self[f"drop_{name}"].choices = [("", NOTHING), *held]
        tiers = [(tier.value, tier.label) for tier in Tier if 1 < int(tier) <= up_to_tier]
        self.tier.choices = [("", NOTHING), *tiers]
        self.quiet_until.earliest = today()

    def validate(self, extra_validators: Any = None) -> bool:
        """Something must change, and nothing both come and go."""
        if not super().validate(extra_validators):
            return False
        if not self.change().parts:
            self.add_group.errors = [_("Say at least one thing that is to change.")]
            return False
        for name in LISTS:
            if self[f"add_{name}"].data and self[f"add_{name}"].data == self[f"drop_{name}"].data:
                self[f"drop_{name}"].errors = [_("This is to be added as well. Choose one of the two.")]
                return False
        return True

    def change(self) -> Change:
        """What was said."""
        lists = {f"{way}_{name}": self[f"{way}_{name}"].data or "" for name in LISTS for way in ("add", "drop")}
        until = self.quiet_until.data
        return Change(**lists, tier=int(self.tier.data or 0), quiet_until=until.isoformat() if until else "")
