"""Links from one service's page of a case to the others', as far as the person may follow them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from uuid import UUID

from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Kind, Resource
from shared.identity.policy import Allowed, allowed
from shared.web.components import Onward
from shared.web.i18n import Words

PlaceName: TypeAlias = Literal["case", "assessment", "governance", "history"]


@dataclass(frozen=True, slots=True)
class _Place:
    name: PlaceName
    address: str
    action: Action
    kind: Kind


_PLACES = (
    _Place("case", "/saker", "intake.read-case", "case"),
    _Place("assessment", "/vurdering", "assessment.read", "diagnosis"),
    _Place("governance", "/styring/saker", "governance.read-case", "case"),
    _Place("history", "/revisjon/saker", "audit.read-history", "case"),
)


def onward(
    case_id: UUID,
    resource: Resource,
    actor: Actor,
    words: Words,
    places: Collection[PlaceName],
) -> tuple[Onward, ...]:
    """The links to those of `places` that the actor may read (P-3), in the order of a case.

    `resource` is what access to the case depends on, as the page at hand knows it.
    """
    return tuple(
        Onward(words(f"onward.{place.name}"), f"{place.address}/{case_id}")
        for place in _PLACES
        if place.name in places
        and isinstance(allowed(actor, place.action, replace(resource, kind=place.kind)), Allowed)
    )
