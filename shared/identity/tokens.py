"""Validation of tokens: who asks, by pseudonym, or why not (P-2, RFC 9068, RFC 8725)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError

from shared.identity.issuer_keys import Fetch, IssuerKeys, fetch_json
from shared.identity.issuers import Environment, Issuer, IssuerKind, check_issuers
from shared.identity.parsing import MAX_TOKEN_BYTES, Unsigned, parse_token
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.subjects import subject_of
from shared.identity.unauthenticated import TokenFault, Unauthenticated

__all__ = ["MAX_TOKEN_BYTES", "Identity", "TokenFault", "Tokens", "Unauthenticated"]

LEEWAY = timedelta(seconds=10)

Claims: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: the pseudonym, the client (for a machine the organisation), what is granted."""

    person: UUID
    client: str
    scopes: frozenset[str]
    issuer: IssuerKind
    expires: datetime


class Tokens:
    """Knows the issuers, and tells who a token speaks for.

    Raises UnsafeIssuer at once where an issuer must not be trusted in this environment.
    """

    def __init__(
        self,
        issuers: Sequence[Issuer],
        pseudonyms: Pseudonyms,
        *,
        environment: Environment,
        fetch: Fetch = fetch_json,
        leeway: timedelta = LEEWAY,
    ) -> None:
        check_issuers(issuers, environment)
        self._issuers = {issuer.issuer: issuer for issuer in issuers}
        self._keys = {issuer.issuer: IssuerKeys(issuer, fetch) for issuer in issuers}
        self._pseudonyms = pseudonyms
        self._leeway = leeway

    def identify(self, token: str, now: datetime) -> Identity:
        """Who an access token speaks for. Raises Unauthenticated, IssuerUnavailable."""
        unsigned = parse_token(token)
        issuer = self._issuer_of(unsigned)
        if unsigned.type not in issuer.types:
            raise Unauthenticated("token-type")
        claims = self._signed(token, unsigned, issuer, now)
        _check_audience(claims, issuer.audience, sole=issuer.sole_audience)
        expires = self._check_time(claims, now)
        # a token bound to a key proves nothing when it is shown without the proof (RFC 9449)
        if "cnf" in claims:
            raise Unauthenticated("token-bound")
        scopes = _scopes(claims)
        if not issuer.scopes <= scopes:
            raise Unauthenticated("token-scope")
        person, client = subject_of(claims, issuer, self._pseudonyms)
        return Identity(person, client, scopes, issuer.kind, expires)

    def identify_login(
        self, id_token: str, *, issuer: Issuer, client_id: str, nonce: str, now: datetime
    ) -> Identity:
        """Who has logged in, from the ID token of a code flow we began (OIDC Core 3.1.3.7).

        Raises Unauthenticated, IssuerUnavailable.
        """
        unsigned = parse_token(id_token)
        if self._issuer_of(unsigned) != issuer:
            raise Unauthenticated("token-issuer")
        if unsigned.type not in {"jwt", ""}:
            raise Unauthenticated("token-type")
        claims = self._signed(id_token, unsigned, issuer, now)
        _check_audience(claims, client_id, sole=True)
        expires = self._check_time(claims, now)
        if claims.get("nonce") != nonce:
            raise Unauthenticated("login-nonce")
        person, _ = subject_of(claims, issuer, self._pseudonyms)
        return Identity(person, client_id, frozenset(), issuer.kind, expires)

    def metadata(self, issuer: Issuer, now: datetime) -> Claims:
        """What the issuer says about itself. Raises IssuerUnavailable."""
        return self._keys[issuer.issuer].metadata(now)

    def _issuer_of(self, unsigned: Unsigned) -> Issuer:
        issuer = self._issuers.get(unsigned.issuer)
        if issuer is None:
            raise Unauthenticated("token-issuer")
        if unsigned.algorithm not in issuer.algorithms:
            raise Unauthenticated("token-algorithm")
        return issuer

    def _signed(self, token: str, unsigned: Unsigned, issuer: Issuer, now: datetime) -> Claims:
        """The claims, once the signature has been found to be the issuer's."""
        key = self._keys[issuer.issuer].key(unsigned.kid, now)
        if key is None:
            raise Unauthenticated("token-key")
        registry = jws.JWSRegistry(algorithms=issuer.algorithms, strict_check_header=False)
        registry.max_header_length = MAX_TOKEN_BYTES
        try:
            jws.deserialize_compact(token, key, registry=registry)
        except (JoseError, ValueError) as error:
            raise Unauthenticated("token-signature") from error
        return unsigned.claims

    def _check_time(self, claims: Claims, now: datetime) -> datetime:
        expires, begins = _moment(claims, "exp"), _moment(claims, "nbf")
        issued = _moment(claims, "iat")
        if expires is None or now - self._leeway >= expires:
            raise Unauthenticated("token-expired")
        if any(moment is not None and now + self._leeway < moment for moment in (begins, issued)):
            raise Unauthenticated("token-not-yet-valid")
        return expires


def _moment(claims: Claims, name: Literal["exp", "nbf", "iat"]) -> datetime | None:
    """A NumericDate (RFC 7519, section 2); None where the claim is left out."""
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unauthenticated("token-malformed")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Unauthenticated("token-malformed") from error


def _check_audience(claims: Claims, audience: str, *, sole: bool) -> None:
    named = claims.get("aud")
    audiences = [named] if isinstance(named, str) else named
    if not isinstance(audiences, list) or audience not in audiences:
        raise Unauthenticated("token-audience")
    if sole and audiences != [audience]:
        raise Unauthenticated("token-audience")


def _scopes(claims: Claims) -> frozenset[str]:
    """Granted scopes: a text with spaces (RFC 9068) or, from HelseID, a list."""
    given = claims.get("scope", "")
    if isinstance(given, str):
        return frozenset(given.split())
    if isinstance(given, list) and all(isinstance(scope, str) for scope in given):
        return frozenset(given)
    raise Unauthenticated("token-malformed")
