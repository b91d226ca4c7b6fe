"""Which person or machine the claims of each kind of issuer speak of (P-1, P-2)."""

from collections.abc import Mapping
from typing import Any, assert_never
from uuid import UUID

from shared.identity.issuers import Issuer
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.unauthenticated import Unauthenticated

_HELSEID = "helseid://claims"
_CONSUMER_AUTHORITY = "iso6523-actorid-upis"
_ENHETSREGISTERET = "0192:"


def subject_of(
    claims: Mapping[str, Any], issuer: Issuer, pseudonyms: Pseudonyms
) -> tuple[UUID, str]:
    """The pseudonym and the client. Raises Unauthenticated (subject, assurance or consumer)."""
    match issuer.kind:
        case "development":
            return _development_person(claims), _client(claims)
        case "helseid":
            return _helseid(claims, issuer, pseudonyms)
        case "idporten" | "ansattporten":
            _check_assurance(claims.get("acr"), issuer)
            return pseudonyms.person(_text(claims, "pid")), _client(claims)
        case "maskinporten":
            number = _consumer(claims)
            return _machine(number, issuer, pseudonyms)
        case _:
            assert_never(issuer.kind)


def _development_person(claims: Mapping[str, Any]) -> UUID:
    try:
        return UUID(_text(claims, "sub"))
    except ValueError as error:
        raise Unauthenticated("token-subject") from error


def _helseid(claims: Mapping[str, Any], issuer: Issuer, pseudonyms: Pseudonyms) -> tuple[UUID, str]:
    """A clinician where the token names a person, else the machine of an organisation."""
    if f"{_HELSEID}/identity/pid" not in claims and "sub" not in claims:
        return _machine(_text(claims, f"{_HELSEID}/client/claims/orgnr_parent"), issuer, pseudonyms)
    _check_assurance(claims.get(f"{_HELSEID}/identity/security_level"), issuer)
    _text(claims, f"{_HELSEID}/hpr/hpr_number")
    return pseudonyms.person(_text(claims, f"{_HELSEID}/identity/pid")), _client(claims)


def _check_assurance(level: object, issuer: Issuer) -> None:
    if issuer.assurance and level not in issuer.assurance:
        raise Unauthenticated("token-assurance")


def _consumer(claims: Mapping[str, Any]) -> str:
    """The organisation number of the caller; `client_id` must never decide access."""
    consumer = claims.get("consumer")
    if not isinstance(consumer, dict) or consumer.get("authority") != _CONSUMER_AUTHORITY:
        raise Unauthenticated("token-consumer")
    number = consumer.get("ID")
    if not isinstance(number, str) or not number.startswith(_ENHETSREGISTERET):
        raise Unauthenticated("token-consumer")
    return number.removeprefix(_ENHETSREGISTERET)


def _machine(number: str, issuer: Issuer, pseudonyms: Pseudonyms) -> tuple[UUID, str]:
    if number not in issuer.consumers:
        raise Unauthenticated("token-consumer")
    return pseudonyms.organisation(number), f"{_ENHETSREGISTERET}{number}"


def _client(claims: Mapping[str, Any]) -> str:
    client = claims.get("client_id", claims.get("azp", ""))
    return client if isinstance(client, str) else ""


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise Unauthenticated("token-subject")
    return value
