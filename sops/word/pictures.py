"""Pictures of a Word file: PNG and JPEG are kept as they are; formats that no browser shows are recorded as losses."""

from __future__ import annotations

from core.canonical import sha256

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAX_PIXELS = 40_000_000
MAX_BYTES = 10 * 1024 * 1024
_OTHERS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\x1f\x8b", "EMZ/WMZ"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"\x89PNG", "PNG?"),
    (b"\xff\xd8", "JPEG?"),
    (b"%PDF", "PDF"),
    (b"RIFF", "WEBP"),
)


def picture(data: bytes) -> tuple[str, str, str]:
    """(key, MIME type, fault) of a picture: the key is the SHA-256 of its bytes.

    The fault of a picture that cannot be shown is its format or its size; key and MIME type are then empty. Only the
    first bytes are read and nothing is drawn, so a small file that unfolds to a huge picture costs nothing.
    """
    if len(data) > MAX_BYTES:
        return "", "", "> 10 MB"
    kind = "PNG" if data.startswith(PNG) else "JPEG" if data.startswith(JPEG) else ""
    width, height = _png_size(data) if kind == "PNG" else _jpeg_size(data) if kind == "JPEG" else (0, 0)
    if not (width and height):
        return "", "", _format(data)
    if width * height > MAX_PIXELS:
        return "", "", f"{kind} {width * height // 1_000_000} MP"
    return sha256(data), f"image/{kind.lower()}", ""


def _png_size(data: bytes) -> tuple[int, int]:
    return (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) if data[12:16] == b"IHDR" else (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first frame header: markers C0–CF except those of tables; (0, 0) without one."""
    offset = 2
    while offset + 9 <= len(data) and data[offset] == 0xFF:
        marker = data[offset + 1]
        if marker == 0xFF:  # fill byte
            offset += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[offset + 7 : offset + 9]), int.from_bytes(data[offset + 5 : offset + 7])
        else:
            offset += 2 + max(int.from_bytes(data[offset + 2 : offset + 4]), 2)
    return 0, 0


def _format(data: bytes) -> str:
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "EMF"
    return next((name for start, name in _OTHERS if data.startswith(start)), "?")
