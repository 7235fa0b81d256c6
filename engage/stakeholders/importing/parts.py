"""Parts of an import in the store: sealed under the project's key, opened one after another, never all at once."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, sealer
from engage.crypto.vault import Vault
from engage.stakeholders.importing.models import ImportPart, StakeholderImport
from engage.stakeholders.importing.vocabulary import PartKind

ROWS_IN_PART = 500
PIECE = 1024 * 1024


def put(session: Session, row: StakeholderImport, kind: PartKind, contents: Iterable[Any]) -> None:
    """Keeps `contents` (JSON values) as the parts of `kind`, in the place of those that were there."""
    vault: Vault = session.info["vault"]
    drop(session, [row.id], [kind])
    seal_one = sealer(vault, ImportPart.__tablename__, "content", long=True)
    for number, content in enumerate(contents):
        key, text = uuid4(), json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        values = {"id": key, "import_id": row.id, "project_id": row.project_id, "kind": kind.value, "number": number}
        session.execute(insert(ImportPart), [{**values, "content": seal_one(row.project_id, key, text)}])


def numbers(session: Session, import_id: UUID, kind: PartKind) -> list[int]:
    """The numbers of the parts of a kind, in order."""
    of_kind = ImportPart.import_id == import_id, ImportPart.kind == kind.value
    return list(session.scalars(select(ImportPart.number).where(*of_kind).order_by(ImportPart.number)))


def opened(
    session: Session, row: StakeholderImport, kind: PartKind, only: Collection[int] | None = None
) -> Iterator[tuple[int, Any]]:
    """Number and content of the parts of a kind, opened one at a time; with `only`, those."""
    vault: Vault = session.info["vault"]
    open_one = opener(vault, ImportPart.__tablename__, "content")
    sealed = select(ImportPart.id, ImportPart.content).where(
        ImportPart.import_id == row.id, ImportPart.kind == kind.value
    )
    for number in numbers(session, row.id, kind):
        if only is None or number in only:
            key, content = session.execute(sealed.where(ImportPart.number == number)).one()
            if content is not None:
                yield number, json.loads(open_one(row.project_id, key, content))


def drop(session: Session, import_ids: Collection[UUID], kinds: Collection[PartKind]) -> None:
    """Removes the parts of these kinds."""
    of_kinds = ImportPart.kind.in_([kind.value for kind in kinds])
    session.execute(delete(ImportPart).where(ImportPart.import_id.in_(import_ids), of_kinds))


def pieces(data: bytes) -> Iterator[str]:
    """A file as pieces that JSON can say."""
    for start in range(0, len(data), PIECE):
        yield b64encode(data[start : start + PIECE]).decode("ascii")


def whole_file(session: Session, row: StakeholderImport) -> bytes:
    """The file as it was sent."""
    return b"".join(b64decode(piece) for _number, piece in opened(session, row, PartKind.FILE))
