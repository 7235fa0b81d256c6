"""Keyed names: of a source by its headings, of a person by the row they come from. Only the key can make them."""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from uuid import UUID

from engage.crypto.vault import Vault

SOURCE = "import source"
PERSON = "import person"
BYTES = 16


def source_of(vault: Vault, project_id: UUID, headings: Sequence[str]) -> bytes:
    """The same for files of a project with the same headings, in whichever order they stand."""
    words = json.dumps(sorted(headings), ensure_ascii=False)
    return hmac.digest(vault.data_key(project_id).derive(SOURCE), words.encode(), "sha256")[:BYTES]


class People:
    """The ids of those whom the rows of an import make: the same each time, so that saving twice makes nobody twice
    and keys made for a saving that broke off are found again."""

    def __init__(self, vault: Vault, project_id: UUID, import_id: UUID) -> None:
        self._key = vault.data_key(project_id).derive(PERSON)
        self._import = import_id.bytes

    def of(self, row: int) -> UUID:
        """The id for a row."""
        made = hmac.digest(self._key, self._import + row.to_bytes(8, "big"), "sha256")
        return UUID(bytes=made[:BYTES], version=4)
