"""Returns a frozen certificate payload as PDF bytes. Layout only: every text is in the payload (domain (k) 1,
2, 27).
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from certificates.pdf import competence, form_a
from certificates.seal import sealing as seal
from core import pdf as draw

# A form number keeps its layout permanently; a change of layout is a new number.
TEMPLATES = {("TT32-A", 1): form_a, ("NL", 1): competence}


def render(payload: dict[str, Any]) -> bytes:
    """Returns the sealed PDF of `payload` (certificates.payload). Raises GlyphMissing, SealMissing.

    The check code is in the document's keywords, so that an altered copy can be recognised without parsing its page.
    """
    form = TEMPLATES[payload["form"], payload["template"]]
    file = io.BytesIO()
    page = draw.canvas(
        file,
        size=form.SIZE,
        title=f"{payload['heading']} {payload['number']}",
        author=payload["issuer"]["name"]["vi"],
        subject=payload["person"]["name"],
        keywords=payload["code"],
    )
    form.draw(page, payload)
    seal.reserve(
        page,
        reason=payload["heading"],
        place=payload["issuer"]["place"]["vi"],
        at=dt.datetime.fromisoformat(payload["signed_at"]),
    )
    page.showPage()
    page.save()
    return seal.apply(file.getvalue())
