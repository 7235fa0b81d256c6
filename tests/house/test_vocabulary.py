"""Each word of a closed list has a stable code and a label in the catalogues."""

from __future__ import annotations

from enum import Enum, StrEnum
from importlib import import_module
from types import ModuleType

import pytest

from engage.i18n.texts import LazyText
from engage.i18n.texts import lazy_gettext as _l
from tests.house.tree import ROOT, refuse

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for pattern in ("*/vocabulary.py", "*/vocabulary/*.py")
    for path in (ROOT / "engage").glob(pattern)
    if path.name != "__init__.py" and path.parent.name != "i18n"
)


def faults_of(module: ModuleType) -> list[str]:
    """Members of the module's own lists without a code or a label of their own."""
    faults = []
    for each in vars(module).values():
        if not (isinstance(each, type) and issubclass(each, Enum) and each.__module__ == module.__name__):
            continue
        labels: dict[str, str] = {}
        for member in each:
            name = f"{each.__name__}.{member.name}"
            code = str(member.value)
            if code != code.lower() or " " in code:
                faults.append(f"{name}: the code {code!r} is stored; write it small, with underscores")
            label = getattr(member, "label", None)
            if not isinstance(label, LazyText) or not str(label).strip():
                faults.append(f'{name} has no label: give it a lazy text, _l("…")')
            elif str(label) in labels:
                faults.append(
                    f"{name} is called {str(label)!r} like {labels[str(label)]}: readers cannot tell them apart"
                )
            else:
                labels[str(label)] = name
            hint = getattr(member, "hint", None)
            if hint is not None and not isinstance(hint, LazyText):
                faults.append(f'{name}: the hint is not translated: give it a lazy text, _l("…")')
    return faults


@pytest.mark.parametrize("name", MODULES)
def test_every_word_has_a_label(name: str) -> None:
    refuse(
        faults_of(import_module(name)),
        f"{name}: a word of the field is shown by its label, never by its code:",
    )


def test_planted_words_are_caught() -> None:
    class Mute(StrEnum):
        HEARD = "heard"

    class Twice(StrEnum):
        ONE = "One Thing"
        TWO = "two"

        @property
        def label(self) -> LazyText:
            return _l("The same")

        @property
        def hint(self) -> str:
            return "not translated"

    planted = ModuleType("planted")
    for each in (Mute, Twice):
        each.__module__ = "planted"
        setattr(planted, each.__name__, each)

    found = "\n".join(faults_of(planted))

    assert "Mute.HEARD has no label" in found
    assert "'One Thing' is stored" in found
    assert "Twice.TWO is called 'The same' like Twice.ONE" in found
    assert "Twice.TWO: the hint is not translated" in found
