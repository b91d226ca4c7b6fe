"""The sides of a case: the levels of the service that its organisations belong to (A-3, A-10)."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance import OrganisationKind

Side: TypeAlias = Literal["municipal", "gp", "hospital", "specialist-practice", "other"]
Kinds: TypeAlias = Mapping[UUID, OrganisationKind]
"""What kind of organisation each party is."""

SIDES: Mapping[OrganisationKind, Side | None] = {
    "municipality": "municipal",
    "gp-practice": "gp",
    "hf": "hospital",
    "rhf": "hospital",
    "specialist-practice": "specialist-practice",
    "other": "other",
    "directorate": None,
}
"""A directorate treats nobody, and has no clinicians who could take part."""


def sides_of(organisations: Iterable[UUID], kinds: Kinds) -> frozenset[Side]:
    """The sides that these organisations make up."""
    found = (SIDES[kinds[each]] for each in organisations if each in kinds)
    return frozenset(side for side in found if side is not None)


def every_side_takes_part(
    clinicians: Iterable[UUID], affected: Iterable[UUID], kinds: Kinds
) -> bool:
    """A-3: active clinicians of each affected side; where no side is known, of anybody."""
    taking_part = sides_of(clinicians, kinds)
    return bool(taking_part) and sides_of(affected, kinds) <= taking_part
