"""The tables that the models of each store describe, for writing steps and for comparing."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

from engage.db.base import DataModel, KeystoreModel, PortalModel

MODELS = {
    "data": ("engage.tables", DataModel),
    "keystore": ("engage.crypto.models", KeystoreModel),
    "portal": ("engage.portal.models", PortalModel),
}


def metadata(store: str) -> MetaData:
    """Every table of `store`; its models are imported here and only when asked for."""
    module, base = MODELS[store]
    import_module(module)
    return base.metadata
