"""The steps lead to exactly the tables that the models describe, on both databases, up and down, with rows
in them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    func,
    inspect,
    select,
    table,
)

from engage.db import migrate
from engage.db.columns import one_of
from migrations.models import MODELS, metadata
from tests.databases.grounds import Databases
from tests.house.rows import fill
from tests.house.tree import refuse

QUOTED = re.compile(r"'([^']*)'")
WRITE = 'write the missing step: make migration NAME="what changes" STORE='


def tables_of(store: str) -> MetaData:
    """The tables of the house; tests of other suites may have declared some of their own beside them."""
    every = metadata(store)
    foreign = {
        mapper.local_table
        for mapper in MODELS[store][1].registry.mappers
        if not mapper.class_.__module__.startswith("engage.")
    }
    ours = MetaData(naming_convention=every.naming_convention)
    for each in every.sorted_tables:
        if each not in foreign:
            each.to_metadata(ours)
    return ours


def steps_of(store: str) -> list[str]:
    """The numbers of the steps of a store, oldest first."""
    script = ScriptDirectory.from_config(migrate.configuration(store))
    return [step.revision for step in script.walk_revisions()][::-1]


def numbering_faults(steps: list[str], head: str) -> list[str]:
    """Two branches that both added a step show here, whichever way they were merged."""
    wanted = [f"{number:04}" for number in range(1, len(steps) + 1)]
    faults = [] if steps == wanted else [f"the steps are {steps}, not {wanted}: renumber the later one"]
    if not steps or head != steps[-1]:
        faults.append(f"HEAD says {head}, the newest step is {steps[-1] if steps else 'none'}: write it there")
    return faults


def differences(connection: Connection, tables: MetaData) -> list[str]:
    """Where the database is not what the models describe; Alembic does not look at checks, so they are
    added.
    """
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = [_said(difference) for difference in compare_metadata(context, tables)]
    inspector = inspect(connection)
    for each in tables.sorted_tables:
        if not inspector.has_table(each.name):
            continue
        there = {_codes(str(rule["sqltext"])) for rule in inspector.get_check_constraints(each.name)}
        wanted = {_codes(str(rule.sqltext)) for rule in each.constraints if isinstance(rule, CheckConstraint)}
        found += [f"{each.name}: the check on {sorted(codes)} is missing or differs" for codes in wanted - there]
        found += [f"{each.name}: no model asks for the check on {sorted(codes)}" for codes in there - wanted]
    return found


def _said(difference: Any) -> str:
    """One difference as a reader wants it: what is to be done, to what."""
    if isinstance(difference, list):
        return "; ".join(_said(each) for each in difference)
    things = [getattr(part, "name", part) for part in difference[1:] if part is not None and part != {}]
    return " ".join(str(thing) for thing in (difference[0], *things))


def _codes(rule: str) -> frozenset[str]:
    return frozenset(QUOTED.findall(rule))


@pytest.mark.parametrize("store", migrate.STORES)
def test_steps_are_numbered_and_head_names_the_last(store: str) -> None:
    head = migrate.MIGRATIONS / store / "HEAD"
    assert head.exists(), f"the {store} store has no step yet: {WRITE}{store}"
    refuse(numbering_faults(steps_of(store), migrate.head(store)), f"migrations/{store} is out of order:")


def test_two_branches_that_collide_are_caught() -> None:
    assert numbering_faults(["0001", "0002"], "0002") == []
    assert "renumber" in numbering_faults(["0001", "0003"], "0003")[0]
    assert "HEAD says 0001" in numbering_faults(["0001", "0002"], "0001")[0]


@pytest.mark.parametrize("store", migrate.STORES)
def test_steps_lead_to_the_models_and_back_with_rows(store: str, databases: Databases, database: str) -> None:
    tables = tables_of(store)
    steps = steps_of(store)
    with databases.empty(database) as engine:
        migrate.upgrade(engine, store)
        with engine.connect() as connection:
            refuse(differences(connection, tables), f"models and tables of {store} differ; {WRITE}{store}")
        with engine.begin() as connection:
            filled = set(fill(connection, tables))
        for below, step in reversed(list(zip(["base", *steps], steps, strict=False))):
            migrate.downgrade(engine, store, below)
            with engine.connect() as connection:
                left = filled & set(inspect(connection).get_table_names())
                emptied = [
                    name for name in left if not connection.scalar(select(func.count()).select_from(table(name)))
                ]
            assert not emptied, f"going down from {step} of {store} loses the rows of {emptied}"
        assert left == set(), f"the first step of {store} leaves {left} behind when it is taken back"
        migrate.upgrade(engine, store)
        with engine.connect() as connection:
            assert differences(connection, tables) == []


def test_a_forgotten_step_is_caught(databases: Databases) -> None:
    before, after = MetaData(), MetaData()
    Table("thing", before, Column("id", Integer, primary_key=True), one_of("id", ["a", "b"]))
    Table(
        "thing",
        after,
        Column("id", Integer, primary_key=True),
        Column("more", Integer),
        one_of("id", ["a", "c"]),
    )
    Table("other", after, Column("id", Integer, primary_key=True))
    with databases.empty("sqlite") as engine:
        before.create_all(engine)
        with engine.connect() as connection:
            found = "\n".join(differences(connection, after))
    assert "add_table" in found
    assert "add_column" in found
    assert "the check on ['a', 'c'] is missing" in found


@pytest.mark.parametrize("store", migrate.STORES)
def test_tables_of_another_version_are_refused(store: str, databases: Databases, database: str) -> None:
    with databases.empty(database) as engine:
        with pytest.raises(migrate.SchemaTooOld, match="engage init"):
            migrate.require_current(engine, store)
        migrate.upgrade(engine, store)
        migrate.require_current(engine, store)
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        for act in (migrate.require_current, migrate.upgrade):
            with pytest.raises(migrate.SchemaTooNew, match="newer version of Engage"):
                act(engine, store)


def test_a_step_that_breaks_references_is_taken_back(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "portal" / "versions"
    versions.mkdir(parents=True)
    tmp_path.joinpath("env.py").write_text(migrate.MIGRATIONS.joinpath("env.py").read_text())
    versions.joinpath("0001_tables.py").write_text(_step("0001", None, [
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id))",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (1, 1)",
    ]))  # fmt: skip
    versions.joinpath("0002_loses.py").write_text(_step("0002", "0001", ["DELETE FROM parent"]))
    versions.parent.joinpath("HEAD").write_text("0002\n")
    monkeypatch.setattr(migrate, "MIGRATIONS", tmp_path)
    with databases.empty("sqlite") as engine:
        migrate.upgrade(engine, "portal", "0001")
        with pytest.raises(migrate.BrokenReferences, match="child"):
            migrate.upgrade(engine, "portal")
        assert migrate.current(engine, "portal") == "0001"


def _step(revision: str, below: str | None, statements: list[str]) -> str:
    lines = "".join(f"    op.execute({statement!r})\n" for statement in statements)
    names = f"revision = {revision!r}\ndown_revision = {below!r}\n"
    return f"from alembic import op\n{names}\ndef upgrade():\n{lines}"
