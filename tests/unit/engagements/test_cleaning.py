"""Nothing of a maker, a place, a time or a machine is left in a file that was taken in; what was to be seen is."""

from __future__ import annotations

import random
import struct
import wave
import zipfile
import zlib
from base64 import a85encode
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engage.engagements.files.cleaning import Cleaned, clean
from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileKind, FileRefusal

SECRETS = (b"Mariam Secretname", b"MARIAM-LAPTOP", b"Canon Secretcam", b"2031:05:06", b"2031-05-06", b"secretlens")
GPS, CAMERA, WHEN, MAKER = 0x8825, 0x0110, 0x9003, 0x013B


def photograph(form: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (64, 48), (200, 30, 40))
    facts = picture.getexif()
    facts[CAMERA], facts[MAKER], facts[0x0112] = "Canon Secretcam", "Mariam Secretname", 6
    facts.get_ifd(GPS).update({1: "N", 2: (36.0, 48.0, 33.0), 3: "E", 4: (10.0, 10.0, 1.0)})
    facts.get_ifd(0x8769)[WHEN] = "2031:05:06 07:08:09"
    written = BytesIO()
    notes = PngInfo()
    notes.add_text("Author", "Mariam Secretname")
    more = {"pnginfo": notes} if form == "PNG" else {"comment": b"secretlens"} if form == "JPEG" else {}
    picture.save(written, form, exif=facts, **more)
    return written.getvalue()


def container(parts: dict[str, bytes | str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        zipped.comment = b"Mariam Secretname"
        for name, data in parts.items():
            zipped.writestr(name, data)
    return written.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_document(**more: bytes | str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="a/b"/></Types>'
    )
    return container(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'<Relationships {RELS}><Relationship Id="a" Type="{KIND}/officeDocument" '
            f'Target="word/document.xml"/><Relationship Id="b" Type="x" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": "<c>Mariam Secretname 2031-05-06</c>",
            "word/people.xml": "<p>Mariam Secretname</p>",
            "word/settings.xml": f'<w:settings {W}><w:attachedTemplate/><w:rsids><w:rsid w:val="1"/></w:rsids>'
            "</w:settings>",
            "word/_rels/settings.xml.rels": f'<Relationships {RELS}><Relationship Id="t" Type="{KIND}/attachedTemplate"'
            ' Target="file:///C:/Users/MARIAM-LAPTOP/x.dotx" TargetMode="External"/></Relationships>',
            "word/document.xml": f'<w:document {W}><w:body><w:p w:rsidR="00AA"><w:ins w:author="Mariam Secretname" '
            'w:date="2031-05-06T00:00:00Z"><w:r><w:t>The pier is flooded</w:t></w:r></w:ins></w:p></w:body>'
            "</w:document>",
            "word/media/image1.jpeg": photograph(),
            **{name.replace("__", "/").replace("_DOT_", "."): data for name, data in more.items()},
        }
    )


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "Mariam Secretname"
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "The pier is flooded"
    sheet["A1"].comment = Comment("at night", "Mariam Secretname")
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def open_document() -> bytes:
    space = (
        'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    return container(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "meta.xml": "<m>Mariam Secretname</m>",
            "settings.xml": "<s>MARIAM-LAPTOP</s>",
            "content.xml": f"<o:d {space}><t:p>The pier is flooded<o:annotation><dc:creator>Mariam Secretname"
            "</dc:creator><dc:date>2031-05-06</dc:date><t:p>at night</t:p></o:annotation> again</t:p></o:d>",
            "Pictures/a.jpg": photograph(),
            "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="/"/>'
            '<m:file-entry m:full-path="meta.xml"/></m:manifest>',
        }
    )


def paper() -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Contents = made.make_stream(b"BT (The pier is flooded) Tj ET")
    photo = made.make_stream(photograph())
    photo.Filter, photo.Type, photo.Subtype = pikepdf.Name.DCTDecode, pikepdf.Name.XObject, pikepdf.Name.Image
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=photo))
    mark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        T="Mariam Secretname",
        Contents="at night",
    )
    page.Annots = pikepdf.Array([made.make_indirect(mark)])
    made.docinfo["/Author"] = "Mariam Secretname"
    made.docinfo["/Creator"] = "MARIAM-LAPTOP"
    with made.open_metadata() as facts:
        facts["dc:creator"] = ["Mariam Secretname"]
    made.attachments["note.txt"] = pikepdf.AttachedFileSpec(made, b"Mariam Secretname", filename="note.txt")
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('MARIAM-LAPTOP')")
    written = BytesIO()
    made.save(written, compress_streams=False)
    return written.getvalue()


def wrapped_paper(name: str) -> bytes:
    """A paper whose photograph is wrapped once more."""
    raw = {"FlateDecode": zlib.compress, "ASCII85Decode": lambda each: a85encode(each) + b"~>"}[name](photograph())
    with pikepdf.open(BytesIO(paper())) as made:
        photo = made.pages[0].Resources.XObject.A
        photo.write(raw, filter=pikepdf.Array([pikepdf.Name("/" + name), pikepdf.Name.DCTDecode]))
        written = BytesIO()
        made.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


@pytest.mark.parametrize("name", ["FlateDecode", "ASCII85Decode"])
def test_a_photograph_that_is_wrapped_once_more_tells_nothing_either(name: str) -> None:
    with pikepdf.open(BytesIO(clean(wrapped_paper(name)).data)) as opened:
        photo = opened.pages[0].Resources.XObject.A
        assert [str(photo.Filter)] == ["/DCTDecode"]
        assert b"Exif" not in photo.read_raw_bytes()
        assert b"Secretname" not in photo.read_raw_bytes()


def sound() -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(b"\1\2" * 400)
    content = written.getvalue()
    note = b"LIST" + struct.pack("<I", 34) + b"INFOIART" + struct.pack("<I", 22) + b"Mariam Secretname\0\0\0\0\0"
    return content[:4] + struct.pack("<I", len(content) - 8 + len(note)) + content[8:] + note


def song() -> bytes:
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413  # MPEG 1, layer 3, 128 kbit/s, 44.1 kHz: 417 bytes
    title = b"TPE1\0\0\0\x12\0\0\0Mariam Secretname"
    maker = b"\xff\xfb\x90\x00" + b"\0" * 32 + b"Xing" + b"MARIAM-LAPTOP" + b"\0" * 364
    return b"ID3\x03\0\0\0\0\0" + bytes([len(title)]) + title + maker + frame * 6 + b"TAG" + b"Mariam Secretname"


def everything_in(data: bytes) -> bytes:
    """All that a reader of the bytes could find: containers and streams opened."""
    found = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as opened:
            assert not opened.comment
            for each in opened.infolist():
                assert each.date_time == (1980, 1, 1, 0, 0, 0)
                found += [each.filename.encode(), everything_in(opened.read(each))]
    if data[:4] == b"%PDF":
        with pikepdf.open(BytesIO(data)) as opened_paper:
            for each in opened_paper.objects:
                found.append(each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else b"")
                if isinstance(each, pikepdf.Stream | pikepdf.Dictionary):
                    found.append(repr(each.items()).encode())
    return b"\n".join(found)


MADE: dict[str, tuple[Callable[[], bytes], FileKind, bytes]] = {
    "photograph": (photograph, FileKind.JPEG, b""),
    "picture": (lambda: photograph("PNG"), FileKind.PNG, b""),
    "picture of the web": (lambda: photograph("WEBP"), FileKind.PNG, b""),
    "text document": (text_document, FileKind.DOCX, b"The pier is flooded"),
    "workbook": (workbook, FileKind.XLSX, b"at night"),
    "open document": (open_document, FileKind.ODT, b"again"),
    "paper": (paper, FileKind.PDF, b"at night"),
    "sound": (sound, FileKind.WAV, b"\1\2" * 400),
    "song": (song, FileKind.MP3, b"\x55" * 413),
}


@pytest.mark.parametrize("what", MADE)
def test_what_tells_of_people_goes_and_what_was_to_be_seen_stays(what: str) -> None:
    make, kind, seen = MADE[what]
    before = make()
    assert any(secret in everything_in_loosely(before) for secret in SECRETS), "the example tells nothing"
    cleaned = clean(before)
    assert cleaned.kind is kind
    content = everything_in(cleaned.data)
    assert seen in content
    for secret in SECRETS:
        assert secret not in content, secret
    assert b"GPS" not in content
    assert clean(cleaned.data).kind is kind  # and it is still a file of its kind


def everything_in_loosely(data: bytes) -> bytes:
    found = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as opened:
            found += [opened.read(each) for each in opened.infolist()]
    return b"\n".join(found)


def test_a_photograph_stands_upright_and_holds_no_facts() -> None:
    with Image.open(BytesIO(clean(photograph()).data)) as cleaned:
        assert cleaned.size == (48, 64)  # the camera was held upright
        assert not cleaned.getexif()
        assert set(cleaned.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_workbook_can_still_be_opened() -> None:
    sheet = openpyxl.load_workbook(BytesIO(clean(workbook()).data)).active
    assert sheet is not None
    assert sheet["A1"].value == "The pier is flooded"


def locked_paper() -> bytes:
    written = BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


def bomb() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
        for number in range(3):
            zipped.writestr(f"{number}.xml", b"\0" * 80_000_000)
    return written.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], FileRefusal]] = {
    "a film": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 200, FileRefusal.UNKNOWN),
    "nothing": (lambda: b"", FileRefusal.UNKNOWN),
    "a container of anything": (lambda: container({"a": b"b"}), FileRefusal.UNKNOWN),
    "half a photograph": (lambda: photograph()[:200], FileRefusal.BROKEN),
    "half a paper": (lambda: b"%PDF-1.7\n1 0 obj", FileRefusal.BROKEN),
    "a locked paper": (locked_paper, FileRefusal.LOCKED),
    "macros": (lambda: text_document(word__vbaProject_DOT_bin=b"x"), FileRefusal.PROGRAMS),
    "an enclosed file": (lambda: text_document(word__embeddings__ole_DOT_bin=b"x"), FileRefusal.ENCLOSED),
    "entities": (
        lambda: text_document(word__footer_DOT_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        FileRefusal.BROKEN,
    ),
    "a bomb": (bomb, FileRefusal.TOO_LARGE),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_cleaned_is_refused(what: str) -> None:
    make, reason = REFUSED[what]
    with pytest.raises(FileRefused) as refused:
        clean(make())
    assert refused.value.reason is reason


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MADE)), st.integers(0, 2**32))
def test_broken_files_are_cleaned_or_refused_and_never_fail_in_another_way(what: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(MADE[what][0]())
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        cleaned: Cleaned | None = clean(bytes(data[: chance.randint(1, len(data))]))
    except FileRefused:
        cleaned = None
    assert cleaned is None or cleaned.data
