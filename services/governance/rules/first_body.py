"""Which body works out the answer to a case: the one closest to its parties (G-5, A-14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.governance.commands.facts import BodyFact
from shared.contracts.governance import BodyKind


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body with the name it is known by."""

    name: str
    body: BodyFact


def first_body(
    kind: BodyKind, parties: Iterable[UUID], bodies: Iterable[NamedBody]
) -> BodyFact | None:
    """The body of this kind whose parent covers the most of the case's parties.

    The parent decides between the parties in the end, so its sides count. Of equals the one with
    more of the parties on its own sides, then the first by name. None where no parent covers any
    (G-5: SSU then makes one that fits).
    """
    found = list(bodies)
    known: Mapping[UUID, BodyFact] = {each.body.body_id: each.body for each in found}
    named = set(parties)

    def covered(body: BodyFact | None) -> int:
        return len(named.intersection(body.parties)) if body else 0

    def above(body: BodyFact) -> int:
        return covered(known.get(body.parent)) if body.parent else 0

    fitting = [each for each in found if each.body.kind == kind and above(each.body)]
    if not fitting:
        return None
    closest = min(
        fitting,
        key=lambda each: (
            -above(each.body),
            -covered(each.body),
            each.name,
            each.body.body_id.bytes,
        ),
    )
    return closest.body


def closest_ssu(parties: Iterable[UUID], bodies: Iterable[NamedBody]) -> BodyFact | None:
    """G-5: the SSU whose sides cover the most of the case's parties; of equals the first by name.
    None where none covers any."""
    named = set(parties)
    fitting = [
        each for each in bodies if each.body.kind == "ssu" and named.intersection(each.body.parties)
    ]
    if not fitting:
        return None
    return min(
        fitting,
        key=lambda each: (
            -len(named.intersection(each.body.parties)),
            each.name,
            each.body.body_id.bytes,
        ),
    ).body
