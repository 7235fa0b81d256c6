"""The manifest of columns: what a thief of each store could read, and why it is so (security.md 3)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import DeclarativeBase

from engage.db.base import DataModel, KeystoreModel, PortalModel
from engage.db.columns import ColumnClass, Retention

STORE_BASES: dict[str, type[DeclarativeBase]] = {
    "data": DataModel,
    "keystore": KeystoreModel,
    "portal": PortalModel,
}


@dataclass(frozen=True)
class ColumnEntry:
    """One column; `column_class` and `retention` are None where nobody answered, which a house test refuses."""

    store: str
    table: str
    column: str
    kind: str
    column_class: ColumnClass | None
    why: str
    retention: Retention | None


def manifest(store: str, base: type[DeclarativeBase] | None = None) -> list[ColumnEntry]:
    """Every column of the imported models of `store`, by table; `base` stands in for the store's own."""
    base = STORE_BASES[store] if base is None else base
    kept = {mapper.local_table: getattr(mapper.class_, "__retention__", None) for mapper in base.registry.mappers}
    return [
        ColumnEntry(
            store=store,
            table=table.name,
            column=column.name,
            kind=type(column.type).__name__,
            column_class=column.info.get("column_class"),
            why=str(column.info.get("why", "")).strip(),
            retention=kept.get(table),
        )
        for table in sorted(base.metadata.tables.values(), key=lambda table: table.name)
        for column in table.columns
    ]
