"""The refusal of a file."""

from __future__ import annotations

from engage.engagements.files.vocabulary import FileRefusal


class FileRefused(ValueError):
    """A file that is not taken in; `reason` says why and what to do."""

    def __init__(self, reason: FileRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
