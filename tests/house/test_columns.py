"""Every column says what a thief could read of it and why; every table says how long it is kept."""

from __future__ import annotations

from typing import ClassVar

import pytest
from sqlalchemy import LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from engage.crypto.sealed import Sealed
from engage.db.columns import ColumnClass, Retention, open_
from engage.db.manifest import ColumnEntry, manifest
from migrations.models import MODELS, metadata
from tests.house.tree import refuse

SEALED_KIND = Sealed.__name__


def faults_of(entries: list[ColumnEntry]) -> list[str]:
    """What is missing in a manifest, one sentence each."""
    faults = []
    for entry in entries:
        name = f"{entry.store}: {entry.table}.{entry.column}"
        if entry.column_class is None:
            faults.append(f"{name} has no class: give it info=open_(…), coarse(…), index_(…) or a sealed column")
        elif not entry.why:
            faults.append(f"{name} is {entry.column_class} without a reason: say what needs it so")
        if entry.kind == SEALED_KIND and entry.column_class is not ColumnClass.SEALED:
            faults.append(f"{name} is sealed but classed {entry.column_class}: make it with sealed_column(why)")
    homeless = sorted({f"{entry.store}: {entry.table}" for entry in entries if entry.retention is None})
    return faults + [f"{table} has no __retention__: say why its rows are kept" for table in homeless]


@pytest.mark.parametrize("store", MODELS)
def test_every_column_is_classified(store: str) -> None:
    metadata(store)
    refuse(faults_of(manifest(store)), "Columns and tables must answer for themselves (security.md 3):")


def test_a_silent_column_is_caught() -> None:
    class Base(DeclarativeBase):
        metadata = MetaData()
        __retention__: ClassVar[Retention]

    class Silent(Base):
        __tablename__ = "silent"

        id: Mapped[int] = mapped_column(primary_key=True, info=open_("random"))
        name: Mapped[str] = mapped_column(String(20))
        note: Mapped[str] = mapped_column(String(20), info=open_(" "))
        words: Mapped[bytes] = mapped_column(Sealed, info=open_("not so"))
        plain: Mapped[bytes] = mapped_column(LargeBinary, info=open_("a hash"))

    found = "\n".join(faults_of(manifest("data", Base)))

    assert "silent.name has no class" in found
    assert "silent.note is open without a reason" in found
    assert "silent.words is sealed but classed open" in found
    assert "silent has no __retention__" in found
    assert "silent.plain" not in found
