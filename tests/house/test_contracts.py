"""The contracts of pyproject.toml catch what they are there for: tried on an empty house with one fault at a
time.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

FAULTS = [
    ("Floors", "projects/models.py", "import engage.engagements"),
    ("Floors", "feedback/models.py", "import engage.referrals"),
    ("Floors", "helping/__init__.py", ""),
    ("Rooms", "projects/service.py", "import engage.projects.views.pages"),
    ("Rooms", "projects/models.py", "import engage.projects.queries"),
    ("The portal never sees people", "portal/pages.py", "import engage.stakeholders"),
    ("Views belong to the app", "summaries/words.py", "import engage.projects.views.pages"),
    ("One keeper of keys", "web/tokens.py", "import cryptography.fernet"),
    ("Rules of the field know no web", "projects/service.py", "import flask"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Every floor as an empty package, one room furnished, under the contracts of the real house."""
    settings = ROOT / "pyproject.toml"
    contracts = tomllib.loads(settings.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    floors = [name.strip() for layer in contracts[0]["layers"] for name in layer.split("|")]
    (tmp_path / "pyproject.toml").write_text(settings.read_text(encoding="utf-8"))
    for folder in ("", *floors, "projects/views"):
        place = tmp_path / "engage" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "__init__.py").write_text("")
    rooms = {
        "projects/views/pages.py": "import flask\nimport engage.projects.views.rows\n",
        "projects/views/rows.py": "",
        "projects/queries.py": "import engage.projects.models",
        "projects/models.py": "",
        "projects/service.py": "import engage.projects.queries",
        "crypto/roots.py": "import cryptography",
        "app/rooms.py": "import engage.projects.views.pages",
    }
    for name, text in rooms.items():
        (tmp_path / "engage" / name).write_text(text)
    return tmp_path


def broken(house: Path) -> tuple[int, str]:
    """Exit status and output of import-linter on a house."""
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as go; go()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=house, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_an_empty_house_keeps_its_contracts(house: Path) -> None:
    status, said = broken(house)
    assert status == 0, said


@pytest.mark.parametrize(("contract", "file", "text"), FAULTS)
def test_a_planted_import_is_caught(contract: str, file: str, text: str, house: Path) -> None:
    path = house / "engage" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text + "\n")
    status, said = broken(house)
    assert status != 0
    assert f"{contract} BROKEN" in said or (contract == "Floors" and "helping" in said), said
