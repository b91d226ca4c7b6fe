"""Keys of an issuer: asked for rarely, kept through outages, once for all who wait."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey

from shared.identity.development_tokens import make_key
from shared.identity.issuer_keys import IssuerKeys, IssuerUnavailable
from shared.identity.issuers import development

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ISSUER = development("https://utsteder.example", "api")


class Site:
    """The issuer's site: what it serves can be changed, and it can be down."""

    def __init__(self, *keys: ECKey) -> None:
        self.keys: list[Mapping[str, Any]] = [key.as_dict(private=False) for key in keys]
        self.issuer = ISSUER.issuer
        self.jwks_uri: object = f"{ISSUER.issuer}/jwks"
        self.down = False
        self.asked = 0
        self.slow: threading.Event | None = None

    def __call__(self, url: str) -> Mapping[str, Any]:
        if self.slow is not None:
            assert self.slow.wait(10)
        if self.down:
            raise OSError("no route")
        if url == ISSUER.metadata_url:
            self.asked += 1
            return {"issuer": self.issuer, "jwks_uri": self.jwks_uri}
        return {"keys": self.keys}


def kid(key: ECKey) -> str:
    assert key.kid is not None
    return key.kid


def test_the_keys_are_asked_for_once_an_hour() -> None:
    key = make_key()
    site = Site(key)
    keys = IssuerKeys(ISSUER, site)
    for minutes in (0, 30, 59):
        assert keys.key(kid(key), NOW + timedelta(minutes=minutes)) is not None
    assert site.asked == 1
    assert keys.key(kid(key), NOW + timedelta(minutes=60)) is not None
    assert site.asked == 2


def test_a_new_key_is_found_at_once_but_strangers_do_not_make_us_ask() -> None:
    old, new = make_key(), make_key()
    site = Site(old)
    keys = IssuerKeys(ISSUER, site)
    assert keys.key(kid(old), NOW) is not None
    site.keys.append(new.as_dict(private=False))
    later = NOW + timedelta(minutes=1)
    assert keys.key(kid(new), later) is not None
    assert site.asked == 2
    for second in range(29):
        assert keys.key(f"invented-{second}", later + timedelta(seconds=second)) is None
    assert site.asked == 2
    assert keys.key("invented", later + timedelta(seconds=30)) is None
    assert site.asked == 3


def test_the_old_keys_hold_while_the_issuer_is_down() -> None:
    key = make_key()
    site = Site(key)
    keys = IssuerKeys(ISSUER, site)
    assert keys.key(kid(key), NOW) is not None
    site.down = True
    assert keys.key(kid(key), NOW + timedelta(hours=5)) is not None


def test_an_issuer_that_never_answered_is_unavailable_and_then_found_again() -> None:
    key = make_key()
    site = Site(key)
    site.down = True
    keys = IssuerKeys(ISSUER, site)
    with pytest.raises(IssuerUnavailable):
        keys.key(kid(key), NOW)
    site.down = False
    assert keys.key(kid(key), NOW + timedelta(seconds=30)) is not None


def test_a_withdrawn_key_is_gone_after_the_hour() -> None:
    old, new = make_key(), make_key()
    site = Site(old)
    keys = IssuerKeys(ISSUER, site)
    assert keys.key(kid(old), NOW) is not None
    site.keys = [new.as_dict(private=False)]
    assert keys.key(kid(old), NOW + timedelta(hours=1)) is None


def test_twenty_that_wait_ask_once_however_long_it_takes() -> None:
    key = make_key()
    site = Site(key)
    site.slow = threading.Event()
    keys = IssuerKeys(ISSUER, site)
    with ThreadPoolExecutor(20) as pool:
        waiting = [
            pool.submit(keys.key, kid(key), NOW + timedelta(seconds=31 * number))
            for number in range(20)
        ]
        site.slow.set()
        assert all(found.result(10) is not None for found in waiting)
    assert site.asked == 1


def test_keys_that_do_not_sign_are_passed_over() -> None:
    good, encrypting = make_key(), make_key()
    site = Site(good)
    site.keys += [
        {**encrypting.as_dict(private=False), "use": "enc"},
        OctKey.generate_key(auto_kid=True).as_dict(private=True),
        {"kty": "NEW", "kid": "from-the-future"},
        {"kty": "EC", "kid": "broken"},
    ]
    keys = IssuerKeys(ISSUER, site)
    assert keys.key(kid(good), NOW) is not None
    for other in (kid(encrypting), "from-the-future", "broken"):
        assert keys.key(other, NOW) is None


@pytest.mark.parametrize(
    "jwks_uri", [None, "http://utsteder.example/jwks", "file:///etc/passwd", 7]
)
def test_keys_are_fetched_over_a_safe_line_only(jwks_uri: object) -> None:
    site = Site(make_key())
    site.jwks_uri = jwks_uri
    with pytest.raises(IssuerUnavailable):
        IssuerKeys(ISSUER, site).key("any", NOW)


def test_a_description_of_another_issuer_is_not_believed() -> None:
    site = Site(make_key())
    site.issuer = f"{ISSUER.issuer}/"
    with pytest.raises(IssuerUnavailable):
        IssuerKeys(ISSUER, site).key("any", NOW)
