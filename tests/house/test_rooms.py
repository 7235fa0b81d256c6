"""A room has one name in five places, and its rules know nothing of the web."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import ROOT, files, refuse, shown

# The portal is a program of its own: its addresses are short because they are printed and spoken.
OWN_ADDRESSES = {"portal"}
NO_ROOMS = {"web", "cli", "worker", "app", "portal_app", "i18n", "crypto", "db"}
WEB = {"flask", "flask_login", "flask_wtf", "wtforms", "werkzeug"}
# Modules of a room that face the web; everything else in a room is rules of the field.
FACING_THE_WEB = {"views", "forms", "panels", "door", "sessions"}


def five_places(root: Path = ROOT) -> list[str]:
    """Rooms with pages whose templates, tests, blueprint or address go by another name."""
    faults = []
    for room in sorted(path for path in (root / "engage").iterdir() if path.is_dir()):
        name = room.name
        modules = [room / "views.py", *sorted((room / "views").glob("*.py"))]
        modules = [module for module in modules if module.exists()]
        if not modules or name in NO_ROOMS:
            continue
        faults += [
            f"{name}: there is no {place}/{name}"
            for place in ("templates", "tests/functional")
            if not (root / place / name).is_dir()
        ]
        blueprints = [found for module in modules for found in _blueprints(module)]
        if not any(called == name for called, _address in blueprints):
            faults.append(f"{name}: no blueprint is called {name!r}, but {[called for called, _address in blueprints]}")
        addresses = [address for _called, address in blueprints if address is not None]
        if name not in OWN_ADDRESSES and addresses and not any(name in address.split("/") for address in addresses):
            faults.append(f"{name}: no address has /{name} in it, but {addresses}")
    return faults


def _blueprints(module: Path) -> list[tuple[str, str | None]]:
    """(name, url_prefix) of each blueprint made in a module."""
    made = []
    for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) == "Blueprint":
            prefix = [keyword.value for keyword in call.keywords if keyword.arg == "url_prefix"]
            address = prefix[0].value if prefix and isinstance(prefix[0], ast.Constant) else None
            named = call.args[0] if call.args else None
            made.append((str(named.value) if isinstance(named, ast.Constant) else "?", address))
    return made


def web_in_the_rules(root: Path = ROOT) -> list[str]:
    """Modules of rooms that import the web though they hold rules of the field."""
    faults = []
    for path in files(".py", root=root / "engage"):
        parts = path.relative_to(root / "engage").with_suffix("").parts
        if len(parts) < 2 or parts[0] in NO_ROOMS or FACING_THE_WEB & set(parts[1:]):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            faults += [f"{shown(path, root)} imports {name}" for name in names if name.split(".")[0] in WEB]
    return faults


def test_one_word_five_places() -> None:
    refuse(five_places(), "Package, templates folder, tests folder, blueprint and address go by one word:")


def test_rules_of_the_field_know_no_web() -> None:
    remedy = f"Take values, give values; what needs the web belongs in {', '.join(sorted(FACING_THE_WEB))}:"
    refuse(web_in_the_rules(), remedy)


def test_planted_rooms_are_caught(tmp_path: Path) -> None:
    room = tmp_path / "engage" / "meetings"
    room.mkdir(parents=True)
    (room / "views.py").write_text('import flask\nrooms = flask.Blueprint("talks", __name__, url_prefix="/talks")\n')
    (room / "service.py").write_text("from flask import g\n")
    (room / "views").mkdir()

    assert [fault.split(":")[1].split(",")[0].strip() for fault in five_places(tmp_path)] == [
        "there is no templates/meetings",
        "there is no tests/functional/meetings",
        "no blueprint is called 'meetings'",
        "no address has /meetings in it",
    ]
    assert web_in_the_rules(tmp_path) == ["engage/meetings/service.py imports flask"]

    for place in ("templates", "tests/functional"):
        (tmp_path / place / "meetings").mkdir(parents=True)
    (room / "views.py").write_text(
        'import flask\nrooms = flask.Blueprint("meetings", __name__, url_prefix="/a/meetings")\n'
    )
    assert five_places(tmp_path) == []
