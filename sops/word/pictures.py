"""Pictures of a Word file: PNG and JPEG are kept as they are; what no browser shows is named as a loss."""

from __future__ import annotations

from core.canonical import sha256

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAX_PIXELS = 40_000_000
MAX_BYTES = 10 * 1024 * 1024
_OTHERS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"), (b"\x01\x00\x09\x00", "WMF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"GIF8", "GIF"), (b"BM", "BMP"),
    (b"\x1f\x8b", "EMZ/WMZ"), (b"<svg", "SVG"), (b"<?xml", "SVG"), (b"\x89PNG", "PNG?"), (b"\xff\xd8", "JPEG?"), (b"%PDF", "PDF"), (b"RIFF", "WEBP"),
)  # fmt: skip


def picture(data: bytes) -> tuple[str, str, str]:
    """(key, mime, fault): key is the SHA-256 of the bytes; with a fault (the format, or why not) key and mime are empty.

    Only the size in the first bytes is read: nothing is drawn, so a small file that unfolds to a huge picture costs nothing.
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
    """Width and height from the first frame header (markers C0–CF but for tables)."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        else:
            place += 2 + max(int.from_bytes(data[place + 2 : place + 4]), 2)
    return 0, 0


def _format(data: bytes) -> str:
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "EMF"
    return next((name for start, name in _OTHERS if data.startswith(start)), "?")
