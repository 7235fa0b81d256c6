"""Anchors: signed heads of the chain, written where whoever rules the database does not rule.

One JSON line for each: sequence, hash, signature, public key, day. A plain chain shows no rewrite at all to someone
who may rewrite everything; with one honest anchor it shows every rewrite of what came before.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.crypto.signing import is_signed, public_of, sign
from engage.crypto.vault import Vault
from engage.db.clock import today


@dataclass(frozen=True)
class Anchor:
    """A signed head; all but `sequence` in hexadecimal or ISO."""

    sequence: int
    hash: str
    day: str
    public: str
    signature: str

    def is_genuine(self) -> bool:
        """Whether its own signature fits."""
        head = _message(self.sequence, self.hash, self.day)
        return is_signed(bytes.fromhex(self.public), head, bytes.fromhex(self.signature))


def _message(sequence: int, hashed: str, day: str) -> bytes:
    return f"engage audit head 1|{sequence}|{hashed}|{day}".encode()


def make(session: Session) -> Anchor | None:
    """An anchor of the last event, or None when nothing happened yet."""
    row = session.execute(
        select(AuditEvent.sequence, AuditEvent.hash).order_by(AuditEvent.sequence.desc()).limit(1)
    ).first()
    if row is None:
        return None
    vault: Vault = session.info["vault"]
    seed, day = vault.secret("audit_signing"), today().isoformat()
    signature = sign(seed, _message(row.sequence, row.hash.hex(), day))
    return Anchor(row.sequence, row.hash.hex(), day, public_of(seed).hex(), signature.hex())


def append(path: Path, anchor: Anchor) -> None:
    """Adds an anchor to the file of anchors, and waits until it lies on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps(asdict(anchor)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> list[Anchor]:
    """Every anchor of the file. Raises ValueError when a line is not one."""
    if not path.exists():
        return []
    try:
        return [Anchor(**json.loads(line)) for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    except (TypeError, ValueError, KeyError):
        raise ValueError("the file of anchors holds a line that is not an anchor") from None
