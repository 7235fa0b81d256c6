"""Documents of the OpenDocument kinds: who wrote, changed and printed them, when and with what, goes."""

from __future__ import annotations

import re
from typing import Any

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.marked import OF_A_MACHINE, local, read_marked, take_out, write_marked
from engage.engagements.files.pictures import clean_picture_as
from engage.engagements.files.vocabulary import FileKind, FileRefusal
from engage.engagements.files.zips import STORED_FIRST, Parts, write_zip

MANIFEST = "META-INF/manifest.xml"
_KINDS = {kind.media_type.encode(): kind for kind in (FileKind.ODT, FileKind.ODS, FileKind.ODP)}
_DROPPED = re.compile(
    r"(^|/)(meta|settings)\.xml$|^Thumbnails/|^Versions/|^VersionList\.xml$|^Configurations2/|^ObjectReplacements/"
    r"|^META-INF/documentsignatures|^layout-cache$|\.rdf$"
)
_PROGRAMS = re.compile(r"^(Basic|Scripts|Dialogs)/|^META-INF/macrosignatures")
_PICTURES = {".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".gif": "GIF"}
_BLANK = {"creator", "initial-creator", "creator-initials", "author-name", "author-initials", "printed-by"}
_GONE = {"date", "creation-date", "modification-date", "print-date", "generator"}
_OF_PEOPLE = ("http://purl.org/dc/elements/1.1/", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0")


def open_kind(parts: Parts) -> FileKind | None:
    """Which kind of document the parts make; None for another container."""
    return _KINDS.get(parts.get(STORED_FIRST, b"").strip())


def clean_open(parts: Parts, kind: FileKind) -> bytes:
    """The document anew. Raises FileRefused."""
    if any(_PROGRAMS.search(name) for name in parts):
        raise FileRefused(FileRefusal.PROGRAMS)
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise FileRefused(FileRefusal.LOCKED)
    kept = {name: data for name, data in parts.items() if not _DROPPED.search(name)}
    cleaned = {name: _clean_part(name, data, kept) for name, data in kept.items()}
    return write_zip(cleaned | {STORED_FIRST: kind.media_type.encode()}, order=[STORED_FIRST])


def _clean_part(name: str, data: bytes, kept: Parts) -> bytes:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if name == STORED_FIRST:
        return data
    if name == MANIFEST:
        return _clean_manifest(data, kept)
    if ending == ".xml":
        return _clean_marked(data)
    if ending in _PICTURES:
        return clean_picture_as(data, _PICTURES[ending])
    if ending in {".ttf", ".otf"}:
        return data
    raise FileRefused(FileRefusal.ENCLOSED)


def _clean_manifest(data: bytes, kept: Parts) -> bytes:
    root = read_marked(data)
    for each in list(root):
        path = next((value for name, value in each.attrib.items() if local(name) == "full-path"), "")
        if path != "/" and not path.endswith("/") and path not in kept:
            take_out(each)
    return write_marked(root)


def _clean_marked(data: bytes) -> bytes:
    root = read_marked(data)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        called = local(element.tag)
        of_people = element.tag.startswith(tuple(f"{{{space}}}" for space in _OF_PEOPLE))
        if called in _GONE and of_people:
            take_out(element)
        elif called in _BLANK and not len(element):
            element.text = ""
        _lead_nowhere(element)
    return write_marked(root)


def _lead_nowhere(element: Any) -> None:
    for attribute, value in list(element.attrib.items()):
        if local(attribute) in {"href", "name", "title"} and OF_A_MACHINE.match(value):
            element.set(attribute, "")
