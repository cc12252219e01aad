"""A short code for each request: in every line of the log, in the answer's header, on the error page.

With it an operator finds what a person reports.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

HEADER = "X-Request-ID"
NONE = "-"  # in a line that belongs to no request: a command, the task worker
_WELL_FORMED = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}"
)  # what a proxy in front may send: nothing that could forge a line of the log
_current: ContextVar[str] = ContextVar("request_id", default=NONE)

logger = logging.getLogger(__name__)


def current() -> str:
    """The code of the request being answered, or `-` outside of any."""
    return _current.get()


@contextmanager
def answering(code: str) -> Iterator[None]:
    """Lines logged inside belong to the request with this code."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def code_of(request: HttpRequest) -> str:
    """The code a proxy gave the request, if it is well-formed; otherwise a new one."""
    given = request.headers.get(HEADER, "")
    return given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(6)


class RequestId:
    """Gives each request its code and notes the slow ones.

    The first middleware, so that the others' lines carry it too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun, code = time.monotonic(), code_of(request)
        request.META["REQUEST_ID"] = code  # Django logs a refused request after the last middleware has ended
        with answering(code):
            response = self.get_response(request)
            response.headers[HEADER] = code
            seconds = time.monotonic() - begun
            if seconds >= settings.SLOW_REQUEST_SECONDS:
                logger.warning(
                    "Slow request: %s %s took %.1f s", request.method, escape_uri_path(request.path), seconds
                )
        return response


class WithRequestId(logging.Filter):
    """Adds `request_id` to every line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        meta = getattr(getattr(record, "request", None), "META", {})
        record.request_id = meta.get("REQUEST_ID") or current()
        return True
