"""Deployments at the command line: empty, and set up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.functional.cli.commands import Deployment, addresses

if TYPE_CHECKING:
    from tests.databases.grounds import Databases


@pytest.fixture
def bare(database: str, databases: Databases, tmp_path: Path) -> Iterator[Deployment]:
    """A deployment that nobody set up yet, on each database."""
    with ExitStack() as stack:
        yield Deployment(tmp_path / "home", addresses(databases, database, stack))


@pytest.fixture
def untouched(tmp_path: Path) -> Deployment:
    """A deployment of which there is nothing yet, for commands that open no store."""
    return Deployment(tmp_path / "home")


@pytest.fixture
def deployment(bare: Deployment) -> Deployment:
    """A deployment that is set up, on each database."""
    bare.init()
    return bare


@pytest.fixture
def on_files(tmp_path: Path) -> Deployment:
    """A deployment that is set up, on SQLite."""
    made = Deployment(tmp_path / "files")
    made.init()
    return made
