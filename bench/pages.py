"""Pages people open all day, in an institution of 1,000 people and 200 SOPs,
each against an empty view for the same person.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from bench import world
from bench.browser import EMPTY, Browser
from bench.measure import compare
from staff.models import Person
from tests.factories import staff as people


def figures() -> Iterator[dict[str, Any]]:
    large = world.build()
    learner, auditor = (
        Browser(people.user(role, person=Person.objects.get(pk=large.people[n])))
        for n, role in ((501, "learner"), (502, "auditor"))
    )
    for name, person, url in (
        ("today", learner, reverse("home")),
        ("my_record", learner, reverse("me")),
        ("register", learner, reverse("sop_list")),
        ("catalogue", learner, reverse("course_list")),
        ("matrix_page", auditor, reverse("audit_matrix")),
    ):
        yield {
            "figure": f"page_{name}",
            **compare(partial(person.get, url), partial(person.get, EMPTY), seconds=3),
            "ours": f"GET {url}",
            "floor": "empty view, the same person logged in",
        }
