"""One declarative base for each store, so that no table can wander from one store into another."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from engage.db.columns import Retention

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class DataModel(DeclarativeBase):
    """Base of every table in the data store."""

    metadata = MetaData(naming_convention=NAMING)
    __retention__: ClassVar[Retention]


class KeystoreModel(DeclarativeBase):
    """Base of every table in the keystore: wrapped keys, never anything about people."""

    metadata = MetaData(naming_convention=NAMING)
    __retention__: ClassVar[Retention]


class PortalModel(DeclarativeBase):
    """Base of every table in the portal store: published copies and sealed replies."""

    metadata = MetaData(naming_convention=NAMING)
    __retention__: ClassVar[Retention]
