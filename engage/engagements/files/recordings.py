"""Sound recordings: the sound alone is kept. WAV is a list of chunks (RIFF); MP3 a row of frames (ISO/IEC 11172-3)."""

from __future__ import annotations

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileRefusal

_SOUND = (b"fmt ", b"fact", b"data")
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1, layer 3
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5, layer 3
}
_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_OF_THE_MAKER = (b"Xing", b"Info", b"VBRI", b"LAME")
_FEWEST_FRAMES = 2


def clean_wav(data: bytes) -> bytes:
    """The sound and how to play it. Raises FileRefused."""
    kept, at = bytearray(), 12
    found = set()
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name in _SOUND:
            content = data[at + 8 : at + 8 + length]
            kept += name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
            found.add(name)
        at += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= found:
        raise FileRefused(FileRefusal.BROKEN)
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + bytes(kept)


def clean_mp3(data: bytes) -> bytes:
    """The frames of sound; titles, pictures, places and the maker's frame are left out. Raises FileRefused."""
    kept, at, frames = bytearray(), _after_tags(data), 0
    while at + 4 <= len(data):
        length = _frame_length(data[at : at + 4])
        if length == 0:
            at += 1
            continue
        frame = data[at : at + length]
        if frames or not any(sign in frame[:200] for sign in _OF_THE_MAKER):
            kept += frame
        frames += 1
        at += length
    if frames < _FEWEST_FRAMES:
        raise FileRefused(FileRefusal.UNKNOWN)
    return bytes(kept)


def _after_tags(data: bytes) -> int:
    """Where the sound begins, behind titles that say their own length (each byte holds seven bits)."""
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size
    return at


def _frame_length(head: bytes) -> int:
    """Bytes of the frame that begins so; 0 when none does."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, samples, padded = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or layer != 1 or version == 1 or samples == 3 or rate in {0, 15}:
        return 0
    per_frame = 144 if version == 3 else 72
    return per_frame * _RATES[3 if version == 3 else 2][rate] * 1000 // _SAMPLES[version][samples] + padded
