"""Sets the stage for the kill test; runs in a process of its own, on the server's database."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402  # after setup

from courses.domain.attempts import start_attempt  # noqa: E402
from tests.factories import courses as make  # noqa: E402
from tests.factories import staff as people  # noqa: E402


def prepare(learners: int, questions: int) -> list[dict[str, object]]:
    """So many learners, each logged in, with an open attempt whose questions all ask for a number."""
    asked = [make.questions(4)[3] | {"id": f"q{i}"} for i in range(1, questions + 1)]
    version = make.released()
    quiz = make.quiz(version, n=0, time_limit_min=60)
    from courses.domain.quizzes import add_questions

    add_questions(quiz, asked, by=people.one("trainer"))
    made = []
    for _i in range(learners):
        who = people.user("learner")
        make.read(version, who)
        attempt = start_attempt(quiz, by=who)
        client = Client()
        client.force_login(who)
        made.append(
            {
                "attempt": attempt.pk,
                "session": client.cookies["sessionid"].value,
                "keys": [q["key"] for q in attempt.asked],
            }
        )
    return made


if __name__ == "__main__":
    sys.stdout.write("RESULT" + json.dumps(prepare(int(sys.argv[1]), int(sys.argv[2]))))
