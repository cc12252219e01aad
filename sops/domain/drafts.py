"""Creates document numbers and writes drafts, for the Word import, the editor's form and the demonstration. Readers
never see a draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import digest
from core.errors import Conflict, Refused
from core.pages import root_page
from core.text import nfc
from sops.document.stream import normal, to_stream
from sops.enums import Product, Stage
from sops.models import Sop, SopIndexPage, SopPage
from sops.policies import check_can_draft
from staff.models import User
from staff.numbering import NUMBER
from staff.permissions import Actor

TITLE_LENGTH = 255


@transaction.atomic
def create_sop(
    *,
    number: str,
    titles: Mapping[str, str],
    stage: str,
    products: Iterable[str] = (),
    source: Mapping[str, str] | None = None,
    languages: Iterable[str] = ("ja", "vi"),
    by: Actor,
    at: dt.datetime | None = None,
) -> Sop:
    """Creates a document with its permanent number (R-04). `source`: organisation, number and language of the sending
    unit's document.

    `languages` must be fully verified before a version may be released; the source language is one of them. Raises
    Conflict for a number that was ever used, Refused for an invalid number.
    """
    check_can_draft(by)
    source = source or {}
    number = nfc(number).strip().upper()
    language = source.get("language") or "ja"
    wanted = [language, *(code for code in languages if code != language)]
    products = list(products)
    _check_new(number, stage, products, wanted)
    taken = _("The number %(number)s is taken. A document number is never used again.") % {"number": number}
    if Sop.objects.filter(number=number).exists():
        raise Conflict(taken, field="number")
    try:
        with transaction.atomic():
            sop = Sop.objects.create(
                number=number,
                stage=stage,
                products=products,
                titles={code: nfc(title).strip() for code, title in titles.items() if title.strip()},
                source_language=language,
                languages=wanted,
                source_organisation=nfc(source.get("organisation") or ""),
                source_number=nfc(source.get("number") or ""),
                created_at=at or clock.now(),
            )
    except IntegrityError as twice:  # two people at the same moment: the first one gets the number
        raise Conflict(taken, field="number") from twice
    record(
        "sop_created",
        sop,
        by=by,
        at=at,
        new={"number": number, "stage": stage, "titles": sop.titles, "languages": wanted},
    )
    return sop


def _check_new(number: str, stage: str, products: list[str], languages: list[str]) -> None:
    if not NUMBER.fullmatch(number):
        raise Refused(
            _("“%(number)s” is no document number: capital letters, digits and hyphens, as MSC-SOP-ISO-001.")
            % {"number": number},
            field="number",
        )
    if stage not in Stage.values:
        raise Refused(_("There is no stage “%(stage)s”.") % {"stage": stage}, field="stage")
    if unknown := set(products) - set(Product.values):
        raise Refused(_("There is no product “%(product)s”.") % {"product": min(unknown)}, field="products")
    if unknown := set(languages) - {code for code, _name in settings.LANGUAGES}:
        raise Refused(_("There is no language “%(language)s”.") % {"language": min(unknown)}, field="languages")


@transaction.atomic
def save_draft(
    sop: Sop, content: Mapping[str, Any], *, by: Actor, at: dt.datetime | None = None, reason: str = ""
) -> SopPage:
    """Saves a source content as the newest draft of `sop`: a Wagtail revision by that user. Block ids are kept
    unchanged.

    Raises Refused, naming the block, for malformed content. Number and source are kept on `sop`, not in the content.
    """
    check_can_draft(by)
    content = normal(content)
    title = content["title"] or sop.titles.get(sop.source_language, "") or sop.number
    if len(title) > TITLE_LENGTH:
        raise Refused(_("The title is longer than %(count)s characters.") % {"count": TITLE_LENGTH}, field="title")
    page = SopPage.objects.filter(sop=sop).first()
    if page is None:
        page = SopPage(
            sop=sop, title=title, slug=sop.number.lower(), live=False, owner=by if isinstance(by, User) else None
        )
        library().add_child(instance=page)
    else:
        page = page.get_latest_revision_as_object()
    page.title = page.draft_title = title
    page.source_version = content["source"]["version"]
    page.body = to_stream(content)
    page.save_revision(user=by if isinstance(by, User) else None, log_action=True)
    if not sop.releases.exists():  # until a version is in force the lists show the title of the draft
        sop.titles = {**sop.titles, sop.source_language: title}
        sop.save(update_fields=["titles"])
    record(
        "draft_saved",
        sop,
        by=by,
        at=at,
        new={"blocks": len(content["blocks"]), "hash": digest(content["blocks"])},
        reason=reason,
    )
    return page


def library() -> SopIndexPage:
    """Returns the folder of all drafts; created once, even when two drafts are the first at the same moment."""
    found = SopIndexPage.objects.first()
    if found:
        return found
    root = root_page()
    return SopIndexPage.objects.first() or root.add_child(instance=SopIndexPage(title="SOP", slug="sops", live=False))
