"""One row in every table, whatever the table: so that steps are tried on tables that hold something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Connection, MetaData, Table, column, insert, table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator, TypeEngine

# Tables whose own rules cannot be guessed: values by column.
BY_HAND: dict[str, dict[str, Any]] = {}
KNOWN = re.compile(r"^(\w+) IN \('([^']*)'")
VALUES: dict[type, Any] = {
    str: "x",
    int: 1,
    float: 0.5,
    bool: False,
    bytes: b"x",
    date: date(2026, 1, 2),
    datetime: datetime(2026, 1, 2, tzinfo=UTC),
    dict: {},
    list: [],
}


class CannotFill(AssertionError):
    """No row could be made up for a table."""


def fill(connection: Connection, tables: MetaData) -> list[str]:
    """Puts one row into each table and gives the tables' names. Raises CannotFill."""
    made: dict[str, dict[str, Any]] = {}
    for each in tables.sorted_tables:
        for values in _guesses(each, made):
            try:
                with connection.begin_nested():
                    connection.execute(insert(_plain(each)).values(values))
            except IntegrityError as refused:
                last = refused
                continue
            made[each.name] = values
            break
        else:
            raise CannotFill(
                f"no row could be made up for {each.name}; give its values in BY_HAND, tests/house/rows.py: {last.orig}"
            )
    return list(made)


def _guesses(each: Table, made: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Everything given; only what must be given; each of the two with the hand's values on top."""
    by_hand = BY_HAND.get(each.name, {})
    full = {field.name: _value(field, each, made) for field in each.columns}
    bare = {name: value for name, value in full.items() if not each.columns[name].nullable}
    yield {**full, **by_hand}
    yield {**bare, **by_hand}


def _value(field: Column[Any], each: Table, made: dict[str, dict[str, Any]]) -> Any:
    for key in field.foreign_keys:
        there = made.get(key.column.table.name)
        if there is not None:
            return there.get(key.column.name)
        if field.nullable:
            return None
    checks = [str(rule.sqltext) for rule in each.constraints if isinstance(rule, CheckConstraint)]
    for known in filter(None, map(KNOWN.match, checks)):
        if known.group(1) == field.name:
            return known.group(2)
    kind = _impl(field.type).python_type
    return uuid4() if kind is UUID else VALUES[kind]


def _plain(each: Table) -> Any:
    """The table with the databases' own types: a sealed column takes plain bytes here."""
    return table(each.name, *(column(field.name, _impl(field.type)) for field in each.columns))


def _impl(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
