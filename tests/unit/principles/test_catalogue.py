"""A criterion is one file: found by itself, with its own code, its passage and where that stands."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from engage.principles import criteria
from engage.principles.catalogue import all_criteria, discover
from engage.principles.vocabulary import Principle

EXAMPLE = Path(criteria.__path__[0]) / "timely_notice.py"


def test_every_principle_has_two_criteria_or_more() -> None:
    counts = Counter(each.principle for each in all_criteria())
    assert set(counts) == set(Principle)
    assert min(counts.values()) >= 2


@pytest.mark.parametrize("criterion", all_criteria(), ids=lambda each: each.code)
def test_each_says_what_it_asks_and_on_what_it_rests(criterion: object) -> None:
    assert str(criterion.question).endswith("?")  # type: ignore[attr-defined]
    assert str(criterion.passage).endswith(".")  # type: ignore[attr-defined]
    assert criterion.source.startswith(("BSR, ", "UNGP ", "B-Tech"))  # type: ignore[attr-defined]


def test_file_and_code_go_by_one_name() -> None:
    names = {path.stem for path in Path(criteria.__path__[0]).glob("*.py")} - {"__init__"}
    assert names == {each.code.replace(".", "_") for each in all_criteria()}
    assert all(each.code.startswith(f"{each.principle.value}.") for each in all_criteria())


def test_a_new_file_is_a_new_criterion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace('"timely.notice"', '"timely.planted"')
    (tmp_path / "timely_planted.py").write_text(text, encoding="utf-8")
    folders = [*criteria.__path__, str(tmp_path)]
    monkeypatch.setattr(criteria, "__path__", folders)
    monkeypatch.delitem(sys.modules, f"{criteria.__name__}.timely_planted", raising=False)
    found = discover(folders)
    monkeypatch.delitem(sys.modules, f"{criteria.__name__}.timely_planted")
    assert {each.code for each in found} - {each.code for each in all_criteria()} == {"timely.planted"}


def test_a_code_used_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "timely_twice.py").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    folders = [*criteria.__path__, str(tmp_path)]
    monkeypatch.setattr(criteria, "__path__", folders)
    with pytest.raises(ValueError, match="twice"):
        discover(folders)
    monkeypatch.delitem(sys.modules, f"{criteria.__name__}.timely_twice")
