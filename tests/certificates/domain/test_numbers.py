"""Numbers of the register are taken once: by a certificate, or out of use for good."""

from __future__ import annotations

import pytest

from certificates.domain.numbers import pattern_on, take_number, void_number
from certificates.models import NumberSequence, VoidNumber
from certificates.numbering import NumberParts
from core import clock
from core.errors import Conflict, NotAllowed
from tests.factories import certificates as issued
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def parts() -> NumberParts:
    return NumberParts(year=clock.today().year, course=issued.CODE)


def test_a_void_number_is_never_used_again():
    """Not by the count, and not by a register taken over that names it."""
    director, unit = issued.director(), issued.issuer()
    void = void_number("TT32-A", unit, parts(), by=director, reason="Phôi in hỏng")
    pattern = pattern_on("TT32-A", unit, clock.today())

    with pytest.raises(Conflict, match=void.number):
        take_number(pattern, unit, parts(), given=void.number)
    assert take_number(pattern, unit, parts()).sequence == void.sequence + 1


def test_a_number_given_out_is_never_given_again():
    certificate = issued.certificate()
    unit = issued.issuer()

    with pytest.raises(Conflict, match=certificate.number):
        take_number(pattern_on("TT32-A", unit, clock.today()), unit, parts(), given=certificate.number)
    assert NumberSequence.objects.get().last == 1


def test_only_who_signs_certificates_takes_a_number_out_of_use():
    with pytest.raises(NotAllowed):
        void_number("TT32-A", issued.issuer(), parts(), by=make.user("cme_office"), reason="Phôi in hỏng")
    assert not VoidNumber.objects.exists()


def test_a_pattern_of_the_unit_comes_before_the_general_one():
    unit = issued.issuer()
    general = pattern_on("TT32-A", unit, clock.today())
    own = type(general).objects.create(
        form="TT32-A",
        unit=unit,
        template="{seq}/{year}/{unit}-BYT",
        scope="year",
        valid_from=general.valid_from,
    )

    assert pattern_on("TT32-A", unit, clock.today()) == own
    assert pattern_on("TT32-A", make.unit(), clock.today()) == general
