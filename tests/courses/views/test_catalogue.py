from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from courses.domain.catalogue import create_course
from courses.models import LessonCompletion
from tests.factories import courses as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


def _course_showing(version, block="s6b1", **fields):
    step = {
        "type": "sop_step",
        "value": {"sop": version.sop.number, "block": block, "topic": "Ủ enzyme", "note": "Xem nhiệt độ"},
    }
    body = [
        {"type": "paragraph", "value": "Lời mở <b>đầu</b>"},
        {"type": "list", "value": {"style": "number", "intro": "Ba ý:", "items": ["Một", "Hai"]}},
        {"type": "figure", "value": {"image": None, "caption": "Hình 1", "description": "Một ống"}},
        {"type": "key_points", "value": ["Nhớ điều này"]},
        step,
    ]
    lesson = {"key": "l01", "titles": make.text("Bài một"), "summaries": {"en": "About one"}, "body": body}
    modules = [{"key": "m1", "title": make.text("Học phần"), "theory": "2", "practice": "0", "lessons": [lesson]}]
    return create_course(
        slug="khoa", code="CME-X", titles=make.text("Khóa"), modules=modules, by=people.one("trainer"), **fields
    )


def test_catalogue_and_course_are_public(client):
    course = make.course()
    assert course.title in squeezed(client.get(reverse("course_list")).content.decode())
    page = squeezed(client.get(reverse("course_detail", args=[course.slug])).content.decode())
    assert "Bài 1" in page
    assert "Nội dung bài 1" not in page


def test_unpublished_course_is_not_shown(client):
    course = make.course()
    course.unpublish()
    assert course.title not in squeezed(client.get(reverse("course_list")).content.decode())
    assert client.get(reverse("course_detail", args=[course.slug])).status_code == 404


def test_lesson_shows_every_block_and_the_step_in_force(client):
    version = make.released()
    _course_showing(version)
    client.force_login(people.user("learner"))
    page = squeezed(client.get(reverse("lesson", args=["khoa", "l01"])).content.decode())

    for text in (
        "Lời mở &lt;b&gt;đầu&lt;/b&gt;",
        "Ba ý:",
        "Hai",
        "Hình 1",
        "Nhớ điều này",
        "Ủ ở 37",
        "Xem nhiệt độ",
        f"{version.sop.number}",
    ):
        assert text in page
    assert f"{reverse('sop_detail', args=[version.sop.number])}#b-s6b1" in page
    assert "30" in page and "45" in page  # noqa: PT018  # both ends of the range


def test_lesson_in_another_language_says_so_and_names_the_language_of_its_words(client):
    _course_showing(make.released())
    client.force_login(people.user("learner"))

    page = squeezed(client.get("/ja/courses/khoa/l01/").content.decode())

    assert "このレッスンはベトナム語です。" in page
    assert '<p lang="en">About one</p>' in page
    assert '<b>要点</b><ul class="bullets" lang="vi"><li>Nhớ điều này</li></ul>' in page
    assert '<p class="text-small muted" lang="vi">Xem nhiệt độ</p>' in page


def test_step_follows_the_reader_and_the_new_version(client):
    version = make.released()
    _course_showing(version, reviewed_on=clock.today() - dt.timedelta(days=30))
    client.force_login(people.user("learner"))
    assert "Ủ ở 37 °C.（日）".replace(" ", "\u00a0") in squeezed(
        client.get("/ja/courses/khoa/l01/").content.decode()
    ).replace(" ", "\u00a0")

    blocks = [dict(block) for block in make.BLOCKS]
    blocks[1] = {**blocks[1], "text": make.text("Ủ ở 38 °C.")}
    make.released(version.sop, effective_on=clock.today(), blocks=blocks)
    page = squeezed(client.get("/en/courses/khoa/l01/").content.decode())
    assert "38" in page
    assert "This step has changed since the course was last reviewed" in page


@pytest.mark.parametrize(("block", "said"), [("s9b9", "no longer has this step"), ("s6b1", None)])
def test_step_that_is_gone_is_said_to_be(client, block, said):
    _course_showing(make.released(), block=block)
    client.force_login(people.user("learner"))
    page = squeezed(client.get("/en/courses/khoa/l01/").content.decode())
    assert ("no longer has this step" in page) is bool(said)


def test_lesson_is_marked_by_a_button(client):
    course = make.course(lessons=2)
    who = people.user("learner")
    client.force_login(who)
    answer = client.post(reverse("lesson", args=[course.slug, "l01"]))
    assert answer["Location"] == reverse("lesson", args=[course.slug, "l02"])
    assert LessonCompletion.objects.get().person == who.person
    page = squeezed(client.get(f"/en/courses/{course.slug}/").content.decode())
    assert "1 of 2 lessons done" in page


def test_unknown_lesson_is_not_found(client):
    course = make.course()
    client.force_login(people.user("learner"))
    assert client.get(reverse("lesson", args=[course.slug, "l99"])).status_code == 404


@pytest.mark.parametrize("lessons", [1, 30])
def test_course_costs_the_same_for_one_and_thirty_lessons(client, lessons, django_assert_max_num_queries):
    course = make.course(lessons=lessons)
    client.force_login(people.user("learner"))
    client.get(reverse("course_detail", args=[course.slug]))
    with django_assert_max_num_queries(22):
        client.get(reverse("course_detail", args=[course.slug]))
