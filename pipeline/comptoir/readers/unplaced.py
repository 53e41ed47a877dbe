"""Take the position out of an image file, and leave every pixel as it is.

Segments of JPEG (JFIF, Exif 2.32 § 4.5), chunks of PNG (§ 11.3.3) and WebP (RIFF): the descriptive
ones that may say a place are rewritten or dropped, the rest is copied byte for byte.
"""

import io
import struct
from collections.abc import Iterator

from PIL import Image

GPS = 0x8825  # pointer to the GPS directory (Exif 2.32, § 4.6.3)
_SOI, _SOS, _APP1 = b"\xff\xd8", 0xDA, 0xE1
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/"
_PNG = b"\x89PNG\r\n\x1a\n"
_PLACES = (b"exif:GPS", b"GPSLatitude")


def without_position(raw: bytes) -> bytes:
    """Return the same image without its position; the same bytes when its format is unknown."""
    if raw.startswith(_SOI):
        return _SOI + b"".join(_jpeg(raw))
    if raw.startswith(_PNG):
        return _PNG + b"".join(_png(raw))
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        body = b"WEBP" + b"".join(_webp(raw))
        return b"RIFF" + struct.pack("<I", len(body)) + body
    return raw


def _exif_without_gps(exif: bytes) -> bytes:
    kept = Image.Exif()
    kept.load(exif)
    if GPS in kept:
        del kept[GPS]
    return kept.tobytes()


def _jpeg(raw: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != _SOS:
        size = 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        segment, content = raw[at : at + size], raw[at + 4 : at + size]
        at += size
        if segment[1] == _APP1 and content.startswith(_EXIF):
            exif = _exif_without_gps(content)
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        elif not (segment[1] == _APP1 and content.startswith(_XMP) and _says_where(content)):
            yield segment
    yield raw[at:]


def _png(raw: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(raw):
        size = 12 + int.from_bytes(raw[at : at + 4], "big")
        chunk = raw[at : at + size]
        at += size
        if chunk[4:8] != b"eXIf" and not (chunk[4:8] == b"iTXt" and _says_where(chunk)):
            yield chunk


def _webp(raw: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(raw):
        length = int.from_bytes(raw[at + 4 : at + 8], "little")
        chunk = raw[at : at + 8 + length + length % 2]
        at += len(chunk)
        if chunk[:4] in (b"EXIF", b"XMP "):
            continue
        if chunk[:4] == b"VP8X":  # flags: no more Exif (bit 3) nor XMP (bit 2)
            chunk = chunk[:8] + bytes([chunk[8] & ~0b1100]) + chunk[9:]
        yield chunk


def _says_where(content: bytes) -> bool:
    return any(mark in content for mark in _PLACES)


def is_image(raw: bytes) -> bool:
    """Say whether a file is an image that can be opened."""
    try:
        with Image.open(io.BytesIO(raw)) as image:
            image.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
