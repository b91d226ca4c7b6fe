"""What an issuer says about itself, and its keys, kept for a while (RFC 8414, RFC 7517)."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import httpx2
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key

from shared.identity.issuers import Issuer, is_protected

log = structlog.get_logger(__name__)

TTL = timedelta(hours=1)
PAUSE = timedelta(seconds=30)
"""Between two attempts: strangers with invented key ids must not make us ask all the time."""

Fetch: TypeAlias = Callable[[str], Mapping[str, Any]]
"""Gives the JSON object at an address. Raises OSError, ValueError or httpx2.HTTPError."""


class IssuerUnavailable(Exception):  # noqa: N818 - named for what it says
    """The issuer has never answered, so nobody can be let in by it; try again later (503)."""

    retry_after = PAUSE.total_seconds()


def fetch_json(url: str) -> Mapping[str, Any]:
    """Over HTTP, without redirects, for at most five seconds."""
    response = httpx2.get(url, timeout=5.0, follow_redirects=False)
    response.raise_for_status()
    answer = response.json()
    if not isinstance(answer, dict):
        raise ValueError(f"{url} is no JSON object")
    return answer


@dataclass(frozen=True, slots=True)
class _Known:
    metadata: Mapping[str, Any]
    keys: Mapping[str, Key]
    fetched: datetime


class IssuerKeys:
    """The keys of one issuer, safe for many threads.

    Fetched once for all that wait (single flight), again after `ttl`, and once for a key id that
    is not known, but never more often than each `pause`. When the issuer does not answer, the
    old keys hold.
    """

    def __init__(
        self,
        issuer: Issuer,
        fetch: Fetch = fetch_json,
        *,
        ttl: timedelta = TTL,
        pause: timedelta = PAUSE,
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._ttl = ttl
        self._pause = pause
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._tried: datetime | None = None

    def key(self, kid: str, now: datetime) -> Key | None:
        """The key with this id, or None. Raises IssuerUnavailable."""
        known = self._current(now)
        if kid not in known.keys:
            known = self._renewed(now, known)
        return known.keys.get(kid)

    def metadata(self, now: datetime) -> Mapping[str, Any]:
        """The issuer's own description. Raises IssuerUnavailable."""
        return self._current(now).metadata

    def _current(self, now: datetime) -> _Known:
        known = self._known
        if known is not None and now - known.fetched < self._ttl:
            return known
        return self._renewed(now, known)

    def _renewed(self, now: datetime, seen: _Known | None) -> _Known:
        """What is known after one more attempt, made by only one of those who want it."""
        with self._lock:
            if self._known is seen and self._may_try(now):
                self._tried = now
                try:
                    self._known = self._read(now)
                except (OSError, ValueError, httpx2.HTTPError, JoseError) as error:
                    log.warning(
                        "issuer does not answer", issuer=self._issuer.issuer, error=str(error)
                    )
            if self._known is None:
                raise IssuerUnavailable(self._issuer.issuer)
            return self._known

    def _may_try(self, now: datetime) -> bool:
        return self._tried is None or now - self._tried >= self._pause

    def _read(self, now: datetime) -> _Known:
        metadata = self._fetch(self._issuer.metadata_url)
        if metadata.get("issuer") != self._issuer.issuer:
            raise ValueError(f"{self._issuer.metadata_url} describes another issuer")
        where = metadata.get("jwks_uri")
        if not isinstance(where, str) or not is_protected(where):
            raise ValueError(f"{self._issuer.metadata_url} names no safe place for its keys")
        listed = self._fetch(where).get("keys")
        keys = _signing_keys(listed if isinstance(listed, list) else [])
        if not keys:
            raise ValueError(f"{where} has no key that can be used")
        return _Known(metadata, keys, now)


def _signing_keys(listed: list[Any]) -> dict[str, Key]:
    """The public keys that sign, by id; what is of another kind is passed over."""
    keys: dict[str, Key] = {}
    for entry in listed:
        if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
            continue
        kid = entry.get("kid")
        try:
            key = import_key(entry)
        except (JoseError, ValueError, TypeError) as error:
            log.warning("key can't be read", kid=str(kid), error=type(error).__name__)
            continue
        if isinstance(kid, str) and isinstance(key, RSAKey | ECKey | OKPKey):
            keys[kid] = key
    return keys
