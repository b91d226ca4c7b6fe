"""The part of the example register that the tests of governance need, and who is who in it."""

from dataclasses import replace
from uuid import UUID

from deploy.playing.example import Example, id_of

TELEMARK = id_of("helsefellesskap", "telemark")
WHOLE = Example.read()
BODIES = ("partnerskapsmote", "ssu-nedre", "ssu-ovre", "fs-lege-nedre", "fs-lege-ovre")
SEATED = ("ssu-nedre", "fs-lege-nedre", "partnerskapsmote")
ROLES = (
    "siv-sekretariat",
    "tor-sekretariat",
    "jon-helsedirektoratet",
    "dag-drift",
    "hans-godkjenner",
    "liv-lonn",
)


def _part(whole: Example) -> Example:
    """The example without the bodies and seats that no test here needs."""
    seats = [each for each in whole.telemark["seats"] if each["body"] in SEATED]
    people = {*ROLES, *(each["holder"] for each in seats), *(each["deputy"] for each in seats)}
    part = {
        **whole.telemark,
        "bodies": [each for each in whole.telemark["bodies"] if each["key"] in BODIES],
        "people": [each for each in whole.telemark["people"] if each["key"] in people],
        "seats": seats,
    }
    return replace(whole, telemark=part)


EXAMPLE = _part(WHOLE)


def person(key: str) -> UUID:
    return id_of("person", key)


def party(key: str) -> UUID:
    return id_of("organisation", key)


def seat(key: str) -> UUID:
    return id_of("seat", key)


def body(key: str) -> UUID:
    return id_of("body", key)


SIV = person("siv-sekretariat")
NINA = person("nina-sykehuslege")
ANNE = person("anne-skien")
RANDI = person("randi-fagdirektor")
SKIEN_SEAT, HOSPITAL_SEAT = "ssu-nedre-skien", "ssu-nedre-randi-fagdirektor"
BOTH = ((SKIEN_SEAT, ANNE), (HOSPITAL_SEAT, RANDI))
"""A seat of each side, with who holds it."""
