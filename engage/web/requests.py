"""A request that never writes what people send to disk in clear."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request

MOST_BYTES = 24 * 1024 * 1024
MOST_FORM_BYTES = 2 * 1024 * 1024


class MemoryRequest(Request):
    """Keeps uploads in memory: the framework's own spool would put large ones on disk unencrypted (security.md 9)."""

    max_form_memory_size = MOST_FORM_BYTES
    max_form_parts = 2_000

    @property
    def max_content_length(self) -> int | None:
        """Bytes that are read at most: a form without a file needs far less than one with it."""
        most = super().max_content_length
        if self.mimetype != "application/x-www-form-urlencoded":
            return most
        return MOST_FORM_BYTES if most is None else min(most, MOST_FORM_BYTES)

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()
