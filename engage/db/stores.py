"""The three stores of a deployment, and the sessions that work on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engage.db.engines import open_engine, reading


@dataclass(frozen=True)
class Stores:
    """Data, keystore and portal: three databases that never share a transaction."""

    data: Engine
    keystore: Engine
    portal: Engine

    @classmethod
    def open(cls, *, data: str, keystore: str, portal: str) -> Stores:
        """Stores at three database addresses."""
        return cls(open_engine(data), open_engine(keystore), open_engine(portal))

    def dispose(self) -> None:
        """Closes every connection."""
        for engine in (self.data, self.keystore, self.portal):
            engine.dispose()


def open_session(engine: Engine, *, read_only: bool = False, **info: Any) -> Session:
    """A session on `engine`; `info` (the vault, say) travels with it.

    A read-only session takes no write lock on SQLite and no transaction on PostgreSQL; it must change nothing.
    """
    bind = reading(engine) if read_only else engine
    return Session(bind, info=info, expire_on_commit=False)
