"""Pictures, drawn anew: only the dots are kept. Place, time, camera, names, thumbnails and colour profiles go."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileKind, FileRefusal

MOST_DOTS = 60_000_000
QUALITY = 90
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def clean_picture(data: bytes) -> tuple[FileKind, bytes]:
    """A JPEG stays one, everything else becomes a PNG; of moving pictures the first. Raises FileRefused."""
    drawn, was_jpeg = _drawn(data)
    kind = FileKind.JPEG if was_jpeg else FileKind.PNG
    return kind, _written(drawn, kind.name)


def clean_picture_as(data: bytes, form: str) -> bytes:
    """A picture within a document, kept as the document calls it: JPEG, PNG or GIF. Raises FileRefused."""
    return _written(_drawn(data)[0], form)


def _drawn(data: bytes) -> tuple[Image.Image, bool]:
    """The dots, and whether they came as JPEG."""
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=FORMATS) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if opened.width * opened.height > MOST_DOTS:
                raise FileRefused(FileRefusal.TOO_LARGE)
            was_jpeg = opened.format == "JPEG"
            # Turned as the camera meant, since the note that says so is not kept.
            drawn = _plain(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(FileRefusal.TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        if isinstance(fault, FileRefused):
            raise
        raise FileRefused(FileRefusal.BROKEN) from None
    return drawn, was_jpeg


def _written(drawn: Image.Image, form: str) -> bytes:
    written = BytesIO()
    if form == "JPEG":
        drawn.convert("RGB").save(written, "JPEG", quality=QUALITY, optimize=True)
    else:
        drawn.save(written, form, optimize=True)
    return written.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    """The dots alone in a new picture, their colours as everyone's screen takes them."""
    mode = "RGBA" if picture.has_transparency_data else "L" if picture.mode in {"1", "L", "I;16"} else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and mode == "RGB" and picture.mode == "RGB":
        try:
            standard = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), standard)
            picture = picture if turned is None else turned
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile costs shades of colour, not the picture
    converted = picture.convert(mode)
    bare = Image.new(mode, converted.size)
    bare.paste(converted)
    return bare
