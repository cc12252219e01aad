"""`serve` takes the numbers it is given, and answers with the code of what it watched."""

from __future__ import annotations

import socket

import pytest
from django.core.management import call_command

from cms.management.commands.serve import Command


@pytest.mark.parametrize(
    ("given", "numbers"),
    [([], (8000, 2, 4)), (["--port", "9000", "--workers", "3", "--threads", "1"], (9000, 3, 1))],
)
def test_port_workers_and_threads_are_those_given(given: list[str], numbers: tuple[int, int, int]) -> None:
    told = Command().create_parser("manage.py", "serve").parse_args(given)

    assert (told.port, told.workers, told.threads) == numbers


def test_a_port_in_use_ends_it_with_code_1() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit) as end:
            call_command("serve", port=other.getsockname()[1])

    assert end.value.code == 1
