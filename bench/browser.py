"""Requests through the site's whole WSGI application, as the web server makes them: every middleware,
signals, the connection's care.
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from cms.wsgi import application as _site

EMPTY = "/bench/empty/"
_CSRF = "b" * 32


class Browser:
    """Somebody at a browser; `user` is logged in."""

    def __init__(self, user: Any = None) -> None:
        self.cookies = f"{settings.CSRF_COOKIE_NAME}={_CSRF}"
        if user is not None:
            client = Client()
            client.force_login(user)
            self.cookies += f"; {settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def get(self, address: str) -> bytes:
        return self._ask("GET", address)

    def post(self, address: str, data: dict[str, str]) -> bytes:
        return self._ask("POST", address, urlencode({"csrfmiddlewaretoken": _CSRF, **data}).encode())

    def _ask(self, method: str, address: str, body: bytes = b"") -> bytes:
        path, _, query = address.partition("?")
        answered: list[str] = []
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": self.cookies,
            "HTTP_ACCEPT": "application/json" if body else "text/html", "HTTP_ACCEPT_LANGUAGE": "vi",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        response = _site(environ, lambda status, headers, exc_info=None: answered.append(status))
        content = b"".join(response)
        response.close()
        if answered != ["200 OK"]:
            raise RuntimeError(f"{method} {address}: {answered}")
        return content
