"""All criteria, found in their folder: a new file there is a new criterion."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from engage.principles import criteria
from engage.principles.findings import Criterion
from engage.principles.vocabulary import Principle

ORDER = {principle: number for number, principle in enumerate(Principle)}


def discover(folders: Iterable[str]) -> tuple[Criterion, ...]:
    """The criteria in `folders` of the package, by principle. Raises ValueError on a code used twice."""
    names = sorted(module.name for module in iter_modules(list(folders)))
    found = [import_module(f"{criteria.__name__}.{name}").CRITERION for name in names]
    codes = [each.code for each in found]
    if len(set(codes)) != len(codes):
        raise ValueError(f"a code is used twice: {sorted(codes)}")
    return tuple(sorted(found, key=lambda each: ORDER[each.principle]))


@lru_cache(maxsize=1)
def all_criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the order of the principles."""
    return discover(criteria.__path__)


def criterion_of(code: str) -> Criterion | None:
    """The criterion of this code; None when there is none (any more)."""
    return next((each for each in all_criteria() if each.code == code), None)
