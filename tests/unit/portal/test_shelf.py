"""The two programs agree on what lies between them, without importing each other."""

from __future__ import annotations

from engage.portal import models, sessions
from engage.portal import vocabulary as portal
from engage.summaries import jobs, outbox
from engage.summaries import vocabulary as staff


def test_both_sides_know_the_same_replies_and_promise_the_same_days() -> None:
    assert [(each.value, str(each.label)) for each in portal.ReplyChoice] == [
        (each.value, str(each.label)) for each in staff.ReplyKind
    ]
    assert jobs.ANSWER_WITHIN.days == portal.DAYS_TO_ANSWER
    assert jobs.REPRISALS_WITHIN.days == portal.DAYS_AFTER_REPRISALS
    assert (outbox.SESSION_IDLE, outbox.SESSION_WHOLE) == (sessions.IDLE, sessions.WHOLE)


def test_the_shelf_has_the_columns_that_the_portal_has() -> None:
    theirs = models.PortalModel.metadata.tables
    for table in outbox.TABLES.sorted_tables:
        for column in table.columns:
            own = theirs[table.name].columns[column.name]
            assert isinstance(own.type, type(column.type)), (table.name, column.name)
            assert own.primary_key == column.primary_key
        filled = {column.name for column in table.columns}
        needed = {each.name for each in theirs[table.name].columns if not each.nullable}
        if table not in (outbox.SESSION, outbox.THROTTLE):  # nothing is put there from this side
            assert needed <= filled, f"{table.name} needs {needed - filled}"
