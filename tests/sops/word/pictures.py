"""Pictures for Word files made in tests."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from tests.sops.word.build import OFFICE


def png(colour: str = "red", size: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def drawing(relation: str, alt: str = "") -> str:
    """A run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def inline(relation: str, alt: str = "") -> str:
    """A paragraph that is a picture."""
    return f"<w:p>{drawing(relation, alt)}</w:p>"


def part(relation: str, data: bytes, name: str = "image1.png") -> dict[str, Any]:
    """The picture's part and relationship, as arguments of `docx`."""
    return {
        "parts": {f"media/{name}": data},
        "relations": f'<Relationship Id="{relation}" Type="{OFFICE}/image" Target="media/{name}"/>',
    }
