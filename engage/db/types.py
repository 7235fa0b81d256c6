"""Column types that both databases store alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator, UserDefinedType


class IdBytes(UserDefinedType[bytes]):
    """For reading ids of thousands of rows with `type_coerce`: their sixteen bytes, without an object for each."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], bytes]:
        return _bytes_of_uuid if dialect.name == "postgresql" else bytes.fromhex


def _bytes_of_uuid(value: Any) -> bytes:
    found: bytes = value.bytes
    return found


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the Python side, whatever the database keeps. Refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
