"""What must not stand in any file: unfinished business, hosts of registries, paths of somebody's machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, refuse, shown

MARKS = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b")
HOSTS = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|registry|mirror|deb\.debian)[\w.-]*", re.I)
PLACES = re.compile(r"(?<![\w.\]-])/(?:root|work|opt/pypi|home/\w+|Users/\w+)/[\w.-]")
NOT_TEXT = (".png", ".jpg", ".ico", ".woff2", ".ttf", ".otf", ".gz", ".pdf", ".xlsx", ".pyc")


def found(pattern: re.Pattern[str], root: Path = ROOT) -> list[str]:
    """Where `pattern` stands, as file:line."""
    places = []
    for path in files(root=root):
        if path.suffix in NOT_TEXT:
            continue
        text = path.read_text(encoding="utf-8")
        places += [
            f"{shown(path, root)}:{number}: {match.group()}"
            for number, line in enumerate(text.splitlines(), 1)
            if (match := pattern.search(line))
        ]
    return places


def test_nothing_is_left_for_later() -> None:
    refuse(
        found(MARKS),
        "Do it now, or say in the closing note that it is open; a mark in the code is read by nobody:",
    )


def test_no_registry_is_named() -> None:
    remedy = "Where packages come from is a setting of each machine; `make lock` names no host:"
    refuse(found(HOSTS), remedy)


def test_no_machine_is_named() -> None:
    refuse(found(PLACES), "Say the path from the root of the house; nobody else has this folder:")


@pytest.mark.parametrize(
    ("pattern", "planted"),
    [
        (MARKS, "x = 1  # TO" + "DO later"),
        (MARKS, "FIX" + "ME"),
        (HOSTS, "--index-url https://" + "pypi.org/simple"),
        (HOSTS, '"resolved": "https://' + 'registry.npmjs.org/x"'),
        (PLACES, 'open("/' + 'root/x.txt")'),
        (PLACES, "see /" + "home/somebody/notes"),
    ],
)
def test_planted_words_are_caught(pattern: re.Pattern[str], planted: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"first line\n{planted}\n")
    (tmp_path / "b.txt").write_text("hackney, todos, https://www.un.org/, url('/workshop/'), ./var/home/\n")
    places = found(pattern, tmp_path)
    assert len(places) == 1
    assert places[0].startswith("a.txt:2:")
