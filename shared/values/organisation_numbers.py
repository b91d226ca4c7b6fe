"""Organisation numbers of Enhetsregisteret: nine digits, the last a check digit (I-2)."""

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr


class NotAnOrganisationNumber(ValueError):  # noqa: N818 - named for what it says
    """Not nine digits with the right check digit."""


def organisation_number(text: str) -> str:
    """The nine digits of a number that may be written with spaces, `983 975 267`.

    Raises NotAnOrganisationNumber. Source: Brønnøysundregistrene, modulus 11 with the weights
    3 2 7 6 5 4 3 2.
    """
    try:
        digits = str(orgnr.validate(text))
    except ValidationError as problem:
        raise NotAnOrganisationNumber(f"not an organisation number: {text!r}") from problem
    # The register gives out numbers that begin with 8 or 9 only.
    if digits[0] not in "89":
        raise NotAnOrganisationNumber(f"not an organisation number: {text!r}")
    return digits


def written(number: str) -> str:
    """As people write it: `983 975 267`."""
    return str(orgnr.format(number))
