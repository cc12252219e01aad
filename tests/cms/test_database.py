"""DATABASE_URL is read into Django's settings, with our options, and can be written again from them."""

from __future__ import annotations

import pytest

from cms.database import KEPT_SECONDS, POSTGRESQL_OPTIONS, SQLITE_OPTIONS, address_of, database_from_url


@pytest.mark.parametrize(
    ("url", "name"),
    [("sqlite:///var/db.sqlite3", "var/db.sqlite3"), ("sqlite:////srv/d%C3%A2y%20n%C3%A0y.sqlite3", "/srv/dây "
                                                                                                    "này.sqlite3")],
)  # fmt: skip
def test_sqlite_has_our_options(url, name):
    found = database_from_url(url)

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", name)
    assert (found["OPTIONS"], found["CONN_MAX_AGE"]) == (SQLITE_OPTIONS, KEPT_SECONDS)
    assert database_from_url(address_of(found)) == found


def test_postgresql_has_our_options_and_those_of_the_address():
    found = database_from_url(
        "postgres://mes%40cells:p%2Fw%3A%40@db.example:5433/sop?sslmode=require&connect_timeout=5"
    )

    told = {key: found[key] for key in ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "NAME", "CONN_HEALTH_CHECKS")}
    assert told == {
        "ENGINE": "django.db.backends.postgresql", "USER": "mes@cells", "PASSWORD": "p/w:@", "HOST": "db.example",
        "PORT": 5433, "NAME": "sop",
        "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip
    assert found["OPTIONS"] == {**POSTGRESQL_OPTIONS, "sslmode": "require", "connect_timeout": 5}
    assert database_from_url(address_of(found)) == found


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://a:secret@b/c", "must begin with sqlite:// or postgresql://, not mysql://"),
        ("db.sqlite3", "must begin with sqlite://"),
        ("", "must begin with sqlite://"),
        ("postgresql://a:secret@b:no-port/c", "cannot be read"),
        ("postgresql://a:secret[@b/c", "cannot be read"),
        ("postgresql://a:secret@b/", "names no database"),
        ("sqlite://", "names no database"),
        ("sqlite://:memory:", "names no database"),
    ],
)
def test_an_address_that_is_none_is_refused_with_a_sentence_and_without_its_password(url, why):
    with pytest.raises(ValueError, match=why) as refused:
        database_from_url(url)
    assert "secret" not in str(refused.value)
