"""PDF documents: facts about the maker, enclosed files, programs, signatures and the facts within photographs go."""

from __future__ import annotations

import zlib
from base64 import a85decode
from io import BytesIO
from typing import Any

import pikepdf

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.segments import bare_jpeg, bare_jpeg2000
from engage.engagements.files.vocabulary import FileRefusal

_ANYWHERE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/CreatorInfo", "/SpiderInfo", "/Thumb", "/JS",
)  # fmt: skip
_OF_THE_ROOT = ("/OpenAction", "/Collection", "/Perms", "/DSS", "/Legal", "/Threads", "/URI", "/Requirements")
_OF_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
_OF_MARKS = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Popup", "/FS", "/Sound")
_MARKS_THAT_ENCLOSE = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
_PHOTOGRAPHS = {"/DCTDecode", "/JPXDecode"}
MOST_OPENED = 64 * 1024 * 1024
_ACTIONS_KEPT = {"/URI", "/GoTo", "/Named"}


def clean_pdf(data: bytes) -> bytes:
    """The document anew, every object looked at. Raises FileRefused."""
    try:
        with pikepdf.open(BytesIO(data)) as paper:
            _clean(paper)
            written = BytesIO()
            paper.save(written, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError:
        raise FileRefused(FileRefusal.LOCKED) from None
    # A broken paper has numbers where lists should be: whatever trips over that means broken, and refused.
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        ValueError,
        TypeError,
        RuntimeError,
        zlib.error,
    ) as fault:
        if isinstance(fault, FileRefused):
            raise
        raise FileRefused(FileRefusal.BROKEN) from None
    return written.getvalue()


def _clean(paper: pikepdf.Pdf) -> None:
    if paper.is_encrypted:
        raise FileRefused(FileRefusal.LOCKED)
    _drop(paper.trailer, ("/Info", "/ID"))
    _drop(paper.Root, _OF_THE_ROOT)
    if "/Names" in paper.Root:
        _drop(paper.Root.Names, _OF_NAMES)
    if "/AcroForm" in paper.Root:
        _drop(paper.Root.AcroForm, ("/XFA", "/SigFlags"))
    for page in paper.pages:
        if "/Annots" in page:
            page.Annots = pikepdf.Array(
                [mark for mark in page.Annots if str(mark.get("/Subtype", "")) not in _MARKS_THAT_ENCLOSE]
            )
    for each in paper.objects:
        _clean_object(each)


def _clean_object(each: Any) -> None:
    """One object with whatever stands directly in it; what stands apart comes by itself."""
    if isinstance(each, pikepdf.Array):
        for part in each:
            if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
                _clean_object(part)
        return
    if isinstance(each, pikepdf.Stream):
        _clean_photograph(each)
    elif not isinstance(each, pikepdf.Dictionary):
        return
    _drop(each, _ANYWHERE)
    kind, sub = str(each.get("/Type", "")), str(each.get("/Subtype", ""))
    if "/Rect" in each and sub != "/Widget":
        _drop(each, _OF_MARKS)
    if str(each.get("/FT", "")) == "/Sig":
        _drop(each, ("/V", "/SV"))
    if kind in {"/Sig", "/DocTimeStamp"}:
        _drop(each, tuple(each.keys()))
    if "/S" in each and ("/URI" in each or kind == "/Action") and str(each["/S"]) not in _ACTIONS_KEPT:
        _drop(each, tuple(each.keys()))
    for key in list(each.keys()):
        part = each[key]
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            _clean_object(part)


def _clean_photograph(stream: Any) -> None:
    filters = stream.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if not _PHOTOGRAPHS & set(names):
        return
    raw = stream.read_raw_bytes()
    # Some writers wrap a photograph once more: what stands inside tells as much.
    for wrapping in names[:-1]:
        raw = _unwrapped(raw, wrapping)
    if names[-1] == "/DCTDecode":
        stream.write(bare_jpeg(raw), filter=pikepdf.Name.DCTDecode)
    elif names[-1] == "/JPXDecode":
        stream.write(bare_jpeg2000(raw), filter=pikepdf.Name.JPXDecode)
    else:
        raise FileRefused(FileRefusal.BROKEN)


def _unwrapped(raw: bytes, wrapping: str) -> bytes:
    if wrapping == "/ASCII85Decode":
        return a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>"))
    if wrapping != "/FlateDecode":
        raise FileRefused(FileRefusal.BROKEN)
    opening = zlib.decompressobj()
    opened = opening.decompress(raw, MOST_OPENED)
    if opening.unconsumed_tail:
        raise FileRefused(FileRefusal.TOO_LARGE)
    return opened


def _drop(holder: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in holder:
            del holder[name]
