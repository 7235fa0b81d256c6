"""Files stay small and have names of the field; what a package is for stands in its `__init__`, and nothing
else does.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import ROOT, files, refuse, shown

LINES = 400
# Steps of migrations are written by a program and read once.
MACHINE_WRITTEN = "versions"
WRITTEN = (".py", ".html", ".css", ".js")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}


def too_long(root: Path = ROOT) -> list[str]:
    """Files of 400 lines or more."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(*WRITTEN, root=root)}
    return [
        f"{shown(path, root)} has {count} lines"
        for path, count in lengths.items()
        if count >= LINES and path.parent.name != MACHINE_WRITTEN
    ]


def nameless(root: Path = ROOT) -> list[str]:
    """Files and folders whose name says nothing of what they hold."""
    return [
        shown(path, root)
        for path in files(root=root)
        if NAMELESS & {part.split(".")[0].lower() for part in path.relative_to(root).parts}
    ]


def furnished_entrances(root: Path = ROOT) -> list[str]:
    """Packages below engage/ without an `__init__`, or with more in it than a docstring."""
    faults = []
    for folder in sorted({path.parent for path in files(".py", root=root / "engage")}):
        entrance = folder / "__init__.py"
        if not entrance.exists():
            faults.append(f"{shown(folder, root)} has no __init__.py")
            continue
        tree = ast.parse(entrance.read_text(encoding="utf-8"))
        if len(tree.body) != 1 or not ast.get_docstring(tree):
            faults.append(f"{shown(entrance, root)} holds more or less than a docstring")
    return faults


def test_files_are_small() -> None:
    refuse(too_long(), f"A file of {LINES} lines wants to be two things with names. Divide:")


def test_files_have_names_of_the_field() -> None:
    refuse(nameless(), "Name it after what it holds (`days`, `receipts`, `graph`), or put it where it is used:")


def test_entrances_say_what_lives_there() -> None:
    remedy = "An __init__.py holds a docstring only: what lives here, what does not, why. Move or write:"
    refuse(furnished_entrances(), remedy)


def test_planted_files_are_caught(tmp_path: Path) -> None:
    room = tmp_path / "engage" / "room"
    bare = tmp_path / "engage" / "bare"
    room.mkdir(parents=True)
    bare.mkdir()
    (tmp_path / "engage" / "__init__.py").write_text('"""The house."""\n')
    (room / "__init__.py").write_text('"""A room."""\nfrom os import path\n')
    (room / "long.py").write_text("a = 1\n" * LINES)
    (room / "Helpers.py").write_text("")
    (bare / "models.py").write_text("")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "utils.py").write_text("")

    assert too_long(tmp_path) == ["engage/room/long.py has 400 lines"]
    assert nameless(tmp_path) == ["engage/room/Helpers.py"]
    assert furnished_entrances(tmp_path) == [
        "engage/bare has no __init__.py",
        "engage/room/__init__.py holds more or less than a docstring",
    ]
