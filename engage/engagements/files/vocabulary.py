"""Words of files: which kinds can be cleaned, and why one is refused. The label of a refusal names the remedy."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class FileKind(Vocabulary):
    """What a file is, told from its content and never from its name."""

    JPEG = "jpeg", _l("Photograph (JPEG)")
    PNG = "png", _l("Picture (PNG)")
    PDF = "pdf", _l("Document (PDF)")
    DOCX = "docx", _l("Text document (Word)")
    XLSX = "xlsx", _l("Workbook (Excel)")
    PPTX = "pptx", _l("Slides (PowerPoint)")
    ODT = "odt", _l("Text document (OpenDocument)")
    ODS = "ods", _l("Workbook (OpenDocument)")
    ODP = "odp", _l("Slides (OpenDocument)")
    TXT = "txt", _l("Plain text")
    WAV = "wav", _l("Sound recording (WAV)")
    MP3 = "mp3", _l("Sound recording (MP3)")

    @property
    def media_type(self) -> str:
        """What browsers call it."""
        return _MEDIA[self.value]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_MEDIA = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation",
    "txt": "text/plain; charset=utf-8",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
}


class FileRefusal(Vocabulary):
    """Why a file is not taken in."""

    UNKNOWN = (
        "unknown",
        _l("This kind of file cannot be cleaned here. Save it as PDF, as JPEG or PNG, or as text, and try again."),
    )
    BROKEN = (
        "broken",
        _l("This file cannot be read. Open it in the program it was made with, save it anew and try again."),
    )
    TOO_LARGE = "too_large", _l("This file is too large. Make it smaller, or bring it in as several files.")
    LOCKED = "locked", _l("This file is locked with a password. Save it without one and try again.")
    PROGRAMS = "programs", _l("This file holds macros or other programs. Save it without them, or as PDF.")
    ENCLOSED = (
        "enclosed",
        _l("This file holds other files that cannot be cleaned. Take them out of it, or save it as PDF."),
    )


class FileEvent:
    """Events about files; none says what is in one."""

    BROUGHT = event_kind("file.brought", _l("Brought in a file"), "number", kind=FileKind)
    FETCHED = event_kind("file.fetched", _l("Fetched a file"), "number")
    DESTROYED = event_kind("file.destroyed", _l("Destroyed a file"), "number")
