"""A vault without a database file of its own story: SQLite in a temporary folder, one per module."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from engage.crypto import wordlists
from engage.crypto.keystore import Keystore
from engage.crypto.root import FileRoot
from engage.crypto.vault import Vault
from engage.db.base import KeystoreModel
from engage.db.engines import open_engine


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    folder = tmp_path_factory.mktemp("vault")
    engine = open_engine(f"sqlite:///{folder}/keystore.db")
    KeystoreModel.metadata.create_all(engine)
    root = FileRoot.create(folder / "root.key")
    Keystore.create(engine, root)
    yield Vault.open(engine, root)
    engine.dispose()


@pytest.fixture(scope="module")
def subject(vault: Vault) -> UUID:
    subject_id = uuid4()
    vault.create_subject(subject_id, project_id=uuid4(), tier=2)
    return subject_id


def _made_up(letters: str, ending: str) -> list[str]:
    return [f"{a}{b}{c}{d}{ending}" for a in letters for b in letters for c in letters for d in letters][:1024]


@pytest.fixture
def made_up_lists(monkeypatch: pytest.MonkeyPatch) -> dict[str, wordlists.WordList]:
    """Three lists whose words differ within four letters, so that the shipped ones can change freely."""
    lists = {
        "en": wordlists.build("en", _made_up("bdfkmp", "ingo")),
        "fr": wordlists.build("fr", _made_up("éàçrst", "elle")),
        "ar": wordlists.build("ar", _made_up("بجدرسك", "آت")),
    }
    monkeypatch.setattr(wordlists, "_read", lists.__getitem__)
    return lists
