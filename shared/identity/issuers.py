"""The issuers whose tokens are accepted, and what each must say (P-2).

One `Issuer` is what one API demands of one issuer. The names of claims are those of HelseID's
security profile, ID-porten, Ansattporten and Maskinporten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

IssuerKind: TypeAlias = Literal[
    "helseid", "idporten", "ansattporten", "maskinporten", "development"
]
Environment: TypeAlias = Literal["development", "test", "production"]

PRODUCTION: Mapping[IssuerKind, str] = MappingProxyType(
    {
        "helseid": "https://helseid-sts.nhn.no",
        "idporten": "https://idporten.no",
        "ansattporten": "https://ansattporten.no",
        "maskinporten": "https://maskinporten.no/",
    }
)
"""The exact issuer of each kind in production; only Maskinporten's ends in a slash."""

TEST: Mapping[IssuerKind, str] = MappingProxyType(
    {
        "helseid": "https://helseid-sts.test.nhn.no",
        "idporten": "https://test.idporten.no",
        "ansattporten": "https://test.ansattporten.no",
        "maskinporten": "https://test.maskinporten.no/",
    }
)

RSA_ALGORITHMS = frozenset({"RS256", "RS384", "RS512"})
ASYMMETRIC_ALGORITHMS = RSA_ALGORITHMS | {"PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
ACCESS_TOKEN_TYPE = "at+jwt"  # noqa: S105 - a media type (RFC 9068)


class UnsafeIssuer(ValueError):  # noqa: N818 - named for what it says
    """An issuer that this environment must not trust. Nothing starts with it."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """What is demanded of the tokens of one issuer.

    - `issuer` is compared exactly; `audience` is our API's name there.
    - `sole_audience`: no other API may be named beside ours.
    - `types`: the accepted `typ` of the header, in lower case; "" where it may be left out.
    - `scopes`: all of them must be granted.
    - `assurance`: the accepted `acr` or security level of a person's login; empty: not asked.
    - `consumers`: organisation numbers of machines that are let in (Maskinporten, HelseID).
    """

    kind: IssuerKind
    issuer: str
    audience: str
    scopes: frozenset[str] = frozenset()
    algorithms: frozenset[str] = ASYMMETRIC_ALGORITHMS
    types: frozenset[str] = frozenset({ACCESS_TOKEN_TYPE, "jwt"})
    sole_audience: bool = False
    assurance: frozenset[str] = frozenset()
    consumers: frozenset[str] = frozenset()

    @property
    def metadata_url(self) -> str:
        """Where the issuer describes itself (OpenID Connect Discovery, RFC 8414)."""
        document = (
            "oauth-authorization-server" if self.kind == "maskinporten" else "openid-configuration"
        )
        return f"{self.issuer.rstrip('/')}/.well-known/{document}"


def helseid(
    issuer: str,
    audience: str,
    *,
    scopes: Iterable[str] = (),
    consumers: Iterable[str] = (),
) -> Issuer:
    """Clinicians at security level 4 with an HPR number; machines of health systems."""
    return Issuer(
        "helseid",
        issuer,
        audience,
        scopes=frozenset(scopes),
        sole_audience=True,
        assurance=frozenset({"4"}),
        consumers=frozenset(consumers),
    )


def idporten(issuer: str, audience: str, *, scopes: Iterable[str] = ()) -> Issuer:
    """Claimants without HelseID, at the highest level."""
    return Issuer(
        "idporten",
        issuer,
        audience,
        scopes=frozenset(scopes),
        algorithms=RSA_ALGORITHMS,
        types=frozenset({ACCESS_TOKEN_TYPE, "jwt", ""}),
        assurance=frozenset({"idporten-loa-high"}),
    )


def ansattporten(
    issuer: str,
    audience: str,
    *,
    scopes: Iterable[str] = (),
    assurance: Iterable[str] = ("high", "idporten-loa-high"),
) -> Issuer:
    """Secretariat, payers and members, who act for an organisation."""
    return Issuer(
        "ansattporten",
        issuer,
        audience,
        scopes=frozenset(scopes),
        algorithms=RSA_ALGORITHMS,
        types=frozenset({ACCESS_TOKEN_TYPE, "jwt", ""}),
        assurance=frozenset(assurance),
    )


def maskinporten(
    issuer: str, audience: str, *, scopes: Iterable[str], consumers: Iterable[str]
) -> Issuer:
    """Machines. The audience is demanded: else a token for another API would do here too."""
    return Issuer(
        "maskinporten",
        issuer,
        audience,
        scopes=frozenset(scopes),
        algorithms=RSA_ALGORITHMS,
        types=frozenset({ACCESS_TOKEN_TYPE, "jwt", ""}),
        consumers=frozenset(consumers),
    )


def development(issuer: str, audience: str, *, scopes: Iterable[str] = ("samhandling",)) -> Issuer:
    """Our own issuer with ready-made people; never in production."""
    return Issuer(
        "development",
        issuer,
        audience,
        scopes=frozenset(scopes),
        algorithms=frozenset({"ES256"}),
        types=frozenset({ACCESS_TOKEN_TYPE}),
        sole_audience=True,
    )


def check_issuers(issuers: Sequence[Issuer], environment: Environment) -> None:
    """Raises UnsafeIssuer for what this environment must not trust (P-2).

    In production each issuer is exactly the real one of its kind. Plain HTTP is for the
    development issuer on this machine only.
    """
    names = [issuer.issuer for issuer in issuers]
    if len(set(names)) != len(names):
        raise UnsafeIssuer("an issuer is named twice")
    for issuer in issuers:
        if not issuer.audience:
            raise UnsafeIssuer(f"{issuer.issuer}: an audience must be demanded")
        if environment == "production" and PRODUCTION.get(issuer.kind) != issuer.issuer:
            raise UnsafeIssuer(f"{issuer.issuer} is no issuer of {issuer.kind} in production")
        if not is_protected(issuer.issuer):
            raise UnsafeIssuer(f"{issuer.issuer} is neither https nor on this machine")


def is_protected(url: str) -> bool:
    """Whether nobody on the way can read or change it: https, or this machine itself."""
    parts = urlsplit(url)
    on_this_machine = parts.hostname in {"127.0.0.1", "::1", "localhost"}
    return parts.scheme == "https" or (parts.scheme == "http" and on_this_machine)
