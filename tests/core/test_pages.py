import pytest
from wagtail.models import Locale, Page, Site

from core.pages import root_page
from courses.domain.catalogue import course_index
from sops.domain.drafts import library

pytestmark = pytest.mark.django_db


def test_root_page_is_the_one_that_is_there():
    there = Page.objects.get(depth=1)

    assert root_page() == there
    assert Page.objects.filter(depth=1).count() == 1


def test_shelves_stand_in_a_database_that_has_lost_its_tree():
    Site.objects.all().delete()
    Page.objects.all().delete()
    Locale.objects.all().delete()

    shelves = [course_index(), library()]

    assert [shelf.get_parent() for shelf in shelves] == [root_page()] * 2
    assert [course_index(), library()] == shelves
    assert Locale.objects.get().language_code == "vi"
