"""Documents, workbooks and slides of the kind docx, xlsx, pptx: names of authors, times, machines and templates go."""

from __future__ import annotations

import re
from posixpath import basename, dirname, normpath
from typing import Any

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.marked import OF_A_MACHINE, local, read_marked, take_out, write_marked
from engage.engagements.files.pictures import clean_picture_as
from engage.engagements.files.vocabulary import FileKind, FileRefusal
from engage.engagements.files.zips import Parts, is_zip, read_zip, write_zip

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX, "ppt/presentation.xml": FileKind.PPTX}
_DROPPED = re.compile(
    r"^docProps/|^customXml/|^_xmlsignatures/|/printerSettings/|^xl/revisions/|^xl/persons/|^word/people\.xml$"
    r"|/tags/|(^|/)_rels/[^/]*(people|persons)[^/]*\.rels$|^xl/calcChain\.xml$|^docMetadata/"
)
_PROGRAMS = re.compile(r"vbaProject|/activeX/|/macrosheets/|vbaData|/customUI/|^customUI/|/webextensions/")
_PICTURES = {".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".gif": "GIF"}
# Wherever they stand, these tell who, when, or on which machine.
_BLANK = {"author", "initials", "userId", "providerId", "userName", "lastModifiedBy", "presenceInfo"}
_GONE = {"date", "dateUtc", "dt", "dT", "created", "modified"}
_GONE_ELEMENTS = {"absPath", "attachedTemplate", "docVars", "rsids", "fileSharing", "mailMerge", "saveThroughXslt"}
_NAMED_ELEMENTS = {"cmAuthor", "author", "person"}


def office_kind(parts: Parts) -> FileKind | None:
    """Which kind of document the parts make; None for another container."""
    if CONTENT_TYPES not in parts:
        return None
    return next((kind for name, kind in _MAIN.items() if name in parts), None)


def clean_office(parts: Parts, *, enclosed: bool = False) -> bytes:
    """The document anew. Raises FileRefused; what it encloses is cleaned once, never deeper."""
    if any(_PROGRAMS.search(name) for name in parts) or b"macroEnabled" in parts[CONTENT_TYPES]:
        raise FileRefused(FileRefusal.PROGRAMS)
    kept = {name: data for name, data in parts.items() if not _DROPPED.search(name)}
    cleaned = {name: _clean_part(name, data, kept, enclosed) for name, data in kept.items()}
    return write_zip(cleaned, order=[CONTENT_TYPES, "_rels/.rels"])


def _clean_part(name: str, data: bytes, kept: Parts, enclosed: bool) -> bytes:
    ending = name[name.rfind(".") :].lower() if "." in basename(name) else ""
    if name == CONTENT_TYPES:
        return _clean_types(data, kept)
    if ending == ".rels":
        return _clean_relations(name, data, kept)
    if ending in {".xml", ".vml"}:
        return _clean_marked(data)
    if ending in _PICTURES:
        return clean_picture_as(data, _PICTURES[ending])
    if ending in {".odttf", ".fntdata", ".ttf"}:
        return data
    if is_zip(data) and not enclosed:
        within = read_zip(data)
        if office_kind(within) is not None:
            return clean_office(within, enclosed=True)
    raise FileRefused(FileRefusal.ENCLOSED)


def _clean_types(data: bytes, kept: Parts) -> bytes:
    root = read_marked(data)
    for each in list(root):
        if local(each.tag) == "Override" and each.get("PartName", "").lstrip("/") not in kept:
            take_out(each)
    return write_marked(root)


def _clean_relations(name: str, data: bytes, kept: Parts) -> bytes:
    """Ties to parts that are gone go too; ties to somebody's machine lead nowhere."""
    root = read_marked(data)
    home = dirname(dirname(name))
    for each in list(root):
        target = each.get("Target", "")
        if each.get("TargetMode") == "External":
            if each.get("Type", "").endswith("/attachedTemplate"):
                take_out(each)
            elif OF_A_MACHINE.match(target) or not each.get("Type", "").endswith("/hyperlink"):
                each.set("Target", "about:blank")
            continue
        place = target.lstrip("/") if target.startswith("/") else normpath(f"{home}/{target}").lstrip("/")
        if place not in kept:
            take_out(each)
    return write_marked(root)


def _clean_marked(data: bytes) -> bytes:
    root = read_marked(data)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or (element is not root and element.getparent() is None):
            continue
        called = local(element.tag)
        if called in _GONE_ELEMENTS and element is not root:
            take_out(element)
            continue
        _clean_attributes(element, called)
        if called == "author" and not len(element):
            element.text = ""
    return write_marked(root)


def _clean_attributes(element: Any, called: str) -> None:
    for attribute, value in list(element.attrib.items()):
        named = local(attribute)
        if named in _GONE or named.startswith("rsid"):
            # A workbook's cell of a day and a slide's clock carry words of the same name as text, never as these.
            if attribute.startswith("{") or called in {"cm", "cmLst", "comment", "threadedComment", "reply"}:
                del element.attrib[attribute]
        elif (
            named in _BLANK
            or (called in _NAMED_ELEMENTS and named in {"name", "displayName"})
            or (named in {"descr", "title", "name"} and OF_A_MACHINE.match(value))
        ):
            element.set(attribute, "")
