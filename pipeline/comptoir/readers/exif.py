"""Find out whether a photograph says where it was taken, from its first kilobytes."""

import struct
from pathlib import Path

GPS = 0x8825  # pointer to the GPS directory (Exif 2.32, § 4.6.3)
HEAD = 262_144
PHOTOS = (".jpg", ".jpeg", ".webp", ".png", ".heic", ".tif", ".tiff", ".avif")


def is_photo(name: str) -> bool:
    return name.lower().endswith(PHOTOS)


def tells_where(path: Path) -> bool:
    """Say whether an image file holds a position."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return any(_has_gps(head, start) for start in _tiff_starts(head))


def _tiff_starts(head: bytes) -> list[int]:
    starts = []
    for mark, skip in ((b"Exif\0\0", 6), (b"EXIF", 8), (b"eXIf", 4)):
        at = head.find(mark)
        if at >= 0:
            starts.append(at + skip)
    return starts or ([0] if head[:4] in (b"II*\0", b"MM\0*") else [])


def _has_gps(head: bytes, start: int) -> bool:
    order = {b"II": "<", b"MM": ">"}.get(head[start : start + 2])
    if order is None:
        return False
    try:
        (first,) = struct.unpack_from(f"{order}I", head, start + 4)
        (count,) = struct.unpack_from(f"{order}H", head, start + first)
        for index in range(min(count, 200)):
            at = start + first + 2 + 12 * index
            (tag,) = struct.unpack_from(f"{order}H", head, at)
            if tag == GPS:
                (pointer,) = struct.unpack_from(f"{order}I", head, at + 8)
                (entries,) = struct.unpack_from(f"{order}H", head, start + pointer)
                return int(entries) > 0
    except struct.error:
        return False
    return False
